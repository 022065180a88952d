//! What stands around an entry's text.

use maud::{Markup, html};

use super::entry_foot::entry_foot;
use super::entry_head::entry_head;
use super::entry_list::entry_list;
use super::entry_pager::entry_pager;
use super::entry_view::EntryView;
use super::fact_lists::{revision_list, signature_list, source_list};
use super::tag_list::tag_list;
use crate::site_root::SiteRoot;

/// Before the text: head and contents.
pub(in crate::site) fn entry_top(site: &SiteRoot, view: &EntryView<'_>) -> Markup {
    html! {
        (entry_head(site, view))
        nav class="entry__contents" aria-label="On this page" {
            ul {
                @for kind in &view.outline {
                    li { a href={ "#" (kind.anchor()) } target="_self" { (kind.heading()) } }
                }
                @if !view.entry.advice.is_empty() {
                    li { a href="#budget" target="_self" { "Your numbers" } }
                }
                li { a href="#sources" target="_self" { "Sources" } }
            }
        }
    }
}

/// Behind the text: signatures, changes, sources, and the ways on.
pub(in crate::site) fn entry_facts(site: &SiteRoot, view: &EntryView<'_>) -> Markup {
    let entry = view.entry;
    let sources: Vec<_> = entry.sources.iter().map(|source| source.id.as_str()).collect();
    html! {
        (signature_list(&entry.signatures, &sources))
        (revision_list(&entry.revisions, &sources))
        (source_list(&entry.sources, view.built))
        (tag_list(site, &entry.tags))
        @if !view.related.is_empty() {
            section class="entry__section" aria-labelledby="related" {
                h2 id="related" { "Related errors" }
                (entry_list(site, view.related.iter().map(|card| (*card, None)), 3))
            }
        }
        (entry_foot(site, view))
        (entry_pager(site, view.previous, view.next))
    }
}
