//! The text of an entry: its shape, what it must not contain, and what it refers to.

mod anchors;
mod blocks;
mod body_check;
mod measures;
mod sections;

use self::blocks::Blocks;
use self::body_check::BodyCheck;
pub(crate) use self::body_check::BodyFacts;
use crate::catalogue::model::glossary::Glossary;
use crate::catalogue::problem::{Lines, Problem};
use crate::catalogue::read::entry_file::EntryFile;

/// Checks the text, limits already expanded: sections and their order, one ordered list of steps with bold leads, questions
/// with anchors of their own, no raw HTML and no images, a source beside every number with a unit, and names as the
/// glossary has them.
pub(crate) fn check_body(file: &EntryFile, body: &str, glossary: &Glossary, problems: &mut Vec<Problem>) -> BodyFacts {
    let lines = Lines::of(body);
    let mut check = BodyCheck { file, body, lines, glossary, problems, facts: BodyFacts::default() };
    check.sections();
    Blocks::check(&mut check);
    check.facts
}
