//! What is wrong with a content file, in words that lead to the place.

use std::fmt;

/// A broken rule: where, what was read, what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the content folder's parent.
    pub path: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// The field or section.
    pub field: String,
    /// What was read there.
    pub found: String,
    /// What the schema expects.
    pub expected: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, field, found, expected } = self;
        match line {
            0 => write!(f, "{path}: {field}: found {found}, expected {expected}"),
            line => write!(f, "{path}:{line}: {field}: found {found}, expected {expected}"),
        }
    }
}

impl std::error::Error for Problem {}

/// The line, from 1, on which byte `offset` of `text` stands.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// A text as it is shown in a problem: quoted, on one line, not too long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        format!("`{line}`")
    } else {
        format!("`{}…`", line.chars().take(LONGEST).collect::<String>())
    }
}
