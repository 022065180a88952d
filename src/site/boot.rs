//! The script in every page's head, `boot.js`: its parts, joined under the constants that they share with Rust, and
//! stripped of what only people read, because every first view carries it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Value, json};

use super::fragments::finder_box::finder_dialog;
use super::modules::ModuleFiles;
use super::named_by_content::name_by_content;
use super::script::strip;
use super::version::Version;
use crate::browser::{LATE, OPEN_EVENT, PAGE_EVENT, PASTE_EVENT, RETRY_EVENT, START_EVENT, TROUBLE_EVENT};
use crate::budget::FRAGMENT_KEYS;
use crate::finder::{HISTORY_KEY, LOADING, LONGEST_QUESTION, LONGEST_SHOWN, QUESTION_KEY, STORAGE_PREFIX};

/// The parts in the order in which they run, files of `boot/`.
const PARTS: [&str; 7] = ["address", "ready", "theme", "modules", "report", "app", "finder"];
/// What is loaded only for failures, a file of `boot/` too.
const TROUBLE: &str = "trouble";

/// The files of the scripts, before [`write_boot`].
pub(super) fn script_files(out: &Path) -> impl Iterator<Item = PathBuf> {
    PARTS.into_iter().chain([TROUBLE]).map(|name| part(out, name))
}

fn part(out: &Path, part: &str) -> PathBuf {
    out.join(format!("boot/{part}.js"))
}

/// Writes the script that is loaded only for failures, before [`write_boot`]; gives its name.
///
/// # Errors
/// A file that cannot be read or written.
pub(super) fn write_trouble(out: &Path) -> anyhow::Result<String> {
    let file = part(out, TROUBLE);
    let script = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let file = out.join(format!("{TROUBLE}.js"));
    fs::write(&file, strip(&script)).with_context(|| format!("writing {}", file.display()))?;
    name_by_content(out, TROUBLE, "js")
}

/// Joins the parts in `out/boot/`, and removes that folder, which the site does not serve. Gives the name of the script,
/// which is named by its content; it knows that name, too, and so whether it is the script that the page asked for.
///
/// # Errors
/// A part that is missing, or a file that cannot be written.
pub(super) fn write_boot(
    modules: &[(&str, ModuleFiles)],
    trouble: &str,
    version: &Version,
    out: &Path,
) -> anyhow::Result<String> {
    // One function around everything: nothing becomes a global name.
    let mut script = "(() => {\n".to_owned();
    for (name, value) in constants(modules, trouble, version.as_str()) {
        script += &format!("const {name}={value};\n");
    }
    for name in PARTS {
        let file = part(out, name);
        let part = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        script += &strip(&part);
        script.push('\n');
    }
    script += "})();\n";
    let write = |name: &str, text: &str| {
        let file = out.join(name);
        fs::write(&file, text).with_context(|| format!("writing {}", file.display()))
    };
    write("boot.js", &script)?;
    let name = name_by_content(out, "boot", "js")?;
    let hash = name.trim_start_matches("boot-").trim_end_matches(".js");
    write(&name, &script.replacen("(() => {\n", &format!("(() => {{\nconst OWN_HASH={};\n", json!(hash)), 1))?;
    let folder = out.join("boot");
    fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    Ok(name)
}

/// What is written once, in Rust, and read by both languages; and the names of the modules' files, so that no page has to
/// carry them. `boot/types.d.ts` declares these constants.
fn constants(modules: &[(&str, ModuleFiles)], trouble: &str, version: &str) -> [(&'static str, Value); 18] {
    let modules: BTreeMap<_, _> = modules.iter().map(|(name, files)| (*name, files)).collect();
    let private: Vec<_> = [QUESTION_KEY].into_iter().chain(FRAGMENT_KEYS).collect();
    [
        ("MODULES", json!(modules)),
        ("TROUBLE", json!(trouble)),
        ("VERSION", json!(version)),
        ("DIALOG", json!(finder_dialog().into_string())),
        ("PRIVATE", json!(private)),
        ("QUESTION_KEY", json!(QUESTION_KEY)),
        ("LATE", json!(LATE.as_millis())),
        ("LOADING", json!(LOADING)),
        ("LONGEST_QUESTION", json!(LONGEST_QUESTION)),
        ("LONGEST_SHOWN", json!(LONGEST_SHOWN)),
        ("HISTORY_KEY", json!(HISTORY_KEY)),
        ("STORAGE_PREFIX", json!(STORAGE_PREFIX)),
        ("START_EVENT", json!(START_EVENT)),
        ("PAGE_EVENT", json!(PAGE_EVENT)),
        ("OPEN_EVENT", json!(OPEN_EVENT)),
        ("PASTE_EVENT", json!(PASTE_EVENT)),
        ("TROUBLE_EVENT", json!(TROUBLE_EVENT)),
        ("RETRY_EVENT", json!(RETRY_EVENT)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_check_knows_the_same_constants() {
        let types = include_str!("../../public/boot/types.d.ts");
        let declared: Vec<_> = types
            .lines()
            .filter_map(|line| line.strip_prefix("declare const ")?.split_once(':'))
            .map(|(name, _)| name)
            .collect();
        let written = constants(&[], "", "").into_iter().map(|(name, _)| name);
        assert_eq!(declared, written.chain(["OWN_HASH"]).collect::<Vec<_>>());
    }
}
