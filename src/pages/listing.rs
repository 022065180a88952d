//! `/errors/`, `/codes/…/`, `/vendors/…/` and `/tags/…/`: lists of entries.

use leptos::prelude::*;

use crate::components::EntryList;
use crate::page_data::ListingData;

/// A list of entries under its heading.
#[component]
pub fn ListingPage(
    /// What it shows.
    data: ListingData,
) -> impl IntoView {
    view! {
        <article class="listing">
            <h1>{data.heading}</h1>
            <p class="lead">{data.lead}</p>
            <EntryList entries=data.entries heading_level=2 />
        </article>
    }
}
