//! A list of entries, to be scanned.

use maud::{Markup, html};

use super::{Size, heading, path_strip};
use crate::app::Site;
use crate::page_data::EntryCard;

/// Code, title, sender, severity, layer and summary of each entry, a row each. The titles are headings of `level`,
/// 2 to 4.
pub fn entry_list(site: &Site, entries: &[EntryCard], level: u8) -> Markup {
    html! {
        ul class="entry-list" {
            @for card in entries {
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
                        }
                        (path_strip(card.layer, Size::Small))
                        p class="entry-list__summary" { (card.summary) }
                    }
                }
            }
        }
    }
}
