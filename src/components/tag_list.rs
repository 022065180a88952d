//! An entry's tags.

use leptos::prelude::*;

use crate::app::use_site;

/// Links to the lists of entries with the same tag.
#[component]
pub fn TagList(
    /// The tags.
    tags: Vec<String>,
) -> impl IntoView {
    let site = use_site();
    view! {
        <ul class="tag-list" aria-label="Tags">
            {tags
                .into_iter()
                .map(|tag| {
                    let address = site.address(&format!("tags/{tag}/"));
                    view! { <li><a rel="tag" href=address>{tag}</a></li> }
                })
                .collect_view()}
        </ul>
    }
}
