//! Previous and next entry, by code.

use leptos::prelude::*;

use crate::app::use_site;
use crate::page_data::EntryLink;

/// Links to the neighbours.
#[component]
pub fn EntryPager(
    /// The entry before, if there is one.
    previous: Option<EntryLink>,
    /// The entry after, if there is one.
    next: Option<EntryLink>,
) -> impl IntoView {
    let site = use_site();
    let link = |link: EntryLink, rel: &'static str, label: &'static str| {
        view! {
            <a class="entry-pager__link" rel=rel href=site.address(&format!("errors/{}/", link.slug))>
                <span class="entry-pager__label">{label}</span>
                {link.title}
            </a>
        }
    };
    view! {
        <nav class="entry-pager" aria-label="Neighbouring errors">
            {previous.map(|previous| link(previous, "prev", "Previous"))}
            {next.map(|next| link(next, "next", "Next"))}
        </nav>
    }
}
