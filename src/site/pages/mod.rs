//! The table of routes, and what the build alone makes of a page: a file each.
//!
//! What also reacts to the reader in the browser has its view in [`crate::pages`].

mod about;
mod changes;
mod code;
mod entry;
mod errors;
mod home;
mod limits;
mod lost;
mod tag;
mod troubleshoot;
mod vendor;

use super::route::PageKind;

/// Every kind of page, in the order of navigation and sitemap. A new page is a new file and a row here.
pub(super) const KINDS: &[&PageKind] = &[
    &home::KIND,
    &errors::KIND,
    &troubleshoot::KIND,
    &limits::KIND,
    &changes::KIND,
    &about::KIND,
    &entry::KIND,
    &code::KIND,
    &vendor::KIND,
    &tag::KIND,
    &lost::KIND,
];
