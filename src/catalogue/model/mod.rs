//! What the content folder says, as types.

pub(super) mod article;
#[cfg(feature = "ssr")]
pub(super) mod catalogue;
#[cfg(feature = "ssr")]
pub(super) mod date;
#[cfg(feature = "ssr")]
pub(super) mod entry;
#[cfg(feature = "ssr")]
pub(super) mod fact;
#[cfg(feature = "ssr")]
pub(super) mod glossary;
pub(super) mod layer;
#[cfg(feature = "ssr")]
pub(super) mod limit;
pub(super) mod raisable;
#[cfg(feature = "ssr")]
pub(super) mod secrets;
pub(super) mod severity;
pub(super) mod signature;
#[cfg(feature = "ssr")]
pub(super) mod synonym;
pub(super) mod timeout;
pub(super) mod vendor;
