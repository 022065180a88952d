//! The line at the foot of every page.

use maud::{Markup, html};

use crate::site_root::SiteRoot;

/// Says what the site does not do, and leads to how it works.
pub(in crate::site) fn site_footer(site: &SiteRoot) -> Markup {
    html! {
        footer class="site-footer" {
            p {
                "Nothing you enter leaves your browser. "
                a href=(site.address("about/")) { "How facts are verified" }
                " · "
                a href=(site.address("changes/")) { "What changed" }
            }
        }
    }
}
