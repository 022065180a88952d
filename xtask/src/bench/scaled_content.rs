/*!
A catalogue of any size, made of copies of the real one: so that what is measured has the real entries' length, relations,
links, sources and tags.
*/

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::paths;

/// A real entry.
struct Original {
    vendor: String,
    slug: String,
    text: String,
    /// Slugs that the text names.
    named: Vec<String>,
}

/// Writes a content folder and the real style below `root`, which is made anew. Answers the number of entries: `least`,
/// rounded up to whole catalogues, so that every relation has both its ends.
///
/// # Errors
/// A file that cannot be read or written.
pub(super) fn write(root: &Path, least: usize) -> Result<usize> {
    if root.exists() {
        fs::remove_dir_all(root).with_context(|| format!("removing {}", root.display()))?;
    }
    super::copy::folder(&paths::root().join("style"), &root.join("style"))?;
    let content = root.join("content");
    let originals = originals()?;
    let count = least.next_multiple_of(originals.len());
    for folder in originals.iter().map(|original| content.join("errors").join(&original.vendor)) {
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    }
    for file in files(&paths::root().join("content"))?.iter().filter(|file| is_toml(file)) {
        let name = file.file_name().context("a file has a name")?;
        fs::copy(file, content.join(name)).with_context(|| format!("copying {}", file.display()))?;
    }
    for index in 0..count {
        let original = &originals[index % originals.len()];
        let round = index / originals.len();
        let (slug, text) = copy_of(original, round);
        let file = content.join("errors").join(&original.vendor).join(format!("{slug}.md"));
        fs::write(&file, text).with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(count)
}

/// The entry of a round: the first round is the real catalogue; in the others every slug has the round behind it, and
/// no text is decisive, since the original's is.
fn copy_of(original: &Original, round: usize) -> (String, String) {
    if round == 0 {
        return (original.slug.clone(), original.text.clone());
    }
    let mut text = original.text.replace("weight = \"decisive\"", "weight = \"strong\"");
    for slug in &original.named {
        text = text
            .replace(&format!("\"{slug}\""), &format!("\"{slug}-{round}\""))
            .replace(&format!("/errors/{slug}/"), &format!("/errors/{slug}-{round}/"));
    }
    (format!("{}-{round}", original.slug), text)
}

/// The real entries.
fn originals() -> Result<Vec<Original>> {
    let errors = paths::root().join("content/errors");
    let mut all = Vec::new();
    for file in files(&errors)? {
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let name = |path: &Path| path.file_stem().map(|name| name.to_string_lossy().into_owned());
        let vendor = file.parent().and_then(name).context("an entry stands in its vendor's folder")?;
        all.push(Original { vendor, slug: name(&file).context("a file has a name")?, text, named: Vec::new() });
    }
    ensure!(!all.is_empty(), "there are no entries below {}", errors.display());
    let slugs: Vec<String> = all.iter().map(|original| original.slug.clone()).collect();
    for original in &mut all {
        original.named = slugs.iter().filter(|slug| original.text.contains(*slug)).cloned().collect();
    }
    Ok(all)
}

fn is_toml(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "toml")
}

/// All files below a folder, in the order of their paths.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry.with_context(|| format!("reading {}", folder.display()))?.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_refers_to_the_copies_of_its_round() {
        let original = Original {
            vendor: "v".into(),
            slug: "a-504".into(),
            text: "related = [\"b-502\"]\nweight = \"decisive\"\n[b](/errors/b-502/#steps)".into(),
            named: vec!["b-502".into()],
        };
        assert_eq!(copy_of(&original, 0), ("a-504".to_owned(), original.text.clone()));
        let (slug, text) = copy_of(&original, 3);
        assert_eq!(slug, "a-504-3");
        assert_eq!(text, "related = [\"b-502-3\"]\nweight = \"strong\"\n[b](/errors/b-502-3/#steps)");
    }
}
