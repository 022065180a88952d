//! What readers say for what the catalogue says.

/// Words of readers, and the catalogue's words for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What readers type: lower-case words.
    pub phrase: String,
    /// Words of the catalogue, each of which may stand for it.
    pub means: Vec<String>,
}
