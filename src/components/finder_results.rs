//! What the box leads to: entries found by words, or a finding.

use maud::{Markup, PreEscaped, html};

use super::finding_view::finding_view;
use super::path_strip::{Size, path_strip};
use crate::catalogue::StatusCode;
use crate::finder::{Answer, Excerpt, Filters, Finder, SearchHit};
use crate::recognise::VendorId;
use crate::site_root::SiteRoot;

/// How many codes and senders can be chosen to narrow a search.
const MOST_CHOICES: usize = 6;

/// The answer to `raw` as markup; `excerpt` is that of the finding in it, if it has one. `id` names the box's parts.
pub fn finder_results(
    site: &SiteRoot,
    finder: &Finder,
    raw: &str,
    answer: &Answer,
    excerpt: Option<&Excerpt>,
    filters: &Filters,
    id: &str,
) -> Markup {
    match answer {
        Answer::Empty => PreEscaped(String::new()),
        Answer::Paste(finding) => html! {
            @if let Some(excerpt) = excerpt { (finding_view(site, finder, raw, finding, excerpt, id)) }
        },
        Answer::Search { hits, codes, vendors, finding, .. } => html! {
            @if let (Some(finding), Some(excerpt)) = (finding, excerpt) {
                details class="finder__message" {
                    summary { "These words are a message: who sends it" }
                    (finding_view(site, finder, raw, finding, excerpt, id))
                }
            }
            (choices(finder, codes, vendors, filters))
            div class="finder__list" role="listbox" aria-label="Entries" {
                @for (index, hit) in hits.iter().enumerate() { (option(site, finder, hit, &format!("{id}-{index}"))) }
            }
            @if hits.is_empty() {
                p { "Fewer or other words may do, or " a href=(site.address("errors/")) { "the whole catalogue with its filters" } "." }
            }
        },
    }
}

fn option(site: &SiteRoot, finder: &Finder, hit: &SearchHit, id: &str) -> Markup {
    let card = finder.card(hit.entry);
    let codes: Vec<_> = card.codes.iter().map(ToString::to_string).collect();
    html! {
        a class="finder__option" role="option" aria-selected="false" id=(id) href=(site.address(&format!("errors/{}/", card.slug))) {
            span class="finder__codes" { (codes.join(" ")) }
            span class="finder__title" { (marked(&hit.title)) }
            span class="finder__facts" {
                (finder.vendor(card.vendor).name) " " (path_strip(card.layer, Size::Small))
            }
            span class="finder__excerpt" { (marked(&hit.excerpt)) }
        }
    }
}

fn marked(pieces: &[(bool, String)]) -> Markup {
    html! {
        @for (is_word, text) in pieces {
            @if *is_word { mark { (text) } } @else { (text) }
        }
    }
}

/// Buttons that narrow the search by code and by sender, where there is anything to choose from.
fn choices(finder: &Finder, codes: &[(StatusCode, usize)], vendors: &[(VendorId, usize)], filters: &Filters) -> Markup {
    let choice = |word: String, label: String, count: usize, is_chosen: bool| {
        html! {
            button class="chip" type="button" data-filter=(word) aria-pressed=(is_chosen) { (label) " " span { (count) } }
        }
    };
    html! {
        @if codes.len() > 1 || filters.code.is_some() {
            div class="finder__choices" role="group" aria-label="Narrow by code" {
                @for (code, count) in codes.iter().take(MOST_CHOICES) {
                    (choice(format!("code:{code}"), code.to_string(), *count, filters.code == Some(*code)))
                }
            }
        }
        @if vendors.len() > 1 || filters.vendor.is_some() {
            div class="finder__choices" role="group" aria-label="Narrow by sender" {
                @for (vendor, count) in vendors.iter().take(MOST_CHOICES) {
                    @let vendor = finder.vendor(*vendor);
                    (choice(format!("vendor:{}", vendor.id), vendor.name.clone(), *count, filters.vendor.as_ref() == Some(&vendor.id)))
                }
            }
        }
    }
}
