//! What the recogniser answers.

use std::ops::Range;

use super::ids::{EntryId, SourceId, VendorId};
use super::statuses::Status;
use super::times::Time;
use crate::catalogue::{SignatureLocation, SignatureWeight};
use crate::status_code::StatusCode;

/// The answer to a pasted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The text as it was read: [cleaned](super::clean). Every `span` is one of its bytes, every `raw` one of the text that
    /// was handed in, which its caller has.
    pub text: String,
    /// Who sent the error, and what it is.
    pub conclusion: Conclusion,
    /// What speaks for the conclusion, the heaviest first.
    pub evidence: Vec<Evidence>,
    /// Other entries that the text speaks for, the best first, and why they are not the answer.
    pub others: Vec<Other>,
    /// Vendors that passed the answer on without having written it.
    pub relays: Vec<VendorId>,
    /// The status codes in the text, as many as there are: those that matter are evidence, which has their spans
    /// in the raw text.
    pub statuses: Vec<Status>,
    /// Times in the text.
    pub times: Vec<Time>,
    /// Whether a time ran out; `None` where the text cannot tell.
    pub is_timeout: Option<bool>,
    /// The names of the formats of records in the text, and how many are of each.
    pub formats: Vec<(String, usize)>,
    /// How many lines there are, and how many of them are of no known format.
    pub lines: (usize, usize),
}

/// Who sent the error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conclusion {
    /// An entry explains it.
    Entry {
        /// The entry.
        entry: EntryId,
        /// How sure that is.
        certainty: Certainty,
    },
    /// The sender is clear, its error is not.
    Sender {
        /// The vendor.
        vendor: VendorId,
        /// The vendor's entries that it may be.
        entries: Vec<EntryId>,
    },
    /// A message that errors of several senders write.
    Open {
        /// The entries that it may be.
        entries: Vec<EntryId>,
    },
    /// A status and nothing that says who sent it: the standard's own entry.
    Status {
        /// The entry about the code.
        entry: EntryId,
    },
    /// The text is about errors, and shows none: a sentence, source code, configuration.
    About {
        /// The entries whose messages it mentions.
        entries: Vec<EntryId>,
    },
    /// Nothing was recognised.
    Nothing,
}

impl Conclusion {
    /// The one entry that it leads to, if it leads to one.
    pub const fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Entry { entry, .. } | Self::Status { entry } => Some(*entry),
            Self::Sender { .. } | Self::Open { .. } | Self::About { .. } | Self::Nothing => None,
        }
    }

    /// The entries that it leaves open, or that the text mentions.
    pub fn candidates(&self) -> &[EntryId] {
        match self {
            Self::Sender { entries, .. } | Self::Open { entries } | Self::About { entries } => entries,
            Self::Entry { .. } | Self::Status { .. } | Self::Nothing => &[],
        }
    }
}

/// How sure an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// A text that only this error writes.
    Certain,
    /// Texts that few others write, and nothing against it.
    Likely,
}

/// A part of the text that speaks for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands first.
    pub span: Range<usize>,
    /// The same part of the text that was handed in: what stands there becomes the text of `span` when it is cleaned. It
    /// lies between characters, and what was taken away before and behind, such as a colour, is not in it.
    pub raw: Range<usize>,
    /// How often it stands there.
    pub count: usize,
    /// What it is.
    pub kind: EvidenceKind,
}

/// What a piece of evidence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A signature of the entry.
    Signature {
        /// Where its entry says that it stands.
        location: SignatureLocation,
        /// How much it proves.
        weight: SignatureWeight,
        /// The source that shows it.
        source: SourceId,
    },
    /// A mark of the vendor that wrote the answer.
    Origin {
        /// The vendor.
        vendor: VendorId,
    },
    /// A mark of a vendor that passed the answer on.
    Relay {
        /// The vendor.
        vendor: VendorId,
    },
    /// A status code.
    Status(StatusCode),
}

/// An entry that is not the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The entry.
    pub entry: EntryId,
    /// Why not.
    pub why: WhyNot,
}

/// Why an entry is not the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// The text shows it too, but further out: it passed on what the answer made.
    FurtherOut,
    /// The text shows it too, with less to speak for it.
    Weaker,
    /// It comes with another status than the text has.
    OtherStatus {
        /// The text's.
        found: StatusCode,
    },
    /// It shares marks with the text, but what would prove it is missing.
    Missing {
        /// A pattern that would: an index into [`Rules::patterns`](super::Rules).
        pattern: usize,
    },
}
