//! A list of entries, to be scanned.

use leptos::prelude::*;

use super::PathStrip;
use crate::app::use_site;
use crate::page_data::EntryCard;

/// Code, title, sender, severity, layer and summary of each entry, a row each.
#[component]
pub fn EntryList(
    /// The entries.
    entries: Vec<EntryCard>,
    /// The level of the titles' headings, 2 to 4.
    heading_level: u8,
) -> impl IntoView {
    let site = use_site();
    view! {
        <ul class="entry-list">
            {entries
                .into_iter()
                .map(|card| {
                    let codes = card.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                    let link = view! {
                        <a href=site.address(&format!("errors/{}/", card.slug))>{card.title}</a>
                    };
                    let heading = match heading_level {
                        2 => view! { <h2 class="entry-list__title">{link}</h2> }.into_any(),
                        3 => view! { <h3 class="entry-list__title">{link}</h3> }.into_any(),
                        _ => view! { <h4 class="entry-list__title">{link}</h4> }.into_any(),
                    };
                    view! {
                        <li class="entry-list__item">
                            <span class="entry-list__code">{codes}</span>
                            <div class="entry-list__text">
                                {heading}
                                <p class="entry-list__facts">
                                    <span class="severity" data-severity=card.severity.key()>
                                        {card.severity.label()}
                                    </span>
                                    <span>{card.vendor}</span>
                                    <PathStrip layer=card.layer is_small=true />
                                </p>
                                <p class="entry-list__summary">{card.summary}</p>
                            </div>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
