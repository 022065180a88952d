//! The whole of the content, checked and in order.

use std::collections::{BTreeSet, HashMap};

use super::entry::Entry;
use super::limit::Limit;
use super::secrets::SecretsFile;
use super::synonym::Phrase;
use super::vendor::Vendor;

/// An entry and its text.
#[derive(Debug, Clone)]
pub struct Page {
    /// The front matter.
    pub entry: Entry,
    /// The text, with limits expanded.
    pub body: String,
    /// Ids of the limits that the text states, in their order, repeated as stated.
    pub limits: Vec<String>,
    /// Slugs of the related entries, both ways.
    pub related: Vec<String>,
    /// The file, for a link to edit it.
    pub path: String,
}

/// The checked content.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// By code, then the generic entries before the vendors', then by slug.
    pub pages: Vec<Page>,
    /// In the order of the file; the first is the calculator's default choice.
    pub limits: Vec<Limit>,
    /// In the order of the file.
    pub vendors: Vec<Vendor>,
    /// What readers say for what the catalogue says, in the order of the file.
    pub synonyms: Vec<Phrase>,
    /// What is secret and what is not.
    pub secrets: SecretsFile,
    /// Indices of the pages by slug, of the limits and vendors by id.
    indices: Indices,
}

/// Indices into the catalogue's lists.
#[derive(Debug, Clone)]
struct Indices {
    pages: HashMap<String, usize>,
    limits: HashMap<String, usize>,
    vendors: HashMap<String, usize>,
}

impl Catalogue {
    /// Puts the pages' relations into the order of the pages.
    pub(crate) fn new(
        mut pages: Vec<Page>,
        limits: Vec<Limit>,
        vendors: Vec<Vendor>,
        synonyms: Vec<Phrase>,
        secrets: SecretsFile,
    ) -> Self {
        let indices = Indices {
            pages: indices(pages.iter().map(|page| &page.entry.slug)),
            limits: indices(limits.iter().map(|limit| &limit.id)),
            vendors: indices(vendors.iter().map(|vendor| &vendor.id)),
        };
        for page in &mut pages {
            page.related.sort_by_key(|slug| indices.pages.get(slug));
        }
        Self { pages, limits, vendors, synonyms, secrets, indices }
    }

    /// The page of an entry.
    pub fn page(&self, slug: &str) -> Option<&Page> {
        self.indices.pages.get(slug).and_then(|index| self.pages.get(*index))
    }

    /// The limit of that id.
    pub fn limit(&self, id: &str) -> Option<&Limit> {
        self.indices.limits.get(id).and_then(|index| self.limits.get(*index))
    }

    /// The name of a vendor; its id where it has none, which the checks rule out.
    pub fn vendor_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.vendor(id).map_or(id, |vendor| &vendor.name)
    }

    /// Whether a vendor is the HTTP standard, whose entries name no sender.
    pub fn is_standard(&self, vendor: &str) -> bool {
        self.vendor(vendor).is_some_and(|vendor| vendor.is_standard)
    }

    fn vendor(&self, id: &str) -> Option<&Vendor> {
        self.indices.vendors.get(id).and_then(|index| self.vendors.get(*index))
    }

    /// The addresses of the sources of all entries and limits, each once.
    pub fn source_urls(&self) -> BTreeSet<&str> {
        let of_entries = self.pages.iter().flat_map(|page| &page.entry.sources);
        let of_limits = self.limits.iter().flat_map(|limit| &limit.sources);
        of_entries.chain(of_limits).map(|source| source.url.as_str()).collect()
    }
}

fn indices<'a>(names: impl Iterator<Item = &'a String>) -> HashMap<String, usize> {
    names.enumerate().map(|(index, name)| (name.clone(), index)).collect()
}
