//! The foot of an entry: when it was verified, and ways to take it along.

use maud::{Markup, html};

use crate::app::Site;
use crate::browser::{self, CopyRequest};
use crate::page_data::EntryData;

/// The day, and copy, file and edit of the entry.
pub fn entry_foot(site: &Site, data: &EntryData) -> Markup {
    let file = site.address(&format!("content/{}.md", data.entry.slug));
    html! {
        footer class="entry__foot" {
            p { "Every fact on this page was verified on " (data.entry.verified.in_words()) "." }
            p class="actions" {
                button class="button button--quiet" type="button" data-copy-file=(file) { "Copy as markdown" }
                a class="button button--quiet" rel="external" href=(file) { "Markdown file" }
                a class="button button--quiet" href=(data.edit_url) { "Edit this entry" }
            }
            p class="said" role="status" {}
        }
    }
}

/// Answers a click anywhere in an entry: on the copy button of a code block, or on the one that copies the entry. The
/// buttons stand in adopted markup, so that one listener serves them all; each says what it copied.
pub fn copy_what_was_clicked(event: &web_sys::MouseEvent) {
    let Some((request, said)) = browser::copy_request(event) else { return };
    leptos::task::spawn_local(async move {
        let outcome = match request {
            CopyRequest::Text(text) => match (browser::copy_text(&text).await, text.lines().count()) {
                (true, 1) => "Copied the line".to_owned(),
                (true, lines) => format!("Copied {lines} lines"),
                (false, _) => "Copying was refused: select the text".to_owned(),
            },
            CopyRequest::File(address) => match browser::fetch_text(&address).await {
                Ok(text) if browser::copy_text(&text).await => "Copied the entry as markdown".to_owned(),
                Ok(_) => "Copying was refused: open the markdown file instead".to_owned(),
                Err(error) => format!("The markdown file did not arrive: {error}"),
            },
        };
        said.set_text_content(Some(&outcome));
    });
}
