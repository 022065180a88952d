//! `/changes/`: documented facts that changed, the newest first.

use maud::{Markup, html};

use crate::page_data::PageContent;
use crate::site::changes::Change;
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind};
use crate::site_root::SiteRoot;

pub(super) const KIND: PageKind = PageKind::one("changes/", draft);

fn draft<'m>(model: &'m SiteModel<'m>) -> Draft<'m> {
    let page = Draft::new(
        "Facts that changed",
        "Facts about 5xx errors and time limits that changed",
        "Documented limits and behaviours that used to be otherwise, the newest first, each with the document that says so.",
        PageContent::Text(changes(&model.root, &model.changes()).into_string()),
    );
    Draft { alternate: Some(("application/atom+xml", "feed.xml".to_owned())), ..page }
}

/// The list.
fn changes(site: &SiteRoot, changes: &[Change<'_>]) -> Markup {
    html! {
        article class="listing" {
            h1 { "Facts that changed" }
            p class="lead" {
                "Limits and behaviours that used to be otherwise, the newest first: much of what is written about them "
                "elsewhere is older. "
                a rel="external" href=(site.address("feed.xml")) { "As a feed" }
                "."
            }
            ol class="changes" {
                @for change in changes {
                    li class="changes__item" {
                        time datetime=(change.date.to_string()) { (change.date.in_words()) }
                        h2 { a href=(site.address(&change.path)) { (change.subject) } }
                        p { b { "Until then: " } del { (change.was) } }
                        p {
                            b { "Since then: " } (change.now) " ("
                            a href=(change.source.1) { (change.source.0) }
                            ")"
                        }
                    }
                }
            }
        }
    }
}
