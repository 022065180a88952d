//! `/`: what fivexx is for, and the catalogue at a glance.

use maud::{Markup, html};

use crate::catalogue::{Date, StatusCode};
use crate::page_data::PageContent;
use crate::site::fragments::entry_list::EntryCard;
use crate::site::fragments::finder_box::finder_box;
use crate::site::fragments::layer_legend::layer_legend;
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind};
use crate::site_root::SiteRoot;

pub(super) const KIND: PageKind = PageKind::one("", draft);

fn draft<'m>(model: &'m SiteModel<'m>) -> Draft<'m> {
    let catalogue = model.catalogue;
    // In the order of the file, which goes from the standard to the vendors.
    let vendors = catalogue.vendors.iter().filter_map(|vendor| {
        let entries = model.vendors.get(vendor.id.as_str())?;
        Some((vendor.id.as_str(), vendor.name.as_str(), entries.iter().map(|index| model.card(*index)).collect()))
    });
    let data = Home {
        codes: model.codes.iter().map(|(code, entries)| (*code, entries.len())).collect(),
        vendors: vendors.collect(),
        entries: catalogue.pages.len(),
        limits: catalogue.limits.len(),
        verified: catalogue.pages.iter().map(|page| page.entry.verified).max(),
    };
    Draft::apart(
        "fivexx · the field guide to 5xx errors",
        "Which layer sent this 5xx, and what to do now: causes, numbered steps and documented time limits, each fact \
         with its source.",
        PageContent::Text(home(&model.root, &data).into_string()),
    )
}

/// What the page shows.
struct Home<'a> {
    /// Every status code, with the number of entries.
    codes: Vec<(StatusCode, usize)>,
    /// Every vendor that has entries: id, name, entries by code.
    vendors: Vec<(&'a str, &'a str, Vec<EntryCard<'a>>)>,
    /// The number of entries.
    entries: usize,
    /// The number of documented limits.
    limits: usize,
    /// The day on which the youngest fact was verified.
    verified: Option<Date>,
}

/// What fivexx is for, and ways into it: by code, by sender, by layer.
fn home(site: &SiteRoot, data: &Home<'_>) -> Markup {
    html! {
        article class="home" {
            header class="home__head" {
                h1 { "Which layer sent this 5xx, and what do you do now?" }
                (finder_box("find"))
                p class="lead" {
                    "The field guide to server errors: " (data.entries) " errors and "
                    a href=(site.address("limits/")) { (data.limits) " documented time limits" }
                    ", each fact with its source"
                    @if let Some(verified) = data.verified { ", last verified on " (verified.in_words()) }
                    "."
                }
                p class="actions" {
                    a class="button button--quiet" href=(site.address("troubleshoot/")) { "A 504? Work out the timeout budget" }
                    a class="button button--quiet" href=(site.address("errors/")) { "Filter all errors" }
                }
            }
            section aria-labelledby="codes" {
                h2 id="codes" { "Who sends this code?" }
                ul class="code-list" {
                    @for (code, entries) in &data.codes {
                        li {
                            a href=(site.address(&format!("codes/{code}/"))) { (code.to_string()) }
                            " "
                            span class="code-list__count" { (entries) }
                        }
                    }
                }
            }
            section aria-labelledby="catalogue" {
                h2 id="catalogue" { "The catalogue, by sender" }
                div class="vendor-grid" {
                    @for (id, name, entries) in &data.vendors {
                        section class="vendor-grid__vendor" aria-labelledby={ "by-" (id) } {
                            h3 id={ "by-" (id) } { a href=(site.address(&format!("vendors/{id}/"))) { (name) } }
                            ul {
                                @for card in entries {
                                    li { a href=(site.address(&format!("errors/{}/", card.slug))) { (short_title(card, name)) } }
                                }
                            }
                        }
                    }
                }
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

/// A title under the name of its vendor, which it need not say again, be it in full or by its last words: of
/// “CloudFront 504” under “Amazon CloudFront” remains “504”.
fn short_title<'a>(card: &EntryCard<'a>, vendor: &str) -> &'a str {
    let starts = std::iter::once(0).chain(vendor.match_indices(' ').map(|(index, _)| index + 1));
    let rest =
        starts.filter_map(|start| card.title.strip_prefix(&vendor[start..])).find(|rest| rest.starts_with([' ', ':']));
    let rest = rest.unwrap_or(card.title).trim_start_matches([' ', ':', '–', '—']);
    if rest.is_empty() { card.title } else { rest }
}
