//! `/vendors/…/`: the errors of a vendor.

use crate::site::fragments::listing::{entry_count, listing};
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind, Route};

pub(super) const KIND: PageKind = PageKind::many("vendors/", routes).below(&super::errors::KIND).compressed_quickly();

fn routes<'m>(model: &'m SiteModel<'m>) -> Vec<Route<'m>> {
    model.vendors.iter().map(|(vendor, entries)| Route::named(vendor, || draft(model, vendor, entries))).collect()
}

fn draft<'m>(model: &'m SiteModel<'m>, vendor: &'m str, entries: &[usize]) -> Draft<'m> {
    let name = model.catalogue.vendor_name(vendor);
    let lead = format!("Errors that {name} sends: {}.", entry_count(entries.len()));
    listing(model, name, &lead, entries)
}
