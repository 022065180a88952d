//! `/404.html`: the page for addresses that lead nowhere.

use crate::page_data::PageContent;
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind};

pub(super) const KIND: PageKind = PageKind::one("404.html", draft).unlisted();

fn draft<'m>(_: &'m SiteModel<'m>) -> Draft<'m> {
    Draft::apart(
        "No page here",
        "The address leads nowhere. The catalogue lists every error that fivexx knows.",
        PageContent::NotFound {},
    )
}
