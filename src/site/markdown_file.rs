//! An entry as a markdown file that stands alone: for tickets, notes and scripts.

use std::fmt::Write;

use super::routes::SiteOptions;
use crate::catalogue::{Page, with_full_links};

/// Title, facts, text, and the sources as footnotes. `path` is the page's own, `vendor` the vendor's name.
pub(super) fn markdown_file(page: &Page, vendor: &str, path: &str, options: &SiteOptions) -> String {
    let entry = &page.entry;
    let codes = entry.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut file = format!("# {}\n\n{}\n\n", entry.title, entry.summary);
    let _ = write!(
        file,
        "- Status: {codes}\n- Sent by: {}\n- Made in: {}\n- Severity: {}\n- Verified on: {}\n- Page: <{}>\n\n",
        vendor,
        entry.layer.label(),
        entry.severity.label(),
        entry.verified,
        options.address(path),
    );
    let body = with_full_links(&page.body, &options.address(""));
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
