//! A list of entries, to be scanned.

use maud::{Markup, html};

use crate::catalogue::{Entry, Layer, Severity, StatusCode};
use crate::components::heading::heading;
use crate::components::path_strip::{Size, path_strip};
use crate::site_root::SiteRoot;

/// An entry as other pages show it.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct EntryCard<'a> {
    /// Its name in addresses.
    pub(in crate::site) slug: &'a str,
    /// Its title.
    pub(in crate::site) title: &'a str,
    /// Its status codes.
    pub(in crate::site) codes: &'a [StatusCode],
    /// The vendor's name.
    pub(in crate::site) vendor: &'a str,
    /// Where the error is made.
    pub(in crate::site) layer: Layer,
    /// How bad it is.
    pub(in crate::site) severity: Severity,
}

impl<'a> EntryCard<'a> {
    /// The card of an entry of the vendor with that name.
    pub(in crate::site) fn new(entry: &'a Entry, vendor: &'a str) -> Self {
        let Entry { slug, title, codes, layer, severity, .. } = entry;
        Self { slug, title, codes, vendor, layer: *layer, severity: *severity }
    }
}

/// Code, title, sender, severity and layer of each entry, a row each, and the summary of those that come with one. The
/// titles are headings of `level`, 2 to 4.
pub(in crate::site) fn entry_list<'a>(
    site: &SiteRoot,
    entries: impl Iterator<Item = (EntryCard<'a>, Option<&'a str>)>,
    level: u8,
) -> Markup {
    html! {
        ul class="entry-list" {
            @for (card, summary) in entries {
                li class="entry-list__item" {
                    span class="entry-list__code" {
                        (card.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
                    }
                    div class="entry-list__text" {
                        (heading(level, Some("entry-list__title"), &html! {
                            a href=(site.address(&format!("errors/{}/", card.slug))) { (card.title) }
                        }))
                        p class="entry-list__facts" {
                            span class="severity" data-severity=(card.severity.key()) { (card.severity.label()) }
                            " "
                            span { (card.vendor) }
                            " "
                            (path_strip(card.layer, Size::Small))
                        }
                        @if let Some(summary) = summary { p class="entry-list__summary" { (summary) } }
                    }
                }
            }
        }
    }
}
