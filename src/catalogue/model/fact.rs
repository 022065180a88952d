//! What entries and limits say about their facts: where each was read, and how it changed.

use serde::Serialize;

use super::date::Date;

/// Where a fact was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

/// A documented fact that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
