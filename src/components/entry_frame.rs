//! What stands around an entry's text.

use maud::{Markup, html};

use super::{
    EntryCard, entry_foot, entry_head, entry_list, entry_pager, revision_list, signature_list, source_list, tag_list,
};
use crate::app::Site;
use crate::catalogue::{Date, Entry, SectionKind};

/// An entry and what its page says of it beside the text.
pub(crate) struct EntryView<'a> {
    /// The front matter.
    pub(crate) entry: &'a Entry,
    /// The vendor's name.
    pub(crate) vendor: &'a str,
    /// The sections that the text has, in their order.
    pub(crate) outline: Vec<SectionKind>,
    /// The first sentence of each step.
    pub(crate) steps: Vec<String>,
    /// Related entries, both ways.
    pub(crate) related: Vec<EntryCard<'a>>,
    /// The entry before this one, by code.
    pub(crate) previous: Option<&'a Entry>,
    /// The entry after this one, by code.
    pub(crate) next: Option<&'a Entry>,
    /// Where the file is edited.
    pub(crate) edit_url: String,
    /// The day of the build: facts verified more than a year before it are marked.
    pub(crate) built: Date,
}

/// Before the text: head and contents.
pub(crate) fn entry_top(site: &Site, view: &EntryView<'_>) -> Markup {
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
pub(crate) fn entry_facts(site: &Site, view: &EntryView<'_>) -> Markup {
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
