//! `/changes/`: documented facts that changed, the newest first.

use maud::{Markup, html};

use crate::app::Site;
use crate::catalogue::Date;

/// A fact that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Change<'a> {
    /// Since when.
    pub(crate) date: Date,
    /// What it is about.
    pub(crate) subject: &'a str,
    /// What used to be true.
    pub(crate) was: &'a str,
    /// What is true since.
    pub(crate) now: &'a str,
    /// Title and address of the document that says so.
    pub(crate) source: (&'a str, &'a str),
    /// Where it is explained: a path below the base.
    pub(crate) path: String,
}

/// The list.
pub(crate) fn changes(site: &Site, changes: &[Change<'_>]) -> Markup {
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
