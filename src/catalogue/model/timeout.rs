//! Whether an error is a time that ran out.

use serde::{Deserialize, Serialize};

/// Whether an error is a time that ran out, and so has a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Timeout {
    /// It is one whenever it occurs.
    #[serde(rename = "always")]
    Always,
    /// It never is one: a refused connection, a malformed answer, a missing permission.
    #[serde(rename = "never")]
    Never,
    /// It has causes of both sorts; the text that reports it says which.
    #[serde(rename = "sometimes")]
    Sometimes,
}

impl Timeout {
    /// All answers.
    #[cfg(feature = "ssr")]
    pub const ALL: [Self; 3] = [Self::Always, Self::Never, Self::Sometimes];

    /// The answer's name in content files.
    #[cfg(feature = "ssr")]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Never => "never",
            Self::Sometimes => "sometimes",
        }
    }
}
