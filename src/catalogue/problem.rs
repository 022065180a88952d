//! What is wrong with a content file, in words that lead to the line.

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

impl Problem {
    pub(super) fn new(path: &str, line: usize, field: &str, found: impl Into<String>, expected: &str) -> Self {
        let (path, field, expected) = (path.to_owned(), field.to_owned(), expected.to_owned());
        Self { path, line, field, found: found.into(), expected }
    }
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

/// The ends of the lines of a text: found once, for the many offsets that are asked for.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(end, _)| end).collect())
    }

    /// The line, from 1, of the text's byte `offset`.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
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

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn lines_are_counted_from_1_and_end_with_their_break() {
        let lines = Lines::of("a\n\nbc");
        assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|offset| lines.line(offset)), [1, 1, 2, 3, 3, 3, 3]);
        assert_eq!(Lines::of("").line(0), 1);
    }
}
