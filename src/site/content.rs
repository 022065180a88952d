//! Reads the content folder from disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use super::routes::page_paths;
use crate::catalogue::{Catalogue, load};

/// Reads every `.md` and `.toml` file below `root/content` into a map from its path, such as
/// `content/limits.toml`, to its text.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn read_content(root: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    read_folder(root, &root.join("content"), &mut files)?;
    Ok(files)
}

fn read_folder(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> anyhow::Result<()> {
    for item in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = item?.path();
        if path.is_dir() {
            read_folder(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "toml") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.insert(name, text);
        }
    }
    Ok(())
}

/// Reads and checks the content folder.
///
/// # Errors
/// Every broken rule, a line each.
pub fn load_content(root: &Path) -> anyhow::Result<Catalogue> {
    match load(&read_content(root)?, &page_paths()) {
        Ok(catalogue) => Ok(catalogue),
        Err(problems) => {
            let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
            bail!("the content breaks its schema in {} places:\n{}", lines.len(), lines.join("\n"))
        }
    }
}
