//! What errors are recognised by: the signatures of all entries and the marks of all vendors, compiled at build time into one
//! table that the browser reads.

#[cfg(feature = "ssr")]
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::clean::clean;
#[cfg(feature = "ssr")]
use crate::catalogue::{Catalogue, Timeout, first_command};
use crate::catalogue::{Layer, MarkProof, SignaturePlace, SignatureWeight};

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
    /// The vendor's place in the catalogue's list.
    pub vendor: u8,
    /// Whether it is an entry of the HTTP standard, which names no sender.
    pub is_generic: bool,
    /// The layer in which the error is made.
    pub layer: Layer,
    /// The codes with which a client meets it.
    pub codes: Vec<u16>,
    /// Whether it is about a time that ran out.
    pub is_timeout: bool,
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
    pub place: SignaturePlace,
    /// The entries that it speaks for.
    pub owners: Vec<Owner>,
    /// The vendors whose mark it is.
    pub marks: Vec<VendorMark>,
}

/// An entry that a pattern speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The entry's place in the catalogue.
    pub entry: u16,
    /// How much the pattern proves.
    pub weight: SignatureWeight,
    /// Place of the source that shows it.
    pub source: u16,
}

/// A vendor whose mark a pattern is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorMark {
    /// The vendor's place in the catalogue's list.
    pub vendor: u8,
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
    /// Whether every place that the rules name is there, of `vendors` vendors. A file may have been cut or made up.
    pub fn is_whole(&self, vendors: usize) -> bool {
        let is_pattern_whole = |pattern: &Pattern| {
            pattern.owners.iter().all(|owner| usize::from(owner.entry) < self.subjects.len())
                && pattern.marks.iter().all(|mark| usize::from(mark.vendor) < vendors)
                && !pattern.text.is_empty()
        };
        self.vendors.len() == vendors
            && self.patterns.iter().all(is_pattern_whole)
            && self.subjects.iter().all(|subject| usize::from(subject.vendor) < vendors)
    }
}

#[cfg(feature = "ssr")]
impl Rules {
    /// Compiles the signatures and marks of a catalogue. Weak signatures that are a status and nothing else are left out:
    /// the recogniser holds statuses against an entry's codes.
    pub fn compile(catalogue: &Catalogue) -> Self {
        let vendors = catalogue.vendors.iter().map(|vendor| vendor.id.clone()).collect();
        let mut rules = Self { vendors, ..Self::default() };
        let mut places: HashMap<(String, SignaturePlace), usize> = HashMap::new();
        let mut sources: HashMap<&str, u16> = HashMap::new();
        let vendor_place = |id: &str| catalogue.vendors.iter().position(|vendor| vendor.id == id).unwrap_or_default();
        let narrow = |place: usize| u8::try_from(place).unwrap_or(u8::MAX);
        for (entry, page) in catalogue.pages.iter().enumerate() {
            rules.subjects.push(Subject {
                vendor: narrow(vendor_place(&page.entry.vendor)),
                is_generic: catalogue.is_standard(&page.entry.vendor),
                layer: page.entry.layer,
                codes: page.entry.codes.iter().map(|code| code.0).collect(),
                is_timeout: page.entry.timeout == Timeout::Always,
                limit: catalogue
                    .limits
                    .iter()
                    .find(|limit| limit.client.entry == page.entry.slug && limit.budget)
                    .map(|limit| limit.id.clone()),
                next: first_command(&page.body).map(|(step, command)| Next { step, command }),
            });
            for signature in &page.entry.signatures {
                if signature.place == SignaturePlace::Status && signature.weight == SignatureWeight::Weak {
                    continue;
                }
                let source = page.entry.sources.iter().find(|source| source.id == signature.source);
                let source = source.map_or(u16::MAX, |source| {
                    *sources.entry(&source.url).or_insert_with(|| {
                        rules.sources.push(RuleSource { title: source.title.clone(), url: source.url.clone() });
                        u16::try_from(rules.sources.len() - 1).unwrap_or(u16::MAX)
                    })
                });
                let entry = u16::try_from(entry).unwrap_or(u16::MAX);
                let owner = Owner { entry, weight: signature.weight, source };
                rules.pattern(&mut places, &signature.pattern, signature.place).owners.push(owner);
            }
        }
        for vendor in &catalogue.vendors {
            for mark in &vendor.marks {
                let own = VendorMark { vendor: narrow(vendor_place(&vendor.id)), proof: mark.proves };
                rules.pattern(&mut places, &mark.pattern, mark.place).marks.push(own);
            }
        }
        rules
    }

    fn pattern(
        &mut self,
        places: &mut HashMap<(String, SignaturePlace), usize>,
        text: &str,
        place: SignaturePlace,
    ) -> &mut Pattern {
        let text = clean(text);
        let index = *places.entry((text.clone(), place)).or_insert_with(|| {
            self.patterns.push(Pattern { text, place, owners: Vec::new(), marks: Vec::new() });
            self.patterns.len() - 1
        });
        &mut self.patterns[index]
    }
}
