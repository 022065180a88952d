//! An entry's front matter: the schema of `content/errors/<vendor>/<slug>.md`.

use serde::Serialize;

use super::{
    date::Date,
    fact::{Revision, Source},
    layer::Layer,
    severity::Severity,
    signature::Signature,
    timeout::Timeout,
};
use crate::budget::Relief;
use crate::status_code::StatusCode;

/// Which parts of the time a documented step relieves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdviceRow {
    /// Number of the step in the list under `## Steps`, from 1.
    pub step: usize,
    /// The parts.
    pub relieves: Vec<Relief>,
}

/// An error of the catalogue, without its text.
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
    /// How much it counts in a search beside others that fit as well, in tenths: 10 unless the file says otherwise, more for
    /// the main entry of its sender, which the sender's name alone leads to, less for its side issues.
    #[serde(skip)]
    pub weight: u8,
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
