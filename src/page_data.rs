//! The data behind a page. What a page shows is a function of its [`PageData`] alone.
//!
//! `build-site` makes it from the content folder, writes it beside each page as `data.json`, and embeds it in the
//! page itself, there without the markdown of the article, whose HTML is in the page already.
//!
//! The browser reads it by miniserde, which follows the same derives and names as serde in a fifth of the code.

use serde::{Deserialize, Serialize};

use crate::budget::{LimitBounds, StatedDuration, Step};
use crate::catalogue::{Date, Entry, Layer, LimitKind, Raisable, SectionKind, Severity, StatusCode};

/// What stands in a page for the app to start from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shell {
    /// The path below which the site stands, with a slash at either end: `/` or `/docs/`.
    pub base: String,
    /// The page.
    pub page: PageData,
}

/// Everything that a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageData {
    /// The path below the base, without a slash in front and with one behind: `errors/…/`; empty for the front page.
    pub path: String,
    /// The document's title.
    pub title: String,
    /// One or two sentences for search engines and cards.
    pub description: String,
    /// What the page is.
    pub content: PageContent,
}

/// What a page is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageContent {
    /// The front page.
    Home(HomeData),
    /// A list of entries: all of them, or those of a code, vendor or tag.
    Listing(ListingData),
    /// An entry.
    Entry(Box<EntryData>),
    /// The calculator.
    Troubleshoot(CalculatorData),
    /// Method, sources, privacy.
    About(AboutData),
    /// The page for addresses that lead nowhere.
    NotFound {},
}

/// [`Shell`] as it is read.
#[derive(miniserde::Deserialize)]
struct ShellParts {
    base: String,
    page: PageParts,
}

/// [`PageData`] as it is read.
#[derive(miniserde::Deserialize)]
struct PageParts {
    path: String,
    title: String,
    description: String,
    content: ContentParts,
}

/// [`PageContent`] as it is read: one of the fields is there, or none on the page for lost addresses.
#[derive(miniserde::Deserialize)]
struct ContentParts {
    home: Option<HomeData>,
    listing: Option<ListingData>,
    entry: Option<EntryData>,
    troubleshoot: Option<CalculatorData>,
    about: Option<AboutData>,
}

impl Shell {
    /// Reads what stands in a page; `None` for what was not written by the same version of this code.
    pub fn from_json(json: &str) -> Option<Self> {
        let parts: ShellParts = miniserde::json::from_str(json).ok()?;
        Some(Self { base: parts.base, page: parts.page.into() })
    }
}

impl PageData {
    /// Reads a `data.json`; `None` for what was not written by the same version of this code.
    pub fn from_json(json: &str) -> Option<Self> {
        let parts: PageParts = miniserde::json::from_str(json).ok()?;
        Some(parts.into())
    }
}

impl From<PageParts> for PageData {
    fn from(parts: PageParts) -> Self {
        let PageParts { path, title, description, content } = parts;
        let content = match content {
            ContentParts { home: Some(data), .. } => PageContent::Home(data),
            ContentParts { listing: Some(data), .. } => PageContent::Listing(data),
            ContentParts { entry: Some(data), .. } => PageContent::Entry(Box::new(data)),
            ContentParts { troubleshoot: Some(data), .. } => PageContent::Troubleshoot(data),
            ContentParts { about: Some(data), .. } => PageContent::About(data),
            _ => PageContent::NotFound {},
        };
        Self { path, title, description, content }
    }
}

/// The front page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct HomeData {
    /// All entries.
    pub entries: Vec<EntryCard>,
    /// The number of documented limits.
    pub limits: usize,
    /// The day on which the youngest fact was verified.
    pub verified: Date,
}

/// A list of entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct ListingData {
    /// The page's heading.
    pub heading: String,
    /// A sentence under it.
    pub lead: String,
    /// The entries, by code.
    pub entries: Vec<EntryCard>,
}

/// An entry as other pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct EntryCard {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its status codes.
    pub codes: Vec<StatusCode>,
    /// The vendor's name.
    pub vendor: String,
    /// Where the error is made.
    pub layer: Layer,
    /// How bad it is.
    pub severity: Severity,
    /// One or two sentences.
    pub summary: String,
}

/// A link to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct EntryLink {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// An entry's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct EntryData {
    /// The front matter.
    pub entry: Entry,
    /// The vendor's name.
    pub vendor: String,
    /// The sections that the article has, in their order.
    pub outline: Vec<SectionKind>,
    /// The article's markdown; absent from the data embedded in the page, whose HTML carries it already.
    pub body: Option<String>,
    /// The first sentence of each step.
    pub steps: Vec<String>,
    /// Related entries, both ways.
    pub related: Vec<EntryCard>,
    /// The entry before this one, by code.
    pub previous: Option<EntryLink>,
    /// The entry after this one, by code.
    pub next: Option<EntryLink>,
    /// Where the file is edited.
    pub edit_url: String,
    /// The calculator, on entries about time.
    pub calculator: Option<CalculatorData>,
}

/// What the calculator needs: limits to choose from, and the documented steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct CalculatorData {
    /// The limits; the first is chosen unless the reader chooses.
    pub limits: Vec<LimitChoice>,
    /// The steps of each entry that explains one of the limits.
    pub playbooks: Vec<Playbook>,
}

/// A limit that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct LimitChoice {
    /// Its name in addresses.
    pub id: String,
    /// The platform.
    pub platform: String,
    /// The vendor's name.
    pub vendor: String,
    /// The setting's own name.
    pub setting: String,
    /// The limit unless changed.
    pub default: Option<StatedDuration>,
    /// The largest value without asking the vendor.
    pub maximum: Option<StatedDuration>,
    /// Who can raise it.
    pub raisable: Raisable,
    /// For whom, and at what price.
    pub conditions: String,
    /// Whether the platform retries.
    pub retries: Option<String>,
    /// What the clock measures.
    pub kind: LimitKind,
    /// Title and address of its first source.
    pub source: (String, String),
    /// The day on which it was last verified.
    pub verified: Date,
    /// Slug of the entry whose steps help.
    pub playbook: String,
}

/// An entry's documented steps about time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct Playbook {
    /// The entry's slug.
    pub slug: String,
    /// The entry's title.
    pub title: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// The page about the site itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct AboutData {
    /// The number of entries.
    pub entries: usize,
    /// The number of documented limits.
    pub limits: usize,
    /// The number of distinct sources.
    pub sources: usize,
    /// Where the project is.
    pub repository: String,
}

impl LimitChoice {
    /// What the budget needs to know of the limit.
    pub fn bounds(&self) -> LimitBounds {
        LimitBounds {
            default: self.default.as_ref().map(StatedDuration::duration),
            maximum: self.maximum.as_ref().map(StatedDuration::duration),
            raisable_by_quota: self.raisable == Raisable::Quota,
        }
    }

    /// Platform and default as one line of a chooser.
    pub fn label(&self) -> String {
        match &self.default {
            Some(default) => format!("{}: {default}", self.platform),
            None => format!("{}: off unless set", self.platform),
        }
    }
}

impl CalculatorData {
    /// The limit of that id; the first one for an unknown or empty id; `None` only where there is no limit at all.
    pub fn limit(&self, id: &str) -> Option<&LimitChoice> {
        self.limits.iter().find(|limit| limit.id == id).or_else(|| self.limits.first())
    }

    /// The steps that help with a limit.
    pub fn playbook(&self, limit: &LimitChoice) -> Option<&Playbook> {
        self.playbooks.iter().find(|playbook| playbook.slug == limit.playbook)
    }
}

impl EntryData {
    /// The ids of the sources, in the order by which citations are numbered.
    pub fn source_ids(&self) -> Vec<String> {
        self.entry.sources.iter().map(|source| source.id.clone()).collect()
    }
}

impl PageData {
    /// The page's data as they are embedded in its own HTML: without the article's text.
    #[must_use]
    pub fn without_body(mut self) -> Self {
        if let PageContent::Entry(data) = &mut self.content {
            data.body = None;
        }
        self
    }

    /// Whether there is a page at all, rather than the one for lost addresses.
    pub fn is_found(&self) -> bool {
        !matches!(self.content, PageContent::NotFound {})
    }

    /// Whether the app starts with the page rather than at the first sign of intent.
    pub fn is_tool(&self) -> bool {
        matches!(self.content, PageContent::Troubleshoot(_))
    }
}
