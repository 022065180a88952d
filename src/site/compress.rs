//! Precompressed copies beside the files, for servers that send them as they are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use precompress::{brotli, gzip};

use super::parallel;

/// Kinds of files that shrink.
const TEXT: &[&str] = &["html", "css", "js", "json", "wasm", "svg", "xml", "txt", "md", "webmanifest", "bin"];

/// Writes `.br` and `.gz` beside each of the files below `site` that shrinks.
pub(super) fn compress_all(site: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    parallel::for_each(files, |file| compress(file, quality(file.strip_prefix(site).unwrap_or(file))))
}

/// The highest quality makes a page a tenth smaller and costs forty times as long: it is for what readers come to
/// first, and wait for. The qualities between save nothing more than 6 does.
fn quality(path: &Path) -> i32 {
    let is_list = ["codes", "tags", "vendors"].iter().any(|folder| path.starts_with(folder));
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("wasm" | "js" | "bin") => 11,
        Some("html") if !is_list => 11,
        _ => 6,
    }
}

fn compress(file: &Path, quality: i32) -> anyhow::Result<()> {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if !TEXT.contains(&extension) {
        return Ok(());
    }
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    for (suffix, packed) in [("br", brotli(&bytes, quality)?), ("gz", gzip(&bytes)?)] {
        let copy = file.with_extension(format!("{extension}.{suffix}"));
        if packed.len() < bytes.len() {
            fs::write(&copy, packed).with_context(|| format!("writing {}", copy.display()))?;
        } else if copy.exists() {
            fs::remove_file(&copy).with_context(|| format!("removing {}", copy.display()))?;
        }
    }
    Ok(())
}
