//! The head of an entry: on a phone, its first screen.

use maud::{Markup, html};

use super::entry_view::EntryView;
use super::fact_lists::marked_date;
use crate::components::path_strip::{Size, path_strip};
use crate::site_root::SiteRoot;

/// The code, the title, who sends it, the path strip, what it is, and the first step to take.
pub(in crate::site) fn entry_head(site: &SiteRoot, view: &EntryView<'_>) -> Markup {
    let entry = view.entry;
    let is_server_error = entry.codes.iter().all(|code| code.is_5xx());
    html! {
        header class="entry-head" {
            div class="entry-head__codes" {
                @for code in &entry.codes {
                    a class="code-mark" href=(site.address(&format!("codes/{code}/"))) { (code.to_string()) }
                }
                ul class="entry-head__facts" {
                    li class="severity" data-severity=(entry.severity.key()) { (entry.severity.label()) }
                    li { @if is_server_error { "5xx server error" } @else { "not a 5xx status" } }
                    li {
                        "sent by "
                        a href=(site.address(&format!("vendors/{}/", entry.vendor))) { (view.vendor) }
                    }
                }
            }
            h1 { (entry.title) }
            (path_strip(entry.layer, Size::Full))
            p class="lead" { (entry.summary) }
            @if let Some(lead) = view.steps.first() {
                p class="first-step" {
                    a class="first-step__link" href="#step-1" target="_self" { "First step" }
                    " "
                    span { (lead) }
                }
            }
            p class="entry-head__verified" {
                "Verified on " (marked_date(entry.verified, view.built))
            }
        }
    }
}
