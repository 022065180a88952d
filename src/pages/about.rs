//! `/about/`: method, sources, privacy.

use maud::{Markup, html};

use crate::page_data::AboutData;

/// How facts are verified, and what the site does not do.
pub(super) fn about(data: &AboutData) -> Markup {
    html! {
        article class="prose" {
            h1 { "About fivexx" }
            p class="lead" {
                (data.entries) " errors, " (data.limits) " time limits, " (data.sources)
                " sources. Made for the engineer who is on call when a server answers 5xx."
            }
            h2 id="method" { "How a fact gets here" }
            p {
                "Each number, limit and behaviour cites the document in which it was read: the vendor’s own "
                "documentation, a standard, or source code. A small number after a sentence leads to the source and to "
                "the day on which it was last read. What no vendor documents is left out, or says “commonly reported, "
                "not documented”. Where sources disagree, or a limit has changed, the page says both."
            }
            p {
                "A time limit is written down once, in one file; every page takes it from there. The build fails when a "
                "paragraph states a number with a unit and cites nothing."
            }
            h2 id="correct" { "How to correct one" }
            p {
                "Each entry links to its file. Change the text, name the source, set the day, and send the change to "
                a href=(data.repository) { (data.repository) } "."
            }
            h2 id="privacy" { "Privacy" }
            p {
                "Nothing that you type leaves your browser. The site is static files: it sets no cookies, runs no "
                "tracker, loads no font and no script from elsewhere, and a Content-Security-Policy forbids every "
                "request to another host. The troubleshooter keeps its numbers in the address of the page, so that a "
                "link reopens the same diagnosis; a theme that you choose is remembered in your browser alone."
            }
        }
    }
}
