//! What a line of a log says.

use std::ops::Range;
use std::time::Duration;

use crate::status_code::StatusCode;

/// A format of log lines.
#[derive(Debug)]
pub struct Format {
    /// The product that writes it, as a reader knows it.
    pub name: &'static str,
    /// Reads a line; none for a line of another format.
    pub(super) read: fn(&str) -> Option<Record>,
}

/// What a line of a log says of one request. A field that the format cannot tell is absent, never zero and never guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The status with which the request was answered. Absent also where the format writes it behind a version of HTTP,
    /// as any text does.
    pub status: Option<Field<StatusCode>>,
    /// Who made that status.
    pub status_by: Writer,
    /// The time from the request to its end.
    pub elapsed: Option<Field<Duration>>,
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the line.
    pub span: Range<usize>,
}

/// Who made a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// The text does not say.
    Unknown,
    /// The proxy whose log this is, by its vendor's id: it made the answer itself.
    Proxy(&'static str),
    /// The upstream behind the proxy: the proxy passed its answer on, or was configured to give it.
    Upstream,
}
