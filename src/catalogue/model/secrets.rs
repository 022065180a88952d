//! Kinds of secrets, and what looks like one and is none.

use super::date::Date;
use crate::mask::Kinds;

/// What the content file says of a kind beside what finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretRow {
    /// Its name in the file.
    pub id: String,
    /// What a reader calls it.
    pub name: String,
    /// Whether it is masked.
    pub is_secret: bool,
    /// The document that shows how it looks.
    pub source: String,
    /// The day on which that was last read.
    pub verified: Date,
    /// Texts with it in them, between « and »; classes in angle brackets stand for characters.
    pub samples: Vec<String>,
    /// Texts close to it that are shown.
    pub neighbours: Vec<String>,
}

/// The kinds, and a row for each in the same order: the secret ones, then the harmless ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecretsFile {
    /// What the masker reads.
    pub kinds: Kinds,
    /// What the file says of each.
    pub rows: Vec<SecretRow>,
}
