//! The boot script, which every page carries in its head.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use serde_json::json;

use super::fragments::finder_box::finder_dialog;
use super::modules::ModuleFiles;
use super::named_by_content::name_by_content;
use crate::budget::FRAGMENT_KEYS;
use crate::finder::QUESTION_KEY;

/// Fills in `boot.js` what Rust has written down already, strips it, and names it by its content; gives the name.
pub(super) fn write_boot(modules: &[(&str, ModuleFiles)], out: &Path) -> anyhow::Result<String> {
    let boot = out.join("boot.js");
    let mut script = fs::read_to_string(&boot).with_context(|| format!("reading {}", boot.display()))?;
    let private: Vec<_> = [QUESTION_KEY].into_iter().chain(FRAGMENT_KEYS).collect();
    for (empty, filled) in [
        (
            "const MODULES = {};",
            format!(
                "const MODULES = {};",
                json!(modules.iter().map(|(name, files)| (*name, files)).collect::<BTreeMap<_, _>>())
            ),
        ),
        ("const DIALOG = '';", format!("const DIALOG = {};", json!(finder_dialog().into_string()))),
        ("const PRIVATE = [];", format!("const PRIVATE = {};", json!(private))),
    ] {
        ensure!(script.contains(empty), "{} has no `{empty}`", boot.display());
        script = script.replace(empty, &filled);
    }
    fs::write(&boot, stripped(&script)).with_context(|| format!("writing {}", boot.display()))?;
    name_by_content(out, "boot", "js")
}

/// The script without indentation and comments. In a line a comment begins behind a blank, which no address in it does.
fn stripped(script: &str) -> String {
    let code = |line: &'_ str| line.split(" // ").next().unwrap_or_default().trim().to_owned();
    let lines = script.lines().map(code).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}
