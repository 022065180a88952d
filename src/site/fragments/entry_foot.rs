//! The foot of an entry: when it was verified, and ways to take it along.

use maud::{Markup, html};

use super::entry_view::EntryView;
use crate::site_root::SiteRoot;

/// The day, and copy, file and edit of the entry.
pub(in crate::site) fn entry_foot(site: &SiteRoot, view: &EntryView<'_>) -> Markup {
    let file = site.address(&format!("content/{}.md", view.entry.slug));
    html! {
        footer class="entry__foot" {
            p { "Every fact on this page was verified on " (view.entry.verified.in_words()) "." }
            p class="actions" {
                button class="button button--quiet" type="button" data-copy-file=(file) { "Copy as markdown" }
                a class="button button--quiet" rel="external" href=(file) { "Markdown file" }
                a class="button button--quiet" href=(view.edit_url) { "Edit this entry" }
            }
            p class="said" role="status" {}
        }
    }
}
