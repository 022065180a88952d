//! What is served, and how.

use std::fs;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::headers::HeaderRules;
use crate::base_path::BasePath;

/// A folder, and the way to serve it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder with the built site.
    pub folder: PathBuf,
    /// The path that it is mounted at. Everything outside of it is not found.
    pub base: BasePath,
    /// How much the server does.
    pub manner: Manner,
}

/// How much a server does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Manner {
    /// As a CDN: the site's `_headers`, its 404 page, precompressed files by Accept-Encoding.
    Cdn,
    /// As the plainest of hosts: the files, and `index.html` for a folder. The site must work there too.
    Dumb,
}

impl Site {
    /// The address of the start page on a server at `address`.
    pub(super) fn url(&self, address: SocketAddr) -> String {
        format!("http://{address}{}", self.base)
    }

    pub(super) fn header_rules(&self) -> Result<HeaderRules> {
        ensure!(self.folder.is_dir(), "there is no {} to serve: run `cargo xtask build`", self.folder.display());
        if self.manner == Manner::Dumb {
            return Ok(HeaderRules::default());
        }
        let path = self.folder.join("_headers");
        match fs::read_to_string(&path) {
            Ok(text) => HeaderRules::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(HeaderRules::default()),
            Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
        }
    }
}
