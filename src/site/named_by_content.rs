//! Files that are named by their content, so that a browser may keep them for ever.

use std::fs;
use std::path::Path;

use anyhow::Context;
use sha2::{Digest, Sha256};

/// Renames `stem.extension` in `folder` to `stem-HASH.extension`; gives the new name.
pub(super) fn name_by_content(folder: &Path, stem: &str, extension: &str) -> anyhow::Result<String> {
    let file = folder.join(format!("{stem}.{extension}"));
    let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
    let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{stem}-{hash}.{extension}");
    fs::rename(&file, folder.join(&name)).with_context(|| format!("renaming {}", file.display()))?;
    Ok(name)
}

/// Whether a file was named so, of the same stem and extension.
pub(super) fn is_named(name: &str, stem: &str, extension: &str) -> bool {
    let hash = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-'));
    let hash = hash.and_then(|rest| rest.strip_suffix(extension)).and_then(|rest| rest.strip_suffix('.'));
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
