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

pub use model::article::{Article, Section, SectionKind};
pub use model::date::Date;
pub use model::entry::{AdviceRow, Entry, StatusCode};
pub use model::fact::{Revision, Source};
pub use model::layer::Layer;
pub use model::limit::{ClientView, Limit, LimitKind};
pub use model::raisable::Raisable;
pub use model::severity::Severity;
pub use model::signature::{Signature, SignaturePlace, SignatureWeight};
pub use model::timeout::Timeout;
pub use model::vendor::{Mark, MarkProof, Vendor, code_name};

#[cfg(feature = "ssr")]
pub use load::load;
#[cfg(feature = "ssr")]
pub use markdown::article::{first_command, plain_steps, plain_text};
#[cfg(feature = "ssr")]
pub(crate) use markdown::html::escaped;
#[cfg(feature = "ssr")]
pub use markdown::links::with_full_links;
#[cfg(feature = "ssr")]
pub use model::catalogue::{Catalogue, Page};
#[cfg(feature = "ssr")]
pub use model::secrets::{SecretRow, SecretsFile};
#[cfg(feature = "ssr")]
pub use model::synonym::Phrase;
#[cfg(feature = "ssr")]
pub use problem::Problem;
