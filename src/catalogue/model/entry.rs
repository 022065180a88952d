//! An entry's front matter: the schema of `content/errors/<vendor>/<slug>.md`.

use std::fmt;

use miniserde::de::Visitor;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::{
    date::Date,
    fact::{Revision, Source},
    layer::Layer,
    severity::Severity,
    signature::Signature,
    timeout::Timeout,
};
#[cfg(feature = "ssr")]
use crate::budget::Relief;

miniserde::make_place!(Place);

/// An HTTP status code, 0 to 999: readers also search for codes outside the standard's range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatusCode(pub u16);

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

impl miniserde::Deserialize for StatusCode {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl Visitor for Place<StatusCode> {
    fn nonnegative(&mut self, code: u64) -> miniserde::Result<()> {
        self.out = Some(StatusCode(code.try_into().map_err(|_| miniserde::Error)?));
        Ok(())
    }
}

/// Which parts of the time a documented step relieves.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdviceRow {
    /// Number of the step in the list under `## Steps`, from 1.
    pub step: usize,
    /// The parts.
    pub relieves: Vec<Relief>,
}

/// An error of the catalogue, without its text.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The file's name without `.md`: the entry's name in addresses.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The status codes with which the client meets it, the most usual first.
    pub codes: Vec<StatusCode>,
    /// Id of the vendor: the folder's name.
    pub vendor: String,
    /// The layer in which the error is made.
    pub layer: Layer,
    /// How bad it is.
    pub severity: Severity,
    /// What it has to do with, lower case.
    pub tags: Vec<String>,
    /// Slugs of related entries, as written in this file; the catalogue closes the relation both ways.
    pub related: Vec<String>,
    /// One or two sentences, plain text, 80 to 240 characters: search results and descriptions show it.
    pub summary: String,
    /// The day on which every fact was last verified.
    pub verified: Date,
    /// Whether it is a time that ran out.
    pub timeout: Timeout,
    /// Where the facts were read.
    pub sources: Vec<Source>,
    /// How it is recognised.
    pub signatures: Vec<Signature>,
    /// Which steps save time.
    pub advice: Vec<AdviceRow>,
    /// Facts that changed, the newest first.
    pub revisions: Vec<Revision>,
}
