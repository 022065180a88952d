//! `/404.html`: the page for addresses that lead nowhere.

use crate::page_data::PageContent;
use crate::site::route::{Draft, PageKind, Route};

pub(super) const KIND: PageKind = PageKind::new("404.html", |_| Route::only(draft)).unlisted();

fn draft<'m>() -> Draft<'m> {
    Draft::apart(
        "No page here",
        "The address leads nowhere. The catalogue lists every error that fivexx knows.",
        PageContent::NotFound {},
    )
}
