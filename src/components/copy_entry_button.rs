//! Copies an entry as markdown.

use leptos::prelude::*;

use crate::app::use_site;
use crate::browser;

/// Fetches the entry's markdown file and copies it; the link beside leads to the same file.
#[component]
pub fn CopyEntryButton(
    /// The entry's slug.
    slug: String,
) -> impl IntoView {
    let address = use_site().address(&format!("content/{slug}.md"));
    let said = RwSignal::new("");
    let copy = {
        let address = address.clone();
        move |_| {
            let address = address.clone();
            leptos::task::spawn_local(async move {
                said.set(match browser::fetch_text(&address).await {
                    Ok(text) if browser::copy_text(&text).await => "Copied the entry as markdown",
                    Ok(_) => "The browser refused to copy: open the markdown file instead",
                    Err(_) => "The markdown file did not arrive: try again",
                });
            });
        }
    };
    view! {
        <button type="button" class="button button--quiet" on:click=copy>"Copy as markdown"</button>
        <a class="button button--quiet" rel="external" href=address>"Markdown file"</a>
        <span class="said" role="status">{move || said.get()}</span>
    }
}
