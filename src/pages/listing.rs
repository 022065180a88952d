//! `/vendors/…/` and `/tags/…/`: lists of entries.

use maud::{Markup, html};

use crate::app::Site;
use crate::components::{EntryCard, entry_list};

/// A list of entries under its heading; each with its summary.
pub(crate) fn listing(site: &Site, heading: &str, lead: &str, entries: &[(EntryCard<'_>, &str)]) -> Markup {
    html! {
        article class="listing" {
            h1 { (heading) }
            p class="lead" { (lead) }
            (entry_list(site, entries.iter().map(|(card, summary)| (*card, Some(*summary))), 2))
        }
    }
}
