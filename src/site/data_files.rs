//! The catalogue as data, for scripts and readers elsewhere.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;

use super::markdown_file::markdown_file;
use super::routes::{Route, Routes};
use crate::catalogue::{Entry, Limit, escaped};

/// The version of both JSON files: it changes when a field is removed or changes its meaning. The schemas are
/// `public/schema/catalogue-1.json` and `public/schema/limits-1.json`.
const VERSION: u32 = 1;

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

#[derive(Serialize)]
struct LimitsFile<'a> {
    version: u32,
    schema: String,
    built: String,
    limits: Vec<LimitRow<'a>>,
}

#[derive(Serialize)]
struct LimitRow<'a> {
    page: String,
    vendor_name: &'a str,
    default_ms: Option<f64>,
    maximum_ms: Option<f64>,
    #[serde(flatten)]
    limit: &'a Limit,
}

impl<'a> Routes<'a> {
    /// `content/SLUG.md`: an entry's slug and its markdown file.
    pub(super) fn markdown_file(&self, index: usize) -> (&'a str, String) {
        let page = &self.catalogue.pages[index];
        let (vendor, path) = (self.vendor_name(&page.entry.vendor), self.path(Route::Entry(index)));
        (&page.entry.slug, markdown_file(page, vendor, &path, self.options))
    }

    /// `catalogue.json`: every entry's metadata.
    pub(super) fn catalogue_json(&self) -> anyhow::Result<String> {
        let entries = self.catalogue.pages.iter().enumerate().map(|(index, page)| EntryRow {
            page: self.options.address(&self.path(Route::Entry(index))),
            markdown: self.options.address(&format!("content/{}.md", page.entry.slug)),
            vendor_name: self.vendor_name(&page.entry.vendor),
            related_to: &page.related,
            entry: &page.entry,
        });
        Ok(serde_json::to_string(&CatalogueFile {
            version: VERSION,
            schema: self.options.address(&format!("schema/catalogue-{VERSION}.json")),
            built: self.options.today.to_string(),
            entries: entries.collect(),
        })?)
    }

    /// `limits.json`: every limit, times also in milliseconds.
    pub(super) fn limits_json(&self) -> anyhow::Result<String> {
        let limits = self.catalogue.limits.iter().map(|limit| LimitRow {
            page: self.options.address(&format!("limits/#{}", limit.id)),
            vendor_name: self.vendor_name(&limit.vendor),
            default_ms: limit.default.as_ref().map(|time| milliseconds(time.duration())),
            maximum_ms: limit.maximum.as_ref().map(|time| milliseconds(time.duration())),
            limit,
        });
        Ok(serde_json::to_string(&LimitsFile {
            version: VERSION,
            schema: self.options.address(&format!("schema/limits-{VERSION}.json")),
            built: self.options.today.to_string(),
            limits: limits.collect(),
        })?)
    }

    /// `limits.csv`: a line a limit, as RFC 4180 has it.
    pub(super) fn limits_csv(&self) -> String {
        let mut csv = String::from(
            "id,vendor,platform,layer,setting,default,default_ms,maximum,maximum_ms,raisable,conditions,kind,retries,\
             status,body,note,entry,source,verified\r\n",
        );
        for limit in &self.catalogue.limits {
            let client = &limit.client;
            let text = |time: Option<String>| time.unwrap_or_default();
            let fields = [
                limit.id.clone(),
                self.vendor_name(&limit.vendor).to_owned(),
                limit.platform.clone(),
                limit.layer.key().to_owned(),
                limit.setting.clone(),
                text(limit.default.as_ref().map(ToString::to_string)),
                text(limit.default.as_ref().map(|time| milliseconds(time.duration()).to_string())),
                text(limit.maximum.as_ref().map(ToString::to_string)),
                text(limit.maximum.as_ref().map(|time| milliseconds(time.duration()).to_string())),
                limit.raisable.key().to_owned(),
                limit.conditions.clone(),
                limit.kind.key().to_owned(),
                text(limit.retries.clone()),
                text(client.status.map(|status| status.to_string())),
                text(client.body.clone()),
                text(client.note.clone()),
                self.options.address(&format!("errors/{}/", client.entry)),
                limit.sources.first().map(|source| source.url.clone()).unwrap_or_default(),
                limit.verified.to_string(),
            ];
            csv.push_str(&fields.map(|field| csv_field(&field)).join(","));
            csv.push_str("\r\n");
        }
        csv
    }

    /// `llms.txt`, as llmstxt.org proposes it: what the site is, and its entries as markdown files.
    pub(super) fn llms_txt(&self) -> String {
        let mut text = format!(
            "# fivexx\n\n> The field guide to 5xx errors: which layer sent one, why, and what to do, each fact with \
             its source. {} entries, {} documented time limits.\n\nThe same as data: {} and {}.\n",
            self.catalogue.pages.len(),
            self.catalogue.limits.len(),
            self.options.address("catalogue.json"),
            self.options.address("limits.json"),
        );
        for vendor in &self.catalogue.vendors {
            let Some(entries) = self.vendors.get(vendor.id.as_str()) else { continue };
            let _ = write!(text, "\n## {}\n\n", vendor.name);
            for index in entries {
                let entry = &self.catalogue.pages[*index].entry;
                let file = self.options.address(&format!("content/{}.md", entry.slug));
                let _ = writeln!(text, "- [{}]({file}): {}", entry.title, entry.summary);
            }
        }
        text
    }

    /// The Atom feed (RFC 4287) of facts that changed.
    pub(super) fn feed(&self) -> String {
        let address = |path: &str| escaped(&self.options.address(path));
        let changes = self.changes();
        let updated = changes.iter().map(|change| change.date).max().unwrap_or(self.options.today);
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
             <id>{0}</id>\n<title>fivexx: facts that changed</title>\n<updated>{updated}T00:00:00Z</updated>\n\
             <author><name>fivexx</name></author>\n<link rel=\"self\" href=\"{1}\"/>\n<link href=\"{0}\"/>\n",
            address("changes/"),
            address("feed.xml"),
        );
        let mut before: HashMap<_, usize> = HashMap::new();
        for change in &changes {
            // What was true on which page until which day: the same change keeps its name from build to build.
            let number = before.entry((change.date, &change.path)).or_default();
            let name = format!("changes/?of={}&until={}&n={number}", change.path.replace('#', "/"), change.date);
            *number += 1;
            let _ = write!(
                xml,
                "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n<link href=\"{}\"/>\n\
                 <summary>Until then: {}. Since then: {}.</summary>\n</entry>\n",
                address(&name),
                escaped(change.subject),
                change.date,
                address(&change.path),
                escaped(change.was),
                escaped(change.now),
            );
        }
        xml.push_str("</feed>\n");
        xml
    }
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A field, quoted where it must be.
fn csv_field(text: &str) -> String {
    // A spreadsheet takes a field that begins so for a formula.
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::csv_field;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (text, field) in [
            ("29 s", "29 s"),
            ("a, b", "\"a, b\""),
            ("{\"message\": \"x\"}", "\"{\"\"message\"\": \"\"x\"\"}\""),
            ("=1+1", "'=1+1"),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(csv_field(text), field);
        }
    }
}
