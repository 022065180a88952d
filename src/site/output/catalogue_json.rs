//! `catalogue.json`: every entry's metadata.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::catalogue::Entry;
use crate::site::model::SiteModel;

#[derive(Serialize)]
struct CatalogueFile<'a> {
    version: u32,
    schema: String,
    built: String,
    entries: Vec<EntryRow<'a>>,
}

#[derive(Serialize)]
struct EntryRow<'a> {
    page: String,
    markdown: String,
    vendor_name: &'a str,
    /// Both ways, in the order of the catalogue.
    related_to: &'a [String],
    #[serde(flatten)]
    entry: &'a Entry,
}

/// `catalogue.json`: every entry's metadata.
pub(in crate::site) fn catalogue_json(model: &SiteModel<'_>) -> anyhow::Result<String> {
    let entries = model.catalogue.pages.iter().map(|page| EntryRow {
        page: model.options.address(&format!("errors/{}/", page.entry.slug)),
        markdown: model.options.address(&format!("content/{}.md", page.entry.slug)),
        vendor_name: model.catalogue.vendor_name(&page.entry.vendor),
        related_to: &page.related,
        entry: &page.entry,
    });
    Ok(serde_json::to_string(&CatalogueFile {
        version: SCHEMA_VERSION,
        schema: model.options.address(&format!("schema/catalogue-{SCHEMA_VERSION}.json")),
        built: model.options.today.to_string(),
        entries: entries.collect(),
    })?)
}
