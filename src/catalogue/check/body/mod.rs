//! The text of an entry: its shape, what it must not contain, and what it refers to.

mod anchors;
mod blocks;
mod measures;
mod sections;

use self::blocks::Blocks;
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

/// Checks the text, limits already expanded: sections and their order, one ordered list of
/// steps with bold leads, questions with anchors of their own, no raw HTML and no images, a source beside every number
/// with a unit, and names as the glossary has them.
pub(crate) fn check_body(file: &EntryFile, body: &str, glossary: &Glossary, problems: &mut Vec<Problem>) -> BodyFacts {
    let lines = Lines::of(body);
    let mut check = BodyCheck { file, body, lines, glossary, problems, facts: BodyFacts::default() };
    check.sections();
    Blocks::check(&mut check);
    check.facts
}

struct BodyCheck<'a> {
    file: &'a EntryFile,
    body: &'a str,
    lines: Lines,
    glossary: &'a Glossary,
    problems: &'a mut Vec<Problem>,
    facts: BodyFacts,
}

impl BodyCheck<'_> {
    fn line(&self, offset: usize) -> usize {
        self.lines.line(offset) + self.file.lines_above
    }

    fn report(&mut self, offset: usize, field: &str, found: String, expected: &str) {
        let line = self.line(offset);
        self.problems.push(self.file.problem(line, field, found, expected));
    }

    /// Where the text under the heading at `offset` begins.
    fn text_at(&self, offset: usize) -> usize {
        offset + self.body[offset..].find('\n').map_or(0, |end| end + 1)
    }
}
