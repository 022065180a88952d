//! The anchors that an entry's page has beside those of its questions: no question may have one of them.

use crate::catalogue::model::article::SectionKind;
use crate::catalogue::model::fact::Source;

/// The ids on an entry's page that stand there as they are: in the document (`index.html`, `src/site/document.rs`,
/// `src/app.rs`), around the text (`src/components`, `src/pages/entry.rs`), and in the calculator.
const PAGE: [&str; 14] = [
    "app",
    "boot",
    "page-data",
    "main",
    "theme",
    "signatures",
    "revisions",
    "sources",
    "related",
    "budget",
    "limit",
    "limit-facts",
    "lambda-duration",
    "lambda-duration-hint",
];

/// The ids of the calculator's fields, each of which also has a hint, a note and a pattern in the bar.
const FIELDS: [&str; 4] = ["cold-start", "processing", "pool-wait", "own-limit"];

/// The id of the box in the dialog that every page can open; its parts and results have it as their beginning.
const FINDER: &str = "find-anywhere";

/// Whether an anchor is that of something else on the page of an entry with these sources.
pub(super) fn is_taken(anchor: &str, sources: &[Source]) -> bool {
    let field = anchor.strip_suffix("-hint").or(anchor.strip_suffix("-note")).or(anchor.strip_prefix("pattern-"));
    SectionKind::ALL.into_iter().any(|kind| kind.anchor() == anchor)
        || PAGE.contains(&anchor)
        || FIELDS.contains(&field.unwrap_or(anchor))
        || anchor.strip_prefix(FINDER).is_some_and(|part| part.is_empty() || part.starts_with('-'))
        || anchor.strip_prefix("step-").is_some_and(|number| number.parse::<usize>().is_ok())
        || anchor.strip_prefix("source-").is_some_and(|id| sources.iter().any(|source| source.id == id))
}
