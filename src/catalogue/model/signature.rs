//! Texts by which an error is recognised.

use serde::{Deserialize, Serialize};

/// Where a signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SignatureLocation {
    /// The status line.
    #[serde(rename = "status")]
    Status,
    /// A response header.
    #[serde(rename = "header")]
    Header,
    /// The response body.
    #[serde(rename = "body")]
    Body,
    /// A log line.
    #[serde(rename = "log")]
    Log,
}

impl SignatureLocation {
    /// All locations.
    pub const ALL: [Self; 4] = [Self::Status, Self::Header, Self::Body, Self::Log];

    /// The name, in content files and in text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Header => "header",
            Self::Body => "body",
            Self::Log => "log",
        }
    }
}

/// How much a signature proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignatureWeight {
    /// Only this error writes it.
    #[serde(rename = "decisive")]
    Decisive,
    /// Few others write it.
    #[serde(rename = "strong")]
    Strong,
    /// It agrees with this error and with many others.
    #[serde(rename = "weak")]
    Weak,
}

impl SignatureWeight {
    /// All weights, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Decisive, Self::Strong, Self::Weak];

    /// The weight's name, in content files and in text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Decisive => "decisive",
            Self::Strong => "strong",
            Self::Weak => "weak",
        }
    }
}

/// A text by which the error is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Where it stands.
    #[serde(rename = "where")]
    pub location: SignatureLocation,
    /// The exact text.
    pub pattern: String,
    /// How much it proves.
    pub weight: SignatureWeight,
    /// Id of the source that shows it.
    pub source: String,
}
