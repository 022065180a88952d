//! Files of a built site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// All files below a folder, in the order of their paths.
pub(super) fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = item?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
