//! A documented time limit: the schema of a `[[limit]]` table in `content/limits.toml`.

use serde::Serialize;

use super::date::Date;
use super::fact::{Revision, Source};
use super::layer::Layer;
use super::raisable::Raisable;
use crate::duration::StatedDuration;
use crate::status_code::StatusCode;

/// What the clock of a limit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum LimitKind {
    /// The whole time until the answer is complete.
    #[serde(rename = "total")]
    Total,
    /// A gap between two bytes.
    #[serde(rename = "idle")]
    Idle,
    /// The time to the first byte of the answer.
    #[serde(rename = "first-byte")]
    FirstByte,
}

impl LimitKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Total, Self::Idle, Self::FirstByte];

    /// The kind's name in content files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Idle => "idle",
            Self::FirstByte => "first-byte",
        }
    }

    /// What the clock measures, in a word or two.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Idle => "idle",
            Self::FirstByte => "first byte",
        }
    }

    /// What the clock measures, as a sentence.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Total => "Counts the whole time until the answer is complete.",
            Self::Idle => "Counts the gaps between bytes: an answer that trickles outlives it.",
            Self::FirstByte => "Counts the time to the first byte of the answer.",
        }
    }
}

/// What the client sees when the limit trips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClientView {
    /// The status, where there is one.
    pub status: Option<StatusCode>,
    /// The body, where it is documented.
    pub body: Option<String>,
    /// Headers that the answer carries.
    pub headers: Vec<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// Slug of the entry that explains it.
    pub entry: String,
}

impl Limit {
    /// The default in words.
    pub fn stated_default(&self) -> String {
        self.default.as_ref().map_or_else(|| "off unless set".to_owned(), ToString::to_string)
    }
}

/// A documented time limit of a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Name by which prose and addresses refer to it.
    pub id: String,
    /// The platform.
    pub platform: String,
    /// Id of the vendor.
    pub vendor: String,
    /// The layer that keeps the clock.
    pub layer: Layer,
    /// The setting's own name.
    pub setting: String,
    /// The limit unless changed; `None`: off unless set.
    pub default: Option<StatedDuration>,
    /// The largest value without asking the vendor; `None`: no documented maximum.
    pub maximum: Option<StatedDuration>,
    /// Who can raise it.
    pub raisable: Raisable,
    /// For whom, how, and at what price.
    pub conditions: String,
    /// What the clock measures.
    pub kind: LimitKind,
    /// Whether the platform retries, and so multiplies the wait.
    pub retries: Option<String>,
    /// Whether it limits the time of a request, so that the calculator offers it: true unless the file says
    /// `budget = false`, as of an idle connection's life or of a pool's own wait.
    pub budget: bool,
    /// The day on which it was last verified.
    pub verified: Date,
    /// What the client sees.
    pub client: ClientView,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// How it changed, the newest first.
    pub revisions: Vec<Revision>,
}
