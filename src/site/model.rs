//! The catalogue as the pages look things up in it.

use std::collections::{BTreeMap, HashMap};

use super::options::SiteOptions;
use crate::catalogue::{Catalogue, Limit, Page, StatusCode};
use crate::site::fragments::entry_list::EntryCard;
use crate::site_root::SiteRoot;

/// A catalogue with what its pages ask for: entries by slug, code, vendor and tag, and the limits that each explains.
pub struct SiteModel<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) options: &'a SiteOptions,
    pub(super) root: SiteRoot,
    /// Indexes of entries in the catalogue, by slug.
    pub(super) entries: HashMap<&'a str, usize>,
    pub(super) codes: BTreeMap<StatusCode, Vec<usize>>,
    pub(super) vendors: BTreeMap<&'a str, Vec<usize>>,
    pub(super) tags: BTreeMap<&'a str, Vec<usize>>,
    /// The limits that an entry explains, by its slug.
    pub(super) limits_of: HashMap<&'a str, Vec<&'a Limit>>,
}

impl<'a> SiteModel<'a> {
    /// Indexes a catalogue.
    pub fn new(catalogue: &'a Catalogue, options: &'a SiteOptions) -> Self {
        let mut model = Self {
            catalogue,
            options,
            root: SiteRoot::new(&options.base),
            entries: HashMap::new(),
            codes: BTreeMap::new(),
            vendors: BTreeMap::new(),
            tags: BTreeMap::new(),
            limits_of: HashMap::new(),
        };
        for (index, Page { entry, .. }) in catalogue.pages.iter().enumerate() {
            model.entries.insert(&entry.slug, index);
            for code in &entry.codes {
                model.codes.entry(*code).or_default().push(index);
            }
            model.vendors.entry(&entry.vendor).or_default().push(index);
            for tag in &entry.tags {
                model.tags.entry(tag).or_default().push(index);
            }
        }
        for limit in &catalogue.limits {
            model.limits_of.entry(&limit.client.entry).or_default().push(limit);
        }
        model
    }

    /// The page of the entry with that slug.
    pub(super) fn page_of(&self, slug: &str) -> Option<&'a Page> {
        self.entries.get(slug).map(|index| &self.catalogue.pages[*index])
    }

    /// An entry as other pages show it.
    pub(super) fn card(&self, index: usize) -> EntryCard<'a> {
        let entry = &self.catalogue.pages[index].entry;
        EntryCard::new(entry, self.catalogue.vendor_name(&entry.vendor))
    }

    /// The limits of a request that an entry explains.
    pub(super) fn request_limits_of(&self, slug: &str) -> impl Iterator<Item = &'a Limit> {
        self.limits_of.get(slug).into_iter().flatten().copied().filter(|limit| limit.budget)
    }
}
