//! Precompressed copies beside the files, for servers that send them as they are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use precompress::{brotli, gzip};

use crate::site::parallel;
use crate::site::route::{BEST, QUICK};
use crate::site::routes::kind_of;

/// Kinds of files that shrink.
const TEXT: &[&str] = &["html", "css", "js", "json", "wasm", "svg", "xml", "txt", "md", "webmanifest", "bin"];

/// Writes `.br` and `.gz` beside each of the files below `site` that shrinks.
pub(in crate::site) fn compress_all(site: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    parallel::for_each(files, |file| compress(file, quality(file.strip_prefix(site).unwrap_or(file))))
}

/// Brotli's quality for a file: what every reader waits for is worth the best.
fn quality(path: &Path) -> i32 {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("wasm" | "js" | "bin") => BEST,
        Some("html") => kind_of(&path.to_string_lossy().replace('\\', "/")).map_or(QUICK, |kind| kind.quality),
        _ => QUICK,
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
