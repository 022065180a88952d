//! `/`: what fivexx is for, and the catalogue at a glance.

use maud::{Markup, html};

use crate::app::Site;
use crate::components::{entry_list, layer_legend};
use crate::page_data::HomeData;

/// The front page.
pub(super) fn home(site: &Site, data: &HomeData) -> Markup {
    html! {
        article class="home" {
            header class="home__head" {
                h1 { "Which layer sent this 5xx, and what do you do now?" }
                p class="lead" {
                    "The field guide to server errors: " (data.entries.len()) " errors and " (data.limits)
                    " documented time limits, each fact with its source, last verified on " (data.verified.in_words())
                    "."
                }
                p class="actions" {
                    a class="button" href=(site.address("troubleshoot/")) { "A 504? Work out the timeout budget" }
                    a class="button button--quiet" href=(site.address("errors/")) { "All errors" }
                }
            }
            section aria-labelledby="catalogue" {
                h2 id="catalogue" { "The catalogue" }
                (entry_list(site, &data.entries, 3))
            }
            section aria-labelledby="path" {
                h2 id="path" { "The path of a request" }
                p class="prose" {
                    "Each entry begins with this line. The layer that makes the error is lit; those before it only "
                    "pass the answer on to the client."
                }
                (layer_legend())
            }
        }
    }
}
