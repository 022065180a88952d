//! What a wrapper is, and what several of them need.

use super::super::json::Object;
use super::super::moment::Moment;
use super::super::record::Span;

/// Something that is put around a line.
#[derive(Debug)]
pub(in crate::logs) struct Wrapper {
    /// What puts it there, as a reader knows it.
    pub(in crate::logs) name: &'static str,
    /// How it is taken off.
    pub(in crate::logs) shape: WrapperShape,
}

/// How a wrapper is taken off.
#[derive(Debug, Clone, Copy)]
pub(in crate::logs) enum WrapperShape {
    /// Of a line without blanks at its ends: what is left of it, which must be shorter. `None` where it is not there.
    Line(fn(&[u8]) -> Option<Span>),
    /// Of an object of JSON: the string that holds the lines, without its quotes, as bytes of the object's text.
    Object(fn(Object<'_>) -> Option<Span>),
}

/// The words of a line, which blanks part.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) line: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) fn new(line: &'a [u8]) -> Self {
        Self { line, at: 0 }
    }

    /// What is left of the line, without blanks before it.
    pub(super) fn rest(&self) -> Span {
        let rest = &self.line[self.at..];
        self.at + (rest.len() - rest.trim_ascii_start().len())..self.line.len()
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = &self.line[self.rest()];
        let length = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        self.at = self.rest().start + length;
        (length > 0).then(|| &rest[..length])
    }
}

/// Whether a word is a moment with its zone: `2024-01-01T00:00:00.000Z`.
pub(super) fn has_zone(word: &[u8]) -> bool {
    word.get(10) == Some(&b'T') && Moment::read(word).is_some_and(|moment| moment.has_zone)
}
