//! `llms.txt`, as llmstxt.org proposes it.

use std::fmt::Write;

use crate::site::model::SiteModel;

/// What the site is, and its entries as markdown files.
pub(in crate::site) fn llms_txt(model: &SiteModel<'_>) -> String {
    let mut text = format!(
        "# fivexx\n\n> The field guide to 5xx errors: which layer sent one, why, and what to do, each fact with \
         its source. {} entries, {} documented time limits.\n\nThe same as data: {} and {}.\n",
        model.catalogue.pages.len(),
        model.catalogue.limits.len(),
        model.options.address("catalogue.json"),
        model.options.address("limits.json"),
    );
    for vendor in &model.catalogue.vendors {
        let Some(entries) = model.vendors.get(vendor.id.as_str()) else { continue };
        let _ = write!(text, "\n## {}\n\n", vendor.name);
        for index in entries {
            let entry = &model.catalogue.pages[*index].entry;
            let file = model.options.address(&format!("content/{}.md", entry.slug));
            let _ = writeln!(text, "- [{}]({file}): {}", entry.title, entry.summary);
        }
    }
    text
}
