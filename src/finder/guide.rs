//! What the finder knows.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::{Layer, Severity};
use crate::mask::Kinds;
use crate::recognise::{Rules, VendorId};
use crate::search::Index;
use crate::status_code::StatusCode;
#[cfg(feature = "ssr")]
use crate::{
    catalogue::{Article, Catalogue, Limit, Page, SectionKind, plain_steps, plain_text},
    logs::FORMATS,
    recognise::CompileError,
    search::{Document, Synonym, tokens},
};

/// Entries, index, rules and kinds of secrets, in the order of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// The vendors, in the order of the catalogue's list.
    pub vendors: Vec<Name>,
    /// A card an entry.
    pub cards: Vec<Card>,
    /// Where words stand.
    pub index: Index,
    /// What errors are recognised by.
    pub rules: Rules,
    /// What is masked.
    pub kinds: Kinds,
    /// The formats whose records are read, by name.
    pub formats: Vec<String>,
}

/// A vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Its name in addresses.
    pub id: String,
    /// The name as the vendor writes it.
    pub name: String,
}

/// An entry as results show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The name in addresses.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The vendor.
    pub vendor: VendorId,
    /// The layer in which the error is made.
    pub layer: Layer,
    /// How bad it is.
    pub severity: Severity,
    /// The status codes.
    pub codes: Vec<StatusCode>,
    /// How much it counts in a search beside others that fit as well, in tenths.
    pub weight: u8,
    /// The summary.
    pub summary: String,
    /// Sentences from which a result quotes the one that fits: the questions of the FAQ.
    pub lines: Vec<String>,
    /// The names of the settings of its time limits.
    pub settings: Vec<String>,
}

/// The names of the formats, each once.
#[cfg(feature = "ssr")]
fn format_names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for format in FORMATS {
        if !names.iter().any(|name| name == format.name) {
            names.push(format.name.to_owned());
        }
    }
    names
}

/// A file that is no guide of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuideError;

impl fmt::Display for GuideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the index is not one that this version of the site can read")
    }
}

impl std::error::Error for GuideError {}

impl Guide {
    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// Bytes of another version, or broken ones.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GuideError> {
        postcard::from_bytes(bytes).map_err(|_| GuideError)
    }
}

#[cfg(feature = "ssr")]
impl Guide {
    /// Makes the guide of a catalogue.
    ///
    /// # Errors
    /// See [`Rules::compile`].
    pub fn compile(catalogue: &Catalogue) -> Result<Self, CompileError> {
        let rules = Rules::compile(catalogue)?;
        let cards = catalogue.pages.iter().zip(&rules.subjects).map(|(page, subject)| {
            let entry = &page.entry;
            Card {
                slug: entry.slug.clone(),
                title: entry.title.clone(),
                vendor: subject.vendor,
                layer: entry.layer,
                severity: entry.severity,
                codes: entry.codes.clone(),
                weight: entry.weight,
                summary: entry.summary.clone(),
                lines: plain_text(&page.body).1,
                settings: settings(catalogue, &entry.slug),
            }
        });
        let synonyms = catalogue
            .synonyms
            .iter()
            .map(|synonym| Synonym { phrase: tokens(&synonym.phrase).collect(), means: synonym.means.clone() });
        Ok(Self {
            vendors: catalogue
                .vendors
                .iter()
                .map(|vendor| Name { id: vendor.id.clone(), name: vendor.name.clone() })
                .collect(),
            cards: cards.collect(),
            index: Index::build(&Self::documents(catalogue), synonyms.collect()),
            kinds: catalogue.secrets.kinds.clone(),
            formats: format_names(),
            rules,
        })
    }

    /// The entries as the index sees them.
    pub fn documents(catalogue: &Catalogue) -> Vec<Document> {
        let document = |page: &Page| {
            let entry = &page.entry;
            let mut headings = plain_text(&page.body).1;
            headings.extend(plain_steps(&page.body));
            let article = Article::split(&page.body);
            let sections = SectionKind::ALL.map(|kind| plain_text(article.markdown(kind)).0).to_vec();
            Document {
                codes: entry.codes.clone(),
                title: entry.title.clone(),
                vendor: catalogue.vendor_name(&entry.vendor).to_owned(),
                tags: entry.tags.clone(),
                summary: entry.summary.clone(),
                headings,
                signatures: entry.signatures.iter().map(|signature| signature.pattern.clone()).collect(),
                limits: catalogue
                    .limits
                    .iter()
                    .filter(|limit| limit.client.entry == entry.slug)
                    .map(limit_words)
                    .collect(),
                sections,
            }
        };
        catalogue.pages.iter().map(document).collect()
    }

    /// The guide as a file.
    ///
    /// # Errors
    /// Never: the shapes here can all be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }
}

/// The names of the settings of an entry's limits, each once.
#[cfg(feature = "ssr")]
fn settings(catalogue: &Catalogue, entry: &str) -> Vec<String> {
    let limits = catalogue.limits.iter().filter(|limit| limit.client.entry == entry);
    let names = limits.flat_map(|limit| limit.setting.split([' ', '(', ')', ','])).filter(|name| is_identifier(name));
    let mut names: Vec<_> = names.map(str::to_owned).collect();
    crate::sorting::sort_and_dedup(&mut names);
    names
}

/// Whether it is the name of a setting rather than a word about one: `proxy_read_timeout`, `maxDuration`.
#[cfg(feature = "ssr")]
fn is_identifier(name: &str) -> bool {
    let inner = name.get(1..).unwrap_or_default();
    inner.contains(|letter: char| letter == '_' || letter.is_ascii_uppercase()) && name.len() > 4
}

/// A limit as the index sees it: what is set, and the times that it is, may be or was.
#[cfg(feature = "ssr")]
fn limit_words(limit: &Limit) -> String {
    let maximum = limit.maximum.as_ref().map(ToString::to_string).unwrap_or_default();
    let was: Vec<_> = limit.revisions.iter().map(|revision| revision.was.as_str()).collect();
    format!("{} {} {} {maximum} {}", limit.platform, limit.setting, limit.stated_default(), was.join(" "))
}
