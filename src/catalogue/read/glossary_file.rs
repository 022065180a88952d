//! Reads `content/glossary.toml`: how names are written.

use std::collections::BTreeSet;

use super::toml_reader::{Context, Table, texts};
use crate::catalogue::model::glossary::{Glossary, Spelling};
use crate::catalogue::problem::{Problem, quoted};

/// Reads the glossary; every broken rule becomes a problem. A glossary that has one rules nothing out: what it says may
/// be the opposite of what is meant.
pub(crate) fn read_glossary(path: &str, file: &str, problems: &mut Vec<Problem>) -> Glossary {
    let context = Context::new(path, file, 0);
    let mut spellings = Vec::new();
    if let Some(mut table) = context.parse() {
        let mut seen = BTreeSet::new();
        table.tables("name", |table| {
            spellings.extend(read_name(table, &mut seen));
            Some(())
        });
        table.finish();
    }
    let (mut found, _) = context.finish();
    if found.is_empty() {
        match Glossary::new(spellings) {
            Ok(glossary) => return glossary,
            Err(error) => found.push(Problem::new(path, 0, "name", error.to_string(), "fewer spellings")),
        }
    }
    problems.extend(found);
    Glossary::default()
}

/// The spellings of one name, those that were not `seen` before.
fn read_name(table: &mut Table<'_>, seen: &mut BTreeSet<String>) -> Vec<Spelling> {
    let is_trimmed = |spelling: &String| spelling.trim() == spelling;
    let write = table.required("write", "the name, without blanks around it", |value| {
        value.as_str().map(ToOwned::to_owned).filter(|write| !write.is_empty() && is_trimmed(write))
    });
    let never = table.required("never", "a list of wrong spellings, without blanks around them", |value| {
        texts(value).filter(|never| !never.is_empty() && never.iter().all(is_trimmed))
    });
    let (Some(write), Some(never)) = (write, never) else { return Vec::new() };
    let mut spellings = Vec::new();
    if seen.insert(write.clone()) {
        spellings.push((write.clone(), None));
    } else {
        table.complain("write", &quoted(&write), "each spelling once");
    }
    for spelling in never {
        if spelling == write {
            table.complain("never", &quoted(&spelling), "other spellings than the right one");
        } else if seen.insert(spelling.clone()) {
            spellings.push((spelling, Some(write.clone())));
        } else {
            table.complain("never", &quoted(&spelling), "each spelling once");
        }
    }
    spellings
}
