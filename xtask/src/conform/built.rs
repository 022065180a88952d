//! The built site that a host should serve: every file in memory, and what `_headers` says of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use hyper::header::HeaderMap;

use crate::base_path::BasePath;
use crate::serve::headers::HeaderRules;

/// A site, and the path that it stands at.
pub(super) struct Built {
    pub(super) base: BasePath,
    pub(super) rules: HeaderRules,
    /// Bytes of all files by their path below the base, between slashes.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

/// A file that has an address.
#[derive(Clone, Copy, Debug)]
pub(super) struct Served<'a> {
    /// Its path in the site.
    pub(super) file: &'a str,
    /// Its address below the base: of a page, its folder.
    pub(super) address: &'a str,
    pub(super) bytes: &'a [u8],
}

impl<'a> Served<'a> {
    pub(super) fn is_page(self) -> bool {
        self.file != self.address
    }

    /// What follows the last dot of its name.
    pub(super) fn extension(self) -> &'a str {
        self.file.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

impl Built {
    pub(super) fn read(folder: &Path, base: BasePath) -> Result<Self> {
        ensure!(folder.is_dir(), "there is no {} to compare with: run `cargo xtask build`", folder.display());
        let mut files = BTreeMap::new();
        read_below(folder, "", &mut files)?;
        let rules = files.get("_headers").context("the site has no _headers")?;
        let rules = HeaderRules::parse(std::str::from_utf8(rules).context("_headers is not UTF-8")?)?;
        let built = Self { base, rules, files };
        ensure!(
            !built.headers_at(built.base.as_str()).is_empty(),
            "_headers says nothing of {base}: the site was built for another path; `cargo xtask build --base {base}`",
            base = built.base
        );
        Ok(built)
    }

    /// Every file with an address of its own. The 404 page is what other addresses answer, `_headers` and compressed
    /// copies are for the host.
    pub(super) fn served(&self) -> impl Iterator<Item = Served<'_>> {
        let is_internal =
            |file: &str| matches!(file, "404.html" | "_headers") || file.ends_with(".br") || file.ends_with(".gz");
        self.files.iter().filter(move |(file, _)| !is_internal(file)).map(|(file, bytes)| {
            let is_page = file == "index.html" || file.ends_with("/index.html");
            let address = if is_page { file.trim_end_matches("index.html") } else { file };
            Served { file, address, bytes }
        })
    }

    /// What is sent of a file to a client that accepts an encoding: its copy with that suffix, if there is one.
    pub(super) fn copy(&self, file: &str, suffix: &str) -> Option<&[u8]> {
        self.files.get(&format!("{file}.{suffix}")).map(Vec::as_slice)
    }

    /// What `_headers` says of a path of the host.
    pub(super) fn headers_at(&self, path: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        self.rules.apply(path, &mut headers);
        headers
    }
}

fn read_below(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            read_below(&path, &format!("{name}/"), files)?;
        } else {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            files.insert(name, bytes);
        }
    }
    Ok(())
}
