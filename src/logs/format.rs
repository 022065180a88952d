//! What a reader of a format is.

use super::header::Header;
use super::json::Object;
use super::record::Record;

/// A format that is read.
#[derive(Debug)]
pub struct Format {
    /// What writes it, as a reader knows it: `nginx error log`.
    pub name: &'static str,
    /// The vendor that writes it, by its id; absent where many write the same.
    pub vendor: Option<&'static str>,
    /// How it is read.
    pub(super) shape: Shape,
}

/// What a format's reader is handed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// A line, without its line end and without what wrappers added. `None` for a line of another format.
    Line(fn(&[u8]) -> Option<Record>),
    /// A line, and the columns that a header before it names, if there was one.
    Columns(fn(&[u8], Option<&Header>) -> Option<Record>),
    /// An object of JSON; spans are those of the text in which it stands.
    Object(fn(Object<'_>) -> Option<Record>),
    /// A text of several lines: a response, a report. Gives the record and the length of what was read.
    Lines(fn(&[u8]) -> Option<(Record, usize)>),
}
