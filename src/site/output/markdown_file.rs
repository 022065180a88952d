//! An entry as a markdown file that stands alone: for tickets, notes and scripts.

use std::fmt::Write;

use crate::catalogue::{Page, with_full_links};
use crate::site::model::SiteModel;

/// `content/SLUG.md` of an entry: title, facts, text, and the sources as footnotes.
pub(in crate::site) fn markdown_file(model: &SiteModel<'_>, page: &Page) -> String {
    let entry = &page.entry;
    let codes = entry.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut file = format!("# {}\n\n{}\n\n", entry.title, entry.summary);
    let _ = write!(
        file,
        "- Status: {codes}\n- Sent by: {}\n- Made in: {}\n- Severity: {}\n- Verified on: {}\n- Page: <{}>\n\n",
        model.catalogue.vendor_name(&entry.vendor),
        entry.layer.label(),
        entry.severity.label(),
        entry.verified,
        model.options.address(&format!("errors/{}/", entry.slug)),
    );
    let body = with_full_links(&page.body, &model.options.address(""));
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
