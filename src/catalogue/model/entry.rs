//! An entry's front matter: the schema of `content/errors/<vendor>/<slug>.md`.

use std::fmt;

use miniserde::de::Visitor;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::layer::Layer;
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

/// How bad it is for whoever waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, miniserde::Deserialize)]
pub enum Severity {
    /// The request failed.
    #[serde(rename = "critical")]
    Critical,
    /// It failed in part, or a retry usually succeeds.
    #[serde(rename = "major")]
    Major,
    /// A nuisance.
    #[serde(rename = "minor")]
    Minor,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Critical, Self::Major, Self::Minor];

    /// The severity's name in content files and classes.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Major => "major",
            Self::Minor => "minor",
        }
    }

    /// The severity as a label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Critical => "Critical",
            Self::Major => "Major",
            Self::Minor => "Minor",
        }
    }
}

/// Where a fact was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct Source {
    /// The name by which the text cites it: `[^id]`.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The day on which it was last read.
    pub retrieved: Date,
}

/// Where a signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, miniserde::Deserialize)]
pub enum SignaturePlace {
    /// The status line.
    #[serde(rename = "status")]
    Status,
    /// A response header.
    #[serde(rename = "header")]
    Header,
    /// The response body.
    #[serde(rename = "body")]
    Body,
    /// A log line.
    #[serde(rename = "log")]
    Log,
}

impl SignaturePlace {
    /// All places.
    pub const ALL: [Self; 4] = [Self::Status, Self::Header, Self::Body, Self::Log];

    /// The place's name, in content files and in text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Header => "header",
            Self::Body => "body",
            Self::Log => "log",
        }
    }
}

/// How much a signature proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub enum SignatureWeight {
    /// Only this error writes it.
    #[serde(rename = "decisive")]
    Decisive,
    /// Few others write it.
    #[serde(rename = "strong")]
    Strong,
    /// It agrees with this error and with many others.
    #[serde(rename = "weak")]
    Weak,
}

impl SignatureWeight {
    /// All weights, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Decisive, Self::Strong, Self::Weak];

    /// The weight's name, in content files and in text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Decisive => "decisive",
            Self::Strong => "strong",
            Self::Weak => "weak",
        }
    }
}

/// A text by which the error is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct Signature {
    /// Where it stands.
    #[serde(rename = "where")]
    pub place: SignaturePlace,
    /// The exact text.
    pub pattern: String,
    /// How much it proves.
    pub weight: SignatureWeight,
    /// Id of the source that shows it.
    pub source: String,
}

/// Which parts of the time a documented step relieves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct AdviceRow {
    /// Number of the step in the list under `## Steps`, from 1.
    pub step: usize,
    /// The parts.
    pub relieves: Vec<Relief>,
}

/// A documented fact that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
pub struct Revision {
    /// The day from which the new state holds.
    pub date: Date,
    /// What used to be true until then.
    pub was: String,
    /// What is true since.
    pub now: String,
    /// Id of the source that says so.
    pub source: String,
}

/// An error of the catalogue, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, miniserde::Deserialize)]
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
    /// Where the facts were read.
    pub sources: Vec<Source>,
    /// How it is recognised.
    pub signatures: Vec<Signature>,
    /// Which steps save time.
    pub advice: Vec<AdviceRow>,
    /// Facts that changed, the newest first.
    pub revisions: Vec<Revision>,
}
