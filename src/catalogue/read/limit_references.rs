//! Limits in prose: `{{limit:ID}}` becomes what `content/limits.toml` states.

use std::collections::HashMap;
use std::fmt::Write;

use super::entry_file::EntryFile;
use crate::catalogue::model::limit::Limit;
use crate::catalogue::problem::{Lines, Problem, quoted};

/// Replaces `{{limit:id}}` and `{{limit:id:maximum}}` by the limit's own words, which do not break across lines and
/// lead to the limit's row in the table of limits. Also gives the ids.
pub(crate) fn expand_limits(
    file: &EntryFile,
    limits: &HashMap<&str, &Limit>,
    problems: &mut Vec<Problem>,
) -> (String, Vec<String>) {
    const OPEN: &str = "{{";
    const CLOSE: &str = "}}";
    let mut expanded = String::with_capacity(file.body.len());
    let mut ids = Vec::new();
    let mut rest = file.body.as_str();
    while let Some((before, from)) = rest.split_once(OPEN) {
        expanded.push_str(before);
        let closed = from.split_once(CLOSE).filter(|(name, _)| !name.contains('\n'));
        let (name, after) = closed.unwrap_or((from.lines().next().unwrap_or_default(), from));
        match closed.and_then(|(name, _)| stated_limit(name, limits)) {
            Some((id, stated)) => {
                let _ = write!(expanded, "[{}](/limits/#{id})", stated.replace(' ', "\u{a0}"));
                ids.push(id.to_owned());
            }
            None => {
                let close = if closed.is_some() { CLOSE } else { "" };
                let offset = file.body.len() - rest.len() + before.len();
                problems.push(file.problem(
                    Lines::of(&file.body).line(offset) + file.lines_above,
                    "limit",
                    quoted(&format!("{OPEN}{name}{close}")),
                    "`{{limit:ID}}` or `{{limit:ID:maximum}}` with the id of a limit that states it",
                ));
            }
        }
        rest = after;
    }
    expanded.push_str(rest);
    (expanded, ids)
}

/// The id of the limit that `limit:ID` or `limit:ID:maximum` names, and what it states.
fn stated_limit<'a>(name: &str, limits: &HashMap<&str, &'a Limit>) -> Option<(&'a str, String)> {
    let mut parts = name.strip_prefix("limit:")?.split(':');
    let limit = parts.next().and_then(|id| limits.get(id))?;
    let stated = match (parts.next(), parts.next()) {
        (None, _) => &limit.default,
        (Some("maximum"), None) => &limit.maximum,
        _ => return None,
    };
    stated.as_ref().map(|stated| (limit.id.as_str(), stated.to_string()))
}
