//! `/tags/…/`: the errors of a tag.

use crate::site::fragments::listing::{entry_count, listing};
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind, Route};

pub(super) const KIND: PageKind = PageKind::many("tags/", routes).below(&super::errors::KIND).compressed_quickly();

fn routes<'m>(model: &'m SiteModel<'m>) -> Vec<Route<'m>> {
    model.tags.iter().map(|(tag, entries)| Route::named(tag, || draft(model, tag, entries))).collect()
}

fn draft<'m>(model: &'m SiteModel<'m>, tag: &str, entries: &[usize]) -> Draft<'m> {
    let lead = format!("Errors that have to do with {tag}: {}.", entry_count(entries.len()));
    listing(model, &format!("Tag: {tag}"), &lead, entries)
}
