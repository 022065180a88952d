//! What errors are recognised by: the signatures of all entries and the marks of all vendors, compiled at build time into one
//! table that the browser reads.

#[cfg(feature = "ssr")]
use std::collections::HashMap;
#[cfg(feature = "ssr")]
use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::clean::clean;
use super::ids::{EntryId, SourceId, VendorId};
#[cfg(feature = "ssr")]
use crate::catalogue::{Catalogue, first_command};
use crate::catalogue::{Layer, MarkProof, SignatureLocation, SignatureWeight, Timeout};
use crate::status_code::StatusCode;

/// Everything that the recogniser knows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rules {
    /// A subject an entry, in the order of the catalogue.
    pub subjects: Vec<Subject>,
    /// Distinct texts to look for.
    pub patterns: Vec<Pattern>,
    /// Documents that show signatures, each once.
    pub sources: Vec<RuleSource>,
    /// Ids of the vendors, in the order of the catalogue's list.
    pub vendors: Vec<String>,
}

/// What the recogniser needs to know of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The vendor.
    pub vendor: VendorId,
    /// Whether it is an entry of the HTTP standard, which names no sender.
    pub is_generic: bool,
    /// The layer in which the error is made.
    pub layer: Layer,
    /// The codes with which a client meets it.
    pub codes: Vec<StatusCode>,
    /// Whether it is about a time that ran out.
    pub timeout: Timeout,
    /// Id of the limit that ran out, if the calculator knows it.
    pub limit: Option<String>,
    /// The first documented command or query.
    pub next: Option<Next>,
}

/// What to fetch next: a documented step and its command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// What the step does, a sentence.
    pub step: String,
    /// The command, query or setting.
    pub command: String,
}

/// A text to look for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// The text, [cleaned](super::clean()) as pasted texts are.
    pub text: String,
    /// Where it is to stand.
    pub location: SignatureLocation,
    /// The entries that it speaks for.
    pub owners: Vec<Owner>,
    /// The vendors whose mark it is.
    pub marks: Vec<VendorMark>,
}

/// An entry that a pattern speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The entry.
    pub entry: EntryId,
    /// How much the pattern proves.
    pub weight: SignatureWeight,
    /// The source that shows it.
    pub source: SourceId,
}

/// A vendor whose mark a pattern is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorMark {
    /// The vendor.
    pub vendor: VendorId,
    /// What it proves.
    pub proof: MarkProof,
}

/// A document that shows signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSource {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

impl Rules {
    /// Whether every id in the rules names something that is listed, with a list of `vendors` vendors. A file may have been
    /// cut or made up.
    pub fn is_whole(&self, vendors: usize) -> bool {
        let is_vendor = |vendor: VendorId| vendor.index() < vendors;
        let is_owner_whole =
            |owner: &Owner| owner.entry.index() < self.subjects.len() && owner.source.index() < self.sources.len();
        let is_pattern_whole = |pattern: &Pattern| {
            pattern.owners.iter().all(is_owner_whole)
                && pattern.marks.iter().all(|mark| is_vendor(mark.vendor))
                && !pattern.text.is_empty()
        };
        self.vendors.len() == vendors
            && self.patterns.iter().all(is_pattern_whole)
            && self.subjects.iter().all(|subject| is_vendor(subject.vendor))
    }

    /// What the recogniser needs to know of an entry.
    pub fn subject(&self, entry: EntryId) -> &Subject {
        &self.subjects[entry.index()]
    }

    /// The subjects with their entries' ids, in order.
    pub fn subjects(&self) -> impl Iterator<Item = (EntryId, &Subject)> {
        EntryId::all().zip(&self.subjects)
    }
}

#[cfg(feature = "ssr")]
impl Rules {
    /// Compiles the signatures and marks of a catalogue. Weak signatures that are a status and nothing else are left out:
    /// the recogniser compares statuses with an entry's codes.
    ///
    /// # Errors
    /// More entries, vendors or sources than their ids can number; a vendor or a source that the catalogue does not have,
    /// which the checks of the content should have reported.
    pub fn compile(catalogue: &Catalogue) -> Result<Self, CompileError> {
        check_count("entries", catalogue.pages.len(), EntryId::MOST)?;
        check_count("vendors", catalogue.vendors.len(), VendorId::MOST)?;
        let vendors: HashMap<_, _> = catalogue.vendors.iter().map(|vendor| &vendor.id).zip(VendorId::all()).collect();
        let mut rules =
            Self { vendors: catalogue.vendors.iter().map(|vendor| vendor.id.clone()).collect(), ..Self::default() };
        let mut patterns: HashMap<(String, SignatureLocation), usize> = HashMap::new();
        let mut sources: HashMap<&str, usize> = HashMap::new();
        for (entry, page) in EntryId::all().zip(&catalogue.pages) {
            let unknown = |what, name: &str| CompileError::Unknown {
                what,
                name: name.to_owned(),
                entry: page.entry.slug.clone(),
            };
            let vendor = vendors.get(&page.entry.vendor).copied();
            rules.subjects.push(Subject {
                vendor: vendor.ok_or_else(|| unknown("vendor", &page.entry.vendor))?,
                is_generic: catalogue.is_standard(&page.entry.vendor),
                layer: page.entry.layer,
                codes: page.entry.codes.clone(),
                timeout: page.entry.timeout,
                limit: catalogue
                    .limits
                    .iter()
                    .find(|limit| limit.client.entry == page.entry.slug && limit.budget)
                    .map(|limit| limit.id.clone()),
                next: first_command(&page.body).map(|(step, command)| Next { step, command }),
            });
            for signature in &page.entry.signatures {
                if signature.location == SignatureLocation::Status && signature.weight == SignatureWeight::Weak {
                    continue;
                }
                let source = page.entry.sources.iter().find(|source| source.id == signature.source);
                let source = source.ok_or_else(|| unknown("source", &signature.source))?;
                let index = *sources.entry(&source.url).or_insert_with(|| {
                    rules.sources.push(RuleSource { title: source.title.clone(), url: source.url.clone() });
                    rules.sources.len() - 1
                });
                let too_many = CompileError::TooMany { what: "sources", count: index + 1, most: SourceId::MOST };
                let source = SourceId::from_index(index).ok_or(too_many)?;
                let owner = Owner { entry, weight: signature.weight, source };
                rules.pattern(&mut patterns, &signature.pattern, signature.location).owners.push(owner);
            }
        }
        for (vendor, own) in VendorId::all().zip(&catalogue.vendors) {
            for mark in &own.marks {
                let own = VendorMark { vendor, proof: mark.proves };
                rules.pattern(&mut patterns, &mark.pattern, mark.location).marks.push(own);
            }
        }
        Ok(rules)
    }

    fn pattern(
        &mut self,
        patterns: &mut HashMap<(String, SignatureLocation), usize>,
        text: &str,
        location: SignatureLocation,
    ) -> &mut Pattern {
        let text = clean(text);
        let index = *patterns.entry((text.clone(), location)).or_insert_with(|| {
            self.patterns.push(Pattern { text, location, owners: Vec::new(), marks: Vec::new() });
            self.patterns.len() - 1
        });
        &mut self.patterns[index]
    }
}

/// Why a catalogue cannot be compiled.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompileError {
    /// A list has more items than its ids can number.
    TooMany {
        /// What is listed.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many there can be.
        most: usize,
    },
    /// An entry names something that there is none of.
    Unknown {
        /// What it names.
        what: &'static str,
        /// The name.
        name: String,
        /// The entry's slug.
        entry: String,
    },
}

#[cfg(feature = "ssr")]
impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { what, count, most } => {
                write!(f, "{count} {what}: the file of rules can number {most}; widen their id in src/recognise/ids.rs")
            }
            Self::Unknown { what, name, entry } => write!(f, "entry `{entry}`: there is no {what} `{name}`"),
        }
    }
}

#[cfg(feature = "ssr")]
impl std::error::Error for CompileError {}

#[cfg(feature = "ssr")]
fn check_count(what: &'static str, count: usize, most: usize) -> Result<(), CompileError> {
    if count > most { Err(CompileError::TooMany { what, count, most }) } else { Ok(()) }
}
