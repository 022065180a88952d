//! The page for addresses that lead nowhere.

use maud::{Markup, html};

use crate::site_root::SiteRoot;

/// Says so and leads on.
pub(super) fn not_found(site: &SiteRoot) -> Markup {
    html! {
        article class="notice" {
            p class="code-mark" { "404" }
            h1 { "No page here" }
            p {
                "This one is not a server error: the address leads nowhere. The catalogue lists every error that "
                "fivexx knows."
            }
            p class="actions" {
                a class="button" href=(site.address("errors/")) { "All errors" }
                a class="button button--quiet" href=(site.address("troubleshoot/")) { "Troubleshooter" }
                a class="button button--quiet" href=(site.address("")) { "Front page" }
            }
        }
    }
}
