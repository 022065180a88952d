//! Who sends errors, and how they are seen in an answer.

use serde::{Deserialize, Serialize};

use super::signature::SignatureLocation;

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
    pub location: SignatureLocation,
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
    /// The answer comes from the vendor: it wrote it itself.
    #[serde(rename = "origin")]
    Origin,
    /// The vendor wrote the answer, and it is an error that no entry of the catalogue explains.
    #[serde(rename = "other-error")]
    OtherError,
    /// The vendor relayed the answer, whoever wrote it.
    #[serde(rename = "relay")]
    Relay,
    /// The text is another product's that writes like the vendor: no other mark of the vendor counts.
    #[serde(rename = "look-alike")]
    LookAlike,
}

impl MarkProof {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Origin, Self::OtherError, Self::Relay, Self::LookAlike];

    /// The name in content files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::OtherError => "other-error",
            Self::Relay => "relay",
            Self::LookAlike => "look-alike",
        }
    }
}
