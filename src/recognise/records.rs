//! What the records in a text say: statuses and who made them, times, whether a time ran out; and where JSON holds the values
//! that signatures name. The readers are a module of their own in the browser: what they find crosses as bytes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::statuses::Status;
use super::times::Time;

/// What was read of a text. Spans are bytes of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Records {
    /// Statuses, of records and where else programs write them.
    pub statuses: Vec<Status>,
    /// Lines and documents with a status of their own: no other number in them is one. In order, none inside another.
    pub areas: Vec<Range<usize>>,
    /// The times of the first record that failed and has any, or else those behind words that name them.
    pub times: Vec<Time>,
    /// Whether a time ran out, as the first record says that can tell.
    pub is_timeout: Option<bool>,
    /// Vendors that made an error themselves, by their ids.
    pub makers: Vec<String>,
    /// Where signatures that are JSON were found.
    pub bodies: Vec<JsonSight>,
    /// The names of formats, and how many records are of each.
    pub formats: Vec<(String, usize)>,
    /// How many lines there are, and how many of them are of no known format.
    pub lines: (usize, usize),
}

/// A signature that is JSON, found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonSight {
    /// The index of its pattern.
    pub pattern: usize,
    /// The members that it names.
    pub span: Range<usize>,
    /// Whether it is all that the object holds.
    pub is_whole: bool,
}

/// Reads the records of a text, and looks for signatures that are JSON: each with the index of its pattern.
pub type ReadRecords<'a> = dyn Fn(&str, &[(usize, String)]) -> Records + 'a;

impl Records {
    /// As bytes, which cross from one module to another of the same version.
    ///
    /// # Errors
    /// Records of more than 2^32 bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// From bytes. What does not fit the text is left out: none of it may make the recogniser panic.
    ///
    /// # Errors
    /// Bytes of another version, or broken ones.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
