//! A check of one text: what is checked, what was found, and what is reported.

use crate::catalogue::model::glossary::Glossary;
use crate::catalogue::problem::{Lines, Problem};
use crate::catalogue::read::entry_file::EntryFile;

/// What the text of an entry refers to.
#[derive(Debug, Default)]
pub(crate) struct BodyFacts {
    /// Source ids in the order of their citations, repeated as cited.
    pub(crate) cited: Vec<(String, usize)>,
    /// Addresses of links below the site, with their lines.
    pub(crate) links: Vec<(String, usize)>,
    /// Number of steps.
    pub(crate) steps: usize,
}

/// The text of an entry while it is checked.
pub(super) struct BodyCheck<'a> {
    pub(super) file: &'a EntryFile,
    pub(super) body: &'a str,
    pub(super) lines: Lines,
    pub(super) glossary: &'a Glossary,
    pub(super) problems: &'a mut Vec<Problem>,
    pub(super) facts: BodyFacts,
}

impl BodyCheck<'_> {
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.line(offset) + self.file.lines_above
    }

    pub(super) fn report(&mut self, offset: usize, field: &str, found: String, expected: &str) {
        let line = self.line(offset);
        self.problems.push(self.file.problem(line, field, found, expected));
    }

    /// Where the text under the heading at `offset` begins.
    pub(super) fn text_at(&self, offset: usize) -> usize {
        offset + self.body[offset..].find('\n').map_or(0, |end| end + 1)
    }
}
