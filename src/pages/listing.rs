//! `/errors/`, `/codes/…/`, `/vendors/…/` and `/tags/…/`: lists of entries.

use maud::{Markup, html};

use crate::app::Site;
use crate::components::entry_list;
use crate::page_data::ListingData;

/// A list of entries under its heading.
pub(super) fn listing(site: &Site, data: &ListingData) -> Markup {
    html! {
        article class="listing" {
            h1 { (data.heading) }
            p class="lead" { (data.lead) }
            (entry_list(site, &data.entries, 2))
        }
    }
}
