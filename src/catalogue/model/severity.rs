//! How bad an error is.

use serde::{Deserialize, Serialize};

/// How bad the error is for the client that waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The request failed.
    #[serde(rename = "critical")]
    Critical,
    /// It failed in part, or a retry usually succeeds.
    #[serde(rename = "major")]
    Major,
    /// A nuisance.
    #[serde(rename = "minor")]
    Minor,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Critical, Self::Major, Self::Minor];

    /// The severity's name in content files and classes.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Major => "major",
            Self::Minor => "minor",
        }
    }

    /// The severity as a label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Critical => "Critical",
            Self::Major => "Major",
            Self::Minor => "Minor",
        }
    }
}
