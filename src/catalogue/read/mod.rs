//! Files of the content folder to the model: one reader a file, each value with the line on which it stands.

pub(super) mod entry_file;
pub(super) mod glossary_file;
pub(super) mod limits_file;
pub(super) mod secrets_file;
pub(super) mod synonyms_file;
pub(super) mod toml_reader;
