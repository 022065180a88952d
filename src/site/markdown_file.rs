//! An entry as a markdown file that stands alone: for tickets, notes and scripts.

use std::fmt::Write;

use super::routes::SiteOptions;
use crate::catalogue::with_full_links;
use crate::page_data::EntryData;

/// Title, facts, text, and the sources as footnotes. `path` is the page's own.
pub(super) fn markdown_file(data: &EntryData, path: &str, options: &SiteOptions) -> String {
    let entry = &data.entry;
    let codes = entry.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut file = format!("# {}\n\n{}\n\n", entry.title, entry.summary);
    let _ = write!(
        file,
        "- Status: {codes}\n- Sent by: {}\n- Made in: {}\n- Severity: {}\n- Verified on: {}\n- Page: <{}>\n\n",
        data.vendor,
        entry.layer.label(),
        entry.severity.label(),
        entry.verified,
        options.address(path),
    );
    let body = with_full_links(data.body.as_deref().unwrap_or_default(), &options.address(""));
    file.push_str(body.trim());
    if !entry.revisions.is_empty() {
        file.push_str("\n\n## What changed\n");
        for revision in &entry.revisions {
            let _ = write!(
                file,
                "\n- Until {}: {}. Since then: {}.[^{}]",
                revision.date, revision.was, revision.now, revision.source
            );
        }
    }
    file.push_str("\n\n");
    for source in &entry.sources {
        let _ = writeln!(file, "[^{}]: {}, <{}>, read on {}.", source.id, source.title, source.url, source.retrieved);
    }
    file
}
