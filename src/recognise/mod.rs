//! Who sent this 5xx? Recognises the sender of an error, and the entry that explains it, from whatever was pasted: a body,
//! headers, log lines, several of these at once. Pure.
//!
//! - `clean`: the text as it was written.
//! - `context`: whether a message stands for itself, or somebody writes about it.
//! - [`Rules`]: the signatures of the entries and the marks of the vendors, compiled at build time.
//! - `records`: what records of logs, responses and JSON say of statuses, senders and times.
//! - `statuses`, `times`: status codes and times where programs write them, outside of records.
//! - [`Recogniser`]: weighs all of it, and answers with a [`Finding`].
//! - [`Progress`]: how much of that is done.

mod clean;
mod context;
mod finding;
mod ids;
mod progress;
mod read_records;
mod recogniser;
mod records;
mod rules;
mod statuses;
mod times;
mod words;

pub use clean::{clean, raw_ranges};
pub use finding::{Certainty, Conclusion, Evidence, EvidenceKind, Finding, Other, WhyNot};
pub use ids::{EntryId, SourceId, VendorId};
pub use progress::Progress;
pub use read_records::{read_records, read_records_as_bytes};
pub use recogniser::Recogniser;
pub use records::{JsonSight, ReadRecords, Records};
#[cfg(feature = "ssr")]
pub use rules::CompileError;
pub use rules::{Next, Owner, Pattern, RuleSource, Rules, Subject, VendorMark};
pub use statuses::Status;
pub use times::{Time, TimeKind};
