//! References of the limits: to vendors, entries and sources.

use std::collections::HashSet;

use super::{Known, repeated};
use crate::catalogue::problem::{Problem, quoted};
use crate::catalogue::read::positions::{in_field, last_line};

/// References of the limits: vendors, entries, sources; ids that stand twice.
pub(crate) fn check_limits(path: &str, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for (limit, table) in known.limits.iter().zip(known.limit_positions.tables("limit")) {
        let mut report = |field: &str, value: &str, line: usize, expected: &str| {
            let field = format!("limit `{}`: {field}", limit.id);
            problems.push(Problem::new(path, line, &field, quoted(value), expected));
        };
        let line = |field: &str, value: &str| last_line(table, &format!("limit.{field}"), value);
        if !seen.insert(&limit.id) {
            report("id", &limit.id, line("id", &limit.id), "each id once");
        }
        if !known.vendors.contains(limit.vendor.as_str()) {
            report("vendor", &limit.vendor, line("vendor", &limit.vendor), "a vendor of content/vendors.toml");
        }
        let entry = &limit.client.entry;
        if !known.slugs.contains(entry.as_str()) {
            report("client.entry", entry, line("client.entry", entry), "the slug of an entry");
        }
        for position in repeated(in_field(table, "limit.sources.id")) {
            report("sources.id", &position.value, position.line, "each id once");
        }
        for position in in_field(table, "limit.revisions.source") {
            if !limit.sources.iter().any(|source| source.id == position.value) {
                report("revisions.source", &position.value, position.line, "the id of one of its sources");
            }
        }
    }
}
