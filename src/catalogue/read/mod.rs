//! Files of the content folder to the model: one reader a file, each value with the line on which it stands.

pub(super) mod address;
pub(super) mod entry_file;
mod fields;
pub(super) mod glossary_file;
pub(super) mod limit_references;
pub(super) mod limits_file;
pub(super) mod positions;
pub(super) mod secrets_file;
pub(super) mod synonyms_file;
mod toml_reader;
pub(super) mod vendors_file;
