//! The data behind a page. What a page shows is a function of its [`PageData`] alone.
//!
//! `build-site` makes it from the content folder, prerenders the page from it, and writes it beside the page as
//! `data.json`, which the browser fetches on navigation. What a page's own data say once and for all is markup of this
//! site's making already; the text of an entry is markdown.
//!
//! The page itself carries only [`HydrationData`]: what the app needs to take over HTML that is there already.
//!
//! The browser reads both by miniserde, which follows the same derives and names as serde in a fifth of the code.

use serde::Serialize;

use crate::budget::{LimitBounds, Step};
use crate::catalogue::Raisable;
use crate::duration::StatedDuration;

/// What stands in a page for the app to start from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shell {
    /// The path below which the site stands, with a slash at either end: `/` or `/docs/`.
    pub base: String,
    /// What the page's reactive parts need; none where they start from the page's own `data.json`.
    pub page: Option<HydrationData>,
}

/// What the reactive parts of a prerendered page need to take over: nothing of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HydrationData {
    /// Text and nothing else.
    Text {},
    /// Rows to be filtered and sorted.
    Table {},
    /// An entry.
    Entry(EntryHydrationData),
}

/// What a prerendered entry needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub struct EntryHydrationData {
    /// The calculator, on entries about time.
    pub calculator: Option<CalculatorData>,
}

/// Everything that a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageContent {
    /// Text and nothing else, as markup of this site's own making.
    Text(String),
    /// Rows to be filtered and sorted, as markup of this site's own making.
    Table(String),
    /// An entry.
    Entry(Box<EntryData>),
    /// The calculator.
    Troubleshoot(CalculatorData),
    /// The page for addresses that lead nowhere.
    NotFound {},
}

/// [`Shell`] as it is read.
#[derive(miniserde::Deserialize)]
struct ShellParts {
    base: String,
    page: Option<HydrationParts>,
}

/// [`HydrationData`] as it is read: one of the fields is there, or none for text.
#[derive(miniserde::Deserialize)]
struct HydrationParts {
    table: Option<NoData>,
    entry: Option<EntryHydrationData>,
}

/// An empty object.
#[derive(miniserde::Deserialize)]
struct NoData {}

/// [`PageData`] as it is read.
#[derive(miniserde::Deserialize)]
struct PageParts {
    version: String,
    path: String,
    title: String,
    description: String,
    content: ContentParts,
}

/// [`PageContent`] as it is read: one of the fields is there, or none on the page for lost addresses.
#[derive(miniserde::Deserialize)]
struct ContentParts {
    text: Option<String>,
    table: Option<String>,
    entry: Option<EntryData>,
    troubleshoot: Option<CalculatorData>,
}

impl Shell {
    /// Reads what stands in a page; `None` for what was not written by the same version of this code.
    pub fn from_json(json: &str) -> Option<Self> {
        let ShellParts { base, page } = miniserde::json::from_str(json).ok()?;
        let page = page.map(|parts| match parts {
            HydrationParts { table: Some(NoData {}), .. } => HydrationData::Table {},
            HydrationParts { entry: Some(data), .. } => HydrationData::Entry(data),
            _ => HydrationData::Text {},
        });
        Some(Self { base, page })
    }
}

impl PageData {
    /// Reads a `data.json`; `None` for what was not written by this `version` of the site's code, or is not whole.
    pub fn from_json(json: &str, version: &str) -> Option<Self> {
        let PageParts { version: own, path, title, description, content } = miniserde::json::from_str(json).ok()?;
        if own != version {
            return None;
        }
        let content = match content {
            ContentParts { text: Some(markup), .. } => PageContent::Text(markup),
            ContentParts { table: Some(markup), .. } => PageContent::Table(markup),
            ContentParts { entry: Some(data), .. } => PageContent::Entry(Box::new(data)),
            ContentParts { troubleshoot: Some(data), .. } => PageContent::Troubleshoot(data),
            _ => PageContent::NotFound {},
        };
        Some(Self { path, title, description, content })
    }

    /// What stands in the page itself; none for the calculator, which starts from its `data.json`: every limit's
    /// condition and source would make the first view twice as large.
    pub fn hydration(&self) -> Option<HydrationData> {
        match &self.content {
            PageContent::Text(_) | PageContent::NotFound {} => Some(HydrationData::Text {}),
            PageContent::Table(_) => Some(HydrationData::Table {}),
            PageContent::Entry(data) => {
                Some(HydrationData::Entry(EntryHydrationData { calculator: data.calculator.clone() }))
            }
            PageContent::Troubleshoot(_) => None,
        }
    }
}

/// An entry's page. What stands around its text is markup of this site's own making; the text itself is markdown, and
/// the browser renders it as `build-site` does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub struct EntryData {
    /// Markup: code, title, sender, path strip, first step, contents.
    pub head: String,
    /// The article's markdown.
    pub body: String,
    /// The ids of the sources, in the order by which citations are numbered.
    pub sources: Vec<String>,
    /// Markup: signatures, changes, sources, tags, related entries, ways on.
    pub facts: String,
    /// The calculator, on entries about time.
    pub calculator: Option<CalculatorData>,
}

/// What the calculator needs: limits to choose from, and the documented steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub struct CalculatorData {
    /// The limits; the first is chosen unless the reader chooses.
    pub limits: Vec<LimitChoice>,
    /// Markup: the limits as options of a chooser, grouped by vendor.
    pub options: String,
    /// The steps of each entry that explains one of the limits.
    pub playbooks: Vec<Playbook>,
}

/// A limit that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub struct LimitChoice {
    /// Its name in addresses.
    pub id: String,
    /// Platform and setting.
    pub name: String,
    /// The limit unless changed.
    pub default: Option<StatedDuration>,
    /// The largest value without asking the vendor.
    pub maximum: Option<StatedDuration>,
    /// Who can raise it.
    pub raisable: Raisable,
    /// Markup: condition, clock and source.
    pub facts: String,
    /// Slug of the entry whose steps help.
    pub playbook: String,
}

/// An entry's documented steps about time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub struct Playbook {
    /// The entry's slug.
    pub slug: String,
    /// The entry's title.
    pub title: String,
    /// Its steps.
    pub steps: Vec<Step>,
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

impl PageData {
    /// Whether there is a page at all, rather than the one for lost addresses.
    pub fn is_found(&self) -> bool {
        !matches!(self.content, PageContent::NotFound {})
    }

    /// Whether the app is fetched with the page rather than at the first sign of intent.
    pub fn is_tool(&self) -> bool {
        matches!(self.content, PageContent::Table(_) | PageContent::Troubleshoot(_))
    }
}
