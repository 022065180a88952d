//! Previous and next entry, by code.

use maud::{Markup, html};

use crate::catalogue::Entry;
use crate::site_root::SiteRoot;

/// Links to the neighbours.
pub(in crate::site) fn entry_pager(site: &SiteRoot, previous: Option<&Entry>, next: Option<&Entry>) -> Markup {
    let link = |link: &Entry, rel: &str, label: &str| {
        html! {
            a class="entry-pager__link" rel=(rel) href=(site.address(&format!("errors/{}/", link.slug))) {
                span class="entry-pager__label" { (label) }
                (link.title)
            }
        }
    };
    html! {
        nav class="entry-pager" aria-label="Neighbouring errors" {
            @if let Some(previous) = previous { (link(previous, "prev", "Previous")) }
            @if let Some(next) = next { (link(next, "next", "Next")) }
        }
    }
}
