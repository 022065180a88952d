//! `/about/`: method, sources, privacy.

use maud::{Markup, html};

use crate::page_data::PageContent;
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind};
use crate::site_root::SiteRoot;

pub(super) const KIND: PageKind = PageKind::one("about/", draft).in_navigation("About");

fn draft<'m>(model: &'m SiteModel<'m>) -> Draft<'m> {
    let data = About {
        entries: model.catalogue.pages.len(),
        limits: model.catalogue.limits.len(),
        sources: model.catalogue.source_urls().len(),
        secrets: model.catalogue.secrets.kinds.secrets.len(),
        repository: &model.options.repository,
    };
    Draft::new(
        "About",
        "About: method, marks, data, privacy",
        "How fivexx verifies facts about 5xx errors, how to correct one, and why nothing that you enter leaves your \
         browser.",
        PageContent::Text(about(&model.root, &data).into_string()),
    )
}

/// What the page counts.
struct About<'a> {
    /// The number of entries.
    entries: usize,
    /// The number of documented limits.
    limits: usize,
    /// The number of distinct sources.
    sources: usize,
    /// The number of kinds of secrets that are masked.
    secrets: usize,
    /// Where the project is.
    repository: &'a str,
}

/// How facts are verified, what the marks mean, how to correct one, and what the site does not do.
fn about(site: &SiteRoot, data: &About<'_>) -> Markup {
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
                "paragraph states a number with a unit and cites nothing. Every time in the text leads to its row in the "
                a href=(site.address("limits/")) { "table of limits" }
                "."
            }
            h2 id="marks" { "What the marks mean" }
            dl class="marks" {
                dt { a class="citation" href="#marks" target="_self" aria-label="Source 1" { "1" } }
                dd { "The number of a source: it leads to the document and to the day on which it was read." }
                dt { span { "23 November 2026" } }
                dd { "The day on which a fact was last verified." }
                dt { span class="is-due" { "23 November 2025, over a year ago" } }
                dd {
                    "Verified more than a year before this site was built, and due again: check it against the source "
                    "before you rely on it."
                }
                dt { del { "what was true" } }
                dd {
                    "What used to be true, and until when. "
                    a href=(site.address("changes/")) { "All such changes" }
                    "."
                }
                dt { span class="signature-weight" { "decisive" } }
                dd { "Only this error writes this text. " b { "Strong" } ": few others do. " b { "Weak" } ": many do." }
                dt { span class="severity" data-severity="critical" { "Critical" } }
                dd {
                    "The request fails until someone acts. " b { "Major" } ": it fails in part, or a retry usually "
                    "succeeds. " b { "Minor" } ": a nuisance."
                }
                dt { "“commonly reported, not documented”" }
                dd { "Seen in public reports, which are cited, but in no document of the vendor’s." }
            }
            h2 id="data" { "The catalogue as data" }
            p {
                a rel="external" href=(site.address("catalogue.json")) { "catalogue.json" } " and "
                a rel="external" href=(site.address("limits.json")) { "limits.json" } " hold every entry’s metadata and "
                "every limit; their schemas are "
                a rel="external" href=(site.address("schema/catalogue-1.json")) { "catalogue-1.json" } " and "
                a rel="external" href=(site.address("schema/limits-1.json")) { "limits-1.json" } ". The number in their "
                "names changes when a field is removed or changes its meaning. Each entry is also a markdown file, and "
                a rel="external" href=(site.address("llms.txt")) { "llms.txt" } " lists them."
            }
            h2 id="correct" { "How to correct one" }
            p {
                "Each entry links to its file. Change the text, name the source, set the day, and send the change to "
                a href=(data.repository) { (data.repository) } "."
            }
            h2 id="privacy" { "Privacy" }
            p {
                "Nothing that you type, paste or drop leaves your browser. The site is static files: it sets no cookies, runs no "
                "tracker, loads no font and no script from elsewhere, and a Content-Security-Policy forbids every "
                "request to another host. It tells no site that you go to where you came from."
            }
            p {
                "In what is shown and copied of a paste, secrets are masked: passwords, keys, tokens, cookies, e-mail and IP "
                "addresses, known by " (data.secrets) " kinds, each with its source. The page says how many it masked. You can "
                "look behind a mask where the text is shown; a copy stays masked, and a reload masks it again. What looks like "
                "a secret and is known to be harmless, such as a request id, is shown. No list knows every secret: read a copy "
                "before you send it."
            }
            h2 id="kept" { "What is kept where" }
            dl class="marks" {
                dt { "In the address" }
                dd {
                    "The words that you type into the search and the numbers of the troubleshooter, behind the " code { "#" }
                    ", which browsers send to no server: a link reopens the same. Text that you paste or drop never stands "
                    "there, and neither do words in which a secret is seen. Filters of the public tables stand behind the "
                    code { "?" } "."
                }
                dt { "In the tab, until it is closed" }
                dd {
                    "The last findings, with secrets masked, so that a step back and a reload show them again. Not the pasted "
                    "text, with one exception: where something did not load and you press Reload on the notice that says so, "
                    "what you entered is kept until the page is back, and then deleted."
                }
                dt { "In this browser, until you clear it" }
                dd { "A theme that you choose." }
            }
            p class="actions" {
                button class="button" type="button" data-forget { "Clear what is kept" }
                span role="status" data-forgotten {}
            }
            p class="without-script" { "Nothing is kept without JavaScript." }
            p { "Your browser’s own history lists the addresses that you opened; only the browser can clear that." }
        }
    }
}
