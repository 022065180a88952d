//! Reads `content/vendors.toml`: who sends errors, and by which marks each is seen.

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::toml_reader::{Context, Table};
use crate::catalogue::model::signature::SignatureLocation;
use crate::catalogue::model::vendor::{Mark, MarkProof, Vendor};
use crate::catalogue::problem::{Problem, quoted};

/// Reads the vendors' names and marks.
pub(crate) fn read_vendors(path: &str, file: &str, problems: &mut Vec<Problem>) -> Vec<Vendor> {
    let context = Context::new(path, file, 0);
    let vendors = context.parse().map_or_else(Vec::new, |mut table| {
        let mut seen = BTreeSet::new();
        let vendors = table.tables("vendor", |table| {
            let id = table.kebab("id");
            let name = table.text("name", "the vendor's name");
            if let Some(id) = id.as_ref().filter(|id| !seen.insert((*id).clone())) {
                table.complain("id", &quoted(id), "each id once");
            }
            let is_standard = table.optional("is_standard", "true or false", DeValue::as_bool).unwrap_or(false);
            let marks = table.tables("marks", read_mark);
            Some(Vendor { id: id?, name: name?, is_standard, marks })
        });
        table.finish();
        vendors
    });
    problems.extend(context.finish().0);
    vendors
}

fn read_mark(table: &mut Table<'_>) -> Option<Mark> {
    let location = table.choice("where", &SignatureLocation::ALL, SignatureLocation::key);
    let pattern = table.text("pattern", "the exact text");
    let proves = table.choice("proves", &MarkProof::ALL, MarkProof::key);
    let source = table.address("source");
    Some(Mark { location: location?, pattern: pattern?, proves: proves?, source: source? })
}
