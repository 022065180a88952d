//! The catalogue of errors: what an entry is, how it is read from its file, checked, and rendered.
//!
//! - `model`: what the content folder says, as types.
//! - `markdown`: an entry's text to HTML, and what else is asked of it. The only place where pulldown-cmark is set up.
//! - `read`: files to the model, each value with its line.
//! - `check`: rules that a file breaks by its text, or together with others.
//! - `load`: the whole folder, read, checked and put in order.
//!
//! The browser needs some of the types and the rendering of markdown; reading and checking files is native, behind the
//! feature `ssr`.

mod markdown;
mod model;

#[cfg(feature = "ssr")]
mod check;
#[cfg(feature = "ssr")]
mod load;
#[cfg(feature = "ssr")]
mod problem;
#[cfg(feature = "ssr")]
mod read;

pub use markdown::headings::anchor_of;
pub use model::article::{Article, Section, SectionKind};
pub use model::layer::Layer;
pub use model::raisable::Raisable;
pub use model::severity::Severity;
pub use model::signature::{Signature, SignatureLocation, SignatureWeight};
pub use model::timeout::Timeout;
pub use model::vendor::{Mark, MarkProof, Vendor};

pub use crate::status_code::StatusCode;

#[cfg(feature = "ssr")]
mod native {
    pub use super::load::load;
    pub use super::markdown::article::{first_command, plain_steps, plain_text};
    pub(crate) use super::markdown::html::escaped;
    pub use super::markdown::links::with_full_links;
    pub use super::model::catalogue::{Catalogue, Page};
    pub use super::model::date::Date;
    pub use super::model::entry::{AdviceRow, Entry};
    pub use super::model::fact::{Revision, Source};
    pub use super::model::limit::{ClientView, Limit, LimitKind};
    pub use super::model::secrets::{SecretRow, SecretsFile};
    pub use super::model::synonym::Phrase;
    pub use super::problem::Problem;
}
#[cfg(feature = "ssr")]
pub use native::*;
