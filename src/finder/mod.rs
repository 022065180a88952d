//! The one box that takes anything: typed words are searched, a paste is recognised. Pure.
//!
//! - [`Guide`]: all that it needs to know, in one file that `build-site` writes and the browser fetches on first use.
//! - [`Finder`]: answers with an [`Answer`].
//! - [`Request`], [`Response`]: what the page and the worker, in which the finder runs, say to each other.
//! - [`excerpt`]: the lines of a paste that matter, with secrets masked; [`report`]: a finding as markdown for a ticket.

mod answer;
mod excerpt;
mod guide;
mod message;
mod report;
mod wording;

pub use answer::{Answer, Filters, Finder, HitSection, SearchHit, is_paste};
pub use excerpt::{Excerpt, Masked, Piece, excerpt, visible};
pub use guide::{Card, Guide, GuideError, Name};
pub use message::{Question, Reply, Request, Response};
pub use report::report;
pub use wording::{
    budget_fragment, conclusion_words, evidence_words, failure_codes_words, masked_words, said, sender_words,
    size_words, title, why_not_words,
};

/// The key of the typed words in the front page's address.
pub const QUESTION_KEY: &str = "q";

/// A longer text, in UTF-16 units as browsers count, was not typed: it is a paste, and stands in no address.
pub const LONGEST_QUESTION: usize = 160;

/// The key of a kept finding's number in `history.state`.
pub const HISTORY_KEY: &str = "finding";

/// How much of a paste the text area shows, in UTF-16 units: it is slow to lay out megabytes, and nobody reads them there.
pub const LONGEST_SHOWN: u32 = 20_000;

/// What the box says from the first sign that somebody wants it until it is there.
pub const LOADING: &str = "Loading the index …";

/// The beginning of all keys that the finder keeps in the tab's storage: they are cleared by it.
pub const STORAGE_PREFIX: &str = "fivexx-";
