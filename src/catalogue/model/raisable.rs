//! Whether a limit can be raised.

use serde::Serialize;

/// Who can make a limit longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub enum Raisable {
    /// Nobody.
    #[serde(rename = "no")]
    No,
    /// The operator of the platform, up to the maximum.
    #[serde(rename = "setting")]
    Setting,
    /// The vendor, on request, beyond the maximum.
    #[serde(rename = "quota")]
    Quota,
}

impl Raisable {
    /// All answers.
    pub const ALL: [Self; 3] = [Self::No, Self::Setting, Self::Quota];

    /// The answer's name in content files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Setting => "setting",
            Self::Quota => "quota",
        }
    }

    /// The answer in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::No => "cannot be raised",
            Self::Setting => "a setting of yours",
            Self::Quota => "can be raised by a quota request",
        }
    }
}
