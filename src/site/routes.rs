//! The table of routes: which pages there are, and where.

use std::collections::{BTreeMap, HashMap};

use crate::app::Site;
use crate::catalogue::{Catalogue, Date, Limit, Page, StatusCode};
use crate::components::EntryCard;
use crate::page_data::CalculatorData;

/// What a site is called, where it stands, and when it was built.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// The path below which it stands, with a slash at either end.
    pub base: String,
    /// Scheme and host, without a slash behind.
    pub origin: String,
    /// The project's repository, without a slash behind.
    pub repository: String,
    /// The day of the build: facts verified more than a year before it are marked.
    pub today: Date,
}

impl SiteOptions {
    /// The full address of a page or file, from its path below the base.
    pub fn address(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.base)
    }
}

/// A page of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route<'a> {
    /// The front page.
    Home,
    /// All errors, to browse and filter.
    Errors,
    /// The calculator.
    Troubleshoot,
    /// All time limits, to sort and filter.
    Limits,
    /// Facts that changed, the newest first.
    Changes,
    /// Method, marks, privacy.
    About,
    /// An entry, by its place in the catalogue.
    Entry(usize),
    /// Who sends a status code.
    Code(StatusCode),
    /// The errors of a vendor.
    Vendor(&'a str),
    /// The errors of a tag.
    Tag(&'a str),
    /// The page for addresses that lead nowhere.
    Lost,
}

/// The catalogue as the pages look things up in it.
pub struct Routes<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) options: &'a SiteOptions,
    pub(super) site: Site,
    /// Places in the catalogue by slug.
    pub(super) places: HashMap<&'a str, usize>,
    pub(super) codes: BTreeMap<StatusCode, Vec<usize>>,
    pub(super) vendors: BTreeMap<&'a str, Vec<usize>>,
    pub(super) tags: BTreeMap<&'a str, Vec<usize>>,
    /// The limits that an entry explains, by its slug.
    pub(super) limits_of: HashMap<&'a str, Vec<&'a Limit>>,
    pub(super) vendor_names: HashMap<&'a str, &'a str>,
    pub(super) calculator: CalculatorData,
}

impl<'a> Routes<'a> {
    /// Indexes a catalogue.
    pub fn new(catalogue: &'a Catalogue, options: &'a SiteOptions) -> Self {
        let mut routes = Self {
            catalogue,
            options,
            site: Site::new(&options.base),
            places: HashMap::new(),
            codes: BTreeMap::new(),
            vendors: BTreeMap::new(),
            tags: BTreeMap::new(),
            limits_of: HashMap::new(),
            vendor_names: catalogue.vendors.iter().map(|vendor| (vendor.id.as_str(), vendor.name.as_str())).collect(),
            calculator: CalculatorData { limits: Vec::new(), options: String::new(), playbooks: Vec::new() },
        };
        for (index, Page { entry, .. }) in catalogue.pages.iter().enumerate() {
            routes.places.insert(&entry.slug, index);
            for code in &entry.codes {
                routes.codes.entry(*code).or_default().push(index);
            }
            routes.vendors.entry(&entry.vendor).or_default().push(index);
            for tag in &entry.tags {
                routes.tags.entry(tag).or_default().push(index);
            }
        }
        for limit in &catalogue.limits {
            routes.limits_of.entry(&limit.client.entry).or_default().push(limit);
        }
        routes.calculator = routes.whole_calculator();
        routes
    }

    /// Every page, the one for lost addresses last.
    pub fn all(&self) -> Vec<Route<'a>> {
        [Route::Home, Route::Errors, Route::Troubleshoot, Route::Limits, Route::Changes, Route::About]
            .into_iter()
            .chain((0..self.catalogue.pages.len()).map(Route::Entry))
            .chain(self.codes.keys().copied().map(Route::Code))
            .chain(self.vendors.keys().copied().map(Route::Vendor))
            .chain(self.tags.keys().copied().map(Route::Tag))
            .chain([Route::Lost])
            .collect()
    }

    /// Where a page stands: its path below the base.
    pub fn path(&self, route: Route<'_>) -> String {
        match route {
            Route::Home => String::new(),
            Route::Errors => "errors/".to_owned(),
            Route::Troubleshoot => "troubleshoot/".to_owned(),
            Route::Limits => "limits/".to_owned(),
            Route::Changes => "changes/".to_owned(),
            Route::About => "about/".to_owned(),
            Route::Entry(index) => format!("errors/{}/", self.catalogue.pages[index].entry.slug),
            Route::Code(code) => format!("codes/{code}/"),
            Route::Vendor(vendor) => format!("vendors/{vendor}/"),
            Route::Tag(tag) => format!("tags/{tag}/"),
            Route::Lost => "404.html".to_owned(),
        }
    }

    /// The day on which a page's facts were last verified, where the page is about one subject.
    pub(super) fn verified(&self, route: Route<'_>) -> Option<Date> {
        match route {
            Route::Entry(index) => Some(self.catalogue.pages[index].entry.verified),
            _ => None,
        }
    }

    /// A vendor's name.
    pub(super) fn vendor_name(&self, id: &'a str) -> &'a str {
        self.vendor_names.get(id).copied().unwrap_or(id)
    }

    /// An entry as other pages show it.
    pub(super) fn card(&self, index: usize) -> EntryCard<'a> {
        let entry = &self.catalogue.pages[index].entry;
        EntryCard::new(entry, self.vendor_name(&entry.vendor))
    }
}
