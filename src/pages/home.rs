//! `/`: what fivexx is for, and the catalogue at a glance.

use leptos::prelude::*;

use crate::app::use_site;
use crate::components::{EntryList, LayerLegend};
use crate::page_data::HomeData;

/// The front page.
#[component]
pub fn HomePage(
    /// What it shows.
    data: HomeData,
) -> impl IntoView {
    let site = use_site();
    let count = data.entries.len();
    view! {
        <article class="home">
            <header class="home__head">
                <h1>"Which layer sent this 5xx, and what do you do now?"</h1>
                <p class="lead">
                    {format!(
                        "The field guide to server errors: {count} errors and {} documented time limits, each fact with \
                         its source, last verified on {}.",
                        data.limits,
                        data.verified.in_words(),
                    )}
                </p>
                <p class="actions">
                    <a class="button" href=site.address("troubleshoot/")>"A 504? Work out the timeout budget"</a>
                    <a class="button button--quiet" href=site.address("errors/")>"All errors"</a>
                </p>
            </header>
            <section aria-labelledby="catalogue">
                <h2 id="catalogue">"The catalogue"</h2>
                <EntryList entries=data.entries heading_level=3 />
            </section>
            <section aria-labelledby="path">
                <h2 id="path">"The path of a request"</h2>
                <p class="prose">
                    "Each entry begins with this line. The layer that makes the error is lit; those before it only "
                    "pass the answer on to the client."
                </p>
                <LayerLegend />
            </section>
        </article>
    }
}
