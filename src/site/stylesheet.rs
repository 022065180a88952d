//! The stylesheet: `style/main.css` and what it imports, bundled and minified, and its hash for the policy.

use std::path::Path;

use anyhow::{Context, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use sha2::{Digest, Sha256};

/// A stylesheet that stands in each page, so that the first paint waits for one response only.
#[derive(Debug, Clone)]
pub struct Stylesheet {
    /// The minified rules.
    pub css: String,
}

impl Stylesheet {
    /// Bundles a stylesheet and its imports.
    ///
    /// # Errors
    /// A file that cannot be read, or a rule that is not CSS, with its file and position.
    pub fn bundle(main: &Path) -> anyhow::Result<Self> {
        let files = FileProvider::new();
        let mut bundler = Bundler::new(&files, None, ParserOptions::default());
        let mut sheet = bundler.bundle(main).map_err(|error| anyhow!("{}: {error}", main.display()))?;
        sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{}: {error}", main.display()))?;
        let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() });
        Ok(Self { css: printed.context("printing the stylesheet")?.code })
    }

    /// The hash by which a Content-Security-Policy allows this stylesheet inline.
    pub fn policy_hash(&self) -> String {
        format!("'sha256-{}'", STANDARD.encode(Sha256::digest(self.css.as_bytes())))
    }
}
