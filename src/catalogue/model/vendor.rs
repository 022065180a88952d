//! Who sends errors, and how they are seen in an answer.

use serde::{Deserialize, Serialize};

use super::signature::SignaturePlace;

/// Who sends an error: a product, or the HTTP standard for the entries that name no sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// The folder below `content/errors`, and the vendor's name in addresses.
    pub id: String,
    /// The name as the vendor writes it.
    pub name: String,
    /// Whether it is the HTTP standard, which defines codes and sends nothing.
    pub is_standard: bool,
    /// Texts that show it took part in an answer, for any of its errors.
    pub marks: Vec<Mark>,
}

/// A text that shows that a vendor took part in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub place: SignaturePlace,
    /// The exact text; in a header, but for case.
    pub pattern: String,
    /// What it proves.
    pub proves: MarkProof,
    /// Address of the document that shows it.
    pub source: String,
}

/// What a vendor's mark proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkProof {
    /// The vendor wrote the answer itself.
    #[serde(rename = "made")]
    Made,
    /// The answer passed through the vendor, which need not have written it.
    #[serde(rename = "passed")]
    Passed,
    /// Another product, which writes like the vendor, wrote the answer.
    #[serde(rename = "elsewhere")]
    Elsewhere,
}

impl MarkProof {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Made, Self::Passed, Self::Elsewhere];

    /// The name in content files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Passed => "passed",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// The reason phrase of a status code, as the IANA registry of HTTP status codes has it; `None` for a code that
/// is not registered. Source: <https://www.iana.org/assignments/http-status-codes/>.
pub const fn code_name(code: u16) -> Option<&'static str> {
    Some(match code {
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        506 => "Variant Also Negotiates",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        510 => "Not Extended",
        511 => "Network Authentication Required",
        _ => return None,
    })
}
