//! The version of the site's code. What runs in a browser and what it reads carry it, so that a tab never mixes the files of
//! two: a host, a proxy or a cache may send any file from before or after a deployment.
//!
//! It stands for the code and not for the content: a page of yesterday's content is read by today's code as well.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::stylesheet::Stylesheet;

/// The name of the section of a wasm module, and of the property in the stylesheet, that hold the version.
const NAME: &str = "version";
/// Characters of a version.
const LENGTH: usize = 8;

/// A version, eight hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version(String);

impl Version {
    /// Of these files of code and this stylesheet.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn of(code: impl Iterator<Item = PathBuf>, stylesheet: &Stylesheet) -> anyhow::Result<Self> {
        let mut hash = Sha256::new().chain_update(&stylesheet.css);
        for file in code {
            hash.update(fs::read(&file).with_context(|| format!("reading {}", file.display()))?);
        }
        Ok(Self(hash.finalize().iter().take(LENGTH / 2).map(|byte| format!("{byte:02x}")).collect()))
    }

    /// As it is written into scripts and data.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Writes it at the end of the glue and the wasm of a module.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub(super) fn stamp_module(&self, glue: &Path, wasm: &Path) -> anyhow::Result<()> {
        append(glue, format!("export const VERSION = \"{}\";\n", self.0).as_bytes())?;
        append(wasm, &self.wasm_section())
    }

    /// The stylesheet with it at its end.
    pub(super) fn stamped_css(&self, stylesheet: &Stylesheet) -> String {
        format!("{}:root{{--{NAME}:{}}}", stylesheet.css, self.0)
    }

    /// A module's data with it at their start.
    pub(super) fn stamped_data(&self, data: &[u8]) -> Vec<u8> {
        [self.0.as_bytes(), data].concat()
    }

    /// A custom section, which may stand at the end of a module: its id, its length, the length of its name, its name, and the
    /// version. <https://webassembly.github.io/spec/core/binary/modules.html#custom-section>
    fn wasm_section(&self) -> Vec<u8> {
        const CUSTOM: u8 = 0;
        const NAME_LENGTH: u8 = NAME.len() as u8;
        const SECTION_LENGTH: u8 = 1 + NAME_LENGTH + LENGTH as u8;
        // Below 128 a length is its own LEB128.
        const { assert!(SECTION_LENGTH < 128) };
        [&[CUSTOM, SECTION_LENGTH, NAME_LENGTH], NAME.as_bytes(), self.0.as_bytes()].concat()
    }
}

fn append(file: &Path, end: &[u8]) -> anyhow::Result<()> {
    let mut bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    bytes.extend_from_slice(end);
    fs::write(file, bytes).with_context(|| format!("writing {}", file.display()))
}
