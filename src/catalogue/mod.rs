//! The catalogue of errors: what an entry is, how it is read from its file, checked, and rendered.
//!
//! The browser needs the types and the rendering of markdown; reading and checking files (front matter in TOML,
//! relations, citations) is native, behind the feature `ssr`.

mod article;
mod date;
mod entry;
mod layer;
mod limit;
mod markdown;
mod vocabulary;

#[cfg(feature = "ssr")]
mod checks;
#[cfg(feature = "ssr")]
mod decisive;
#[cfg(feature = "ssr")]
mod entry_file;
#[cfg(feature = "ssr")]
mod glossary;
#[cfg(feature = "ssr")]
mod limits_file;
#[cfg(feature = "ssr")]
mod load;
#[cfg(feature = "ssr")]
mod problem;
#[cfg(feature = "ssr")]
mod secrets_file;
#[cfg(feature = "ssr")]
mod synonyms;
#[cfg(feature = "ssr")]
mod toml_reader;

pub use article::{Article, Section, SectionKind};
pub use date::Date;
pub use entry::{AdviceRow, Entry, Revision, Severity, Signature, SignaturePlace, SignatureWeight, Source};
pub use layer::Layer;
pub use limit::{ClientView, Limit, LimitKind, Raisable};
pub use vocabulary::{Mark, MarkProof, Vendor};

pub use crate::status_code::StatusCode;

#[cfg(feature = "ssr")]
pub use article::{first_command, plain_steps, plain_text, with_full_links};
#[cfg(feature = "ssr")]
pub use load::{Catalogue, Page, load};
#[cfg(feature = "ssr")]
pub(crate) use markdown::escaped;
#[cfg(feature = "ssr")]
pub use problem::Problem;
#[cfg(feature = "ssr")]
pub use secrets_file::{SecretRow, SecretsFile};
#[cfg(feature = "ssr")]
pub use synonyms::Phrase;
