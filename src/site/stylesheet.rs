//! The stylesheet: `style/main.css` and what it imports, bundled and minified, and its hash for the policy.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::CssRule;
use lightningcss::rules::import::ImportRule;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use lightningcss::traits::ToCss;
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
        let text = with_imports(main)?;
        let mut sheet = parse(main, &text)?;
        sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{}: {error}", main.display()))?;
        Ok(Self { css: sheet.to_css(minified()).context("printing the stylesheet")?.code })
    }

    /// The hash by which a Content-Security-Policy allows this stylesheet inline.
    pub fn policy_hash(&self) -> String {
        format!("'sha256-{}'", STANDARD.encode(Sha256::digest(self.css.as_bytes())))
    }
}

/// The rules of `file` with those of its imports in their place. lightningcss has a bundler too, whose source maps and
/// threads every set-up from nothing would compile.
fn with_imports(file: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let mut css = String::new();
    for rule in &parse(file, &text)?.rules.0 {
        css += &match rule {
            CssRule::Import(import) => imported(file, import)?,
            rule => rule.to_css_string(minified())?,
        };
    }
    Ok(css)
}

fn imported(importer: &Path, import: &ImportRule<'_>) -> anyhow::Result<String> {
    let line = import.loc.line + 1;
    let is_plain = import.supports.is_none() && import.media.media_queries.is_empty();
    ensure!(is_plain, "{}:{line}: an import with a condition, which the build cannot inline", importer.display());
    let rules = with_imports(&importer.with_file_name(&*import.url))
        .with_context(|| format!("{}:{line}: importing {}", importer.display(), import.url))?;
    Ok(match &import.layer {
        None => rules,
        Some(name) => {
            let name = name.as_ref().map(|name| name.to_css_string(PrinterOptions::default())).transpose()?;
            format!("@layer {}{{{rules}}}", name.unwrap_or_default())
        }
    })
}

fn parse<'t>(file: &Path, text: &'t str) -> anyhow::Result<StyleSheet<'t>> {
    StyleSheet::parse(text, ParserOptions::default()).map_err(|error| {
        // It counts lines from 0.
        let (line, column) = error.loc.map_or((1, 1), |at| (at.line + 1, at.column));
        anyhow!("{}:{line}:{column}: {}", file.display(), error.kind)
    })
}

fn minified() -> PrinterOptions<'static> {
    PrinterOptions { minify: true, ..PrinterOptions::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> anyhow::Result<String> {
        let folder = tempfile::tempdir()?;
        for (name, text) in files {
            fs::write(folder.path().join(name), text)?;
        }
        Ok(Stylesheet::bundle(&folder.path().join("main.css"))?.css)
    }

    #[test]
    fn imports_stand_in_their_place_and_layer() {
        let css = bundled(&[
            ("main.css", "@import 'order.css';\n@import 'a.css' layer(a);\n@import 'b.css' layer;\np { color: red }"),
            ("order.css", "@layer b, a;\n@import 'c.css' layer(c);"),
            ("a.css", "a { color: blue }"),
            ("b.css", "b { color: lime }"),
            ("c.css", "i { color: #000000 }"),
        ]);
        assert_eq!(
            css.unwrap(),
            "@layer b;@layer a{a{color:#00f}}@layer c{i{color:#000}}@layer{b{color:#0f0}}p{color:red}"
        );
    }

    #[test]
    fn what_cannot_be_inlined_is_named_with_file_and_line() {
        let error = |files| format!("{:#}", bundled(files).unwrap_err());
        assert!(
            error(&[("main.css", "\n@import 'a.css' print;"), ("a.css", "")])
                .contains("main.css:2: an import with a condition")
        );
        let missing = error(&[("main.css", "@import 'no.css';")]);
        assert!(
            missing.contains("main.css:1: importing no.css: reading") && missing.contains("No such file"),
            "{missing}"
        );
        let broken = error(&[("main.css", "@import 'a.css';"), ("a.css", "a {}\n}")]);
        assert!(broken.contains("a.css:2:"), "{broken}");
    }
}
