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

/// The paths of all files below a folder as addresses have them: without the folder, between slashes.
pub(super) fn names_below(folder: &Path) -> anyhow::Result<Vec<String>> {
    let name = |file: PathBuf| {
        let below = file.strip_prefix(folder).unwrap_or(&file).components();
        below.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    Ok(files_below(folder)?.into_iter().map(name).collect())
}
