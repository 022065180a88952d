//! Names as the glossary has them, outside of texts.

use crate::catalogue::model::glossary::Glossary;
use crate::catalogue::model::limit::Limit;
use crate::catalogue::problem::{Problem, quoted};
use crate::catalogue::read::entry_file::EntryFile;
use crate::catalogue::read::positions::{Positions, last_line};

/// The names in the front matter of an entry. Those in its text are [`check_body`](super::body::check_body)'s, and
/// the titles of sources are as others wrote them.
pub(crate) fn check_names(file: &EntryFile, glossary: &Glossary, problems: &mut Vec<Problem>) {
    let entry = &file.entry;
    let revisions = entry.revisions.iter();
    let revisions = revisions.flat_map(|row| [("revisions.was", &row.was), ("revisions.now", &row.now)]);
    for (field, text) in [("title", &entry.title), ("summary", &entry.summary)].into_iter().chain(revisions) {
        for wrong in glossary.misspellings(text, &entry.signatures) {
            let line = file.positions.line(field, text);
            problems.push(file.problem(line, field, quoted(wrong.found), &quoted(wrong.instead)));
        }
    }
}

/// The names in the limits.
pub(crate) fn check_limit_names(
    path: &str,
    limits: &[Limit],
    positions: &Positions,
    glossary: &Glossary,
    problems: &mut Vec<Problem>,
) {
    for (limit, table) in limits.iter().zip(positions.tables("limit")) {
        let own = [("platform", &limit.platform), ("setting", &limit.setting), ("conditions", &limit.conditions)];
        let revisions = limit.revisions.iter();
        let revisions = revisions.flat_map(|row| [("revisions.was", &row.was), ("revisions.now", &row.now)]);
        for (field, text) in own.into_iter().chain(revisions) {
            for wrong in glossary.misspellings(text, &[]) {
                let line = last_line(table, &format!("limit.{field}"), text);
                let field = format!("limit `{}`: {field}", limit.id);
                problems.push(Problem::new(path, line, &field, quoted(wrong.found), &quoted(wrong.instead)));
            }
        }
    }
}
