//! An entry's tags.

use maud::{Markup, html};

use crate::app::Site;

/// Links to the lists of entries with the same tag.
pub(super) fn tag_list(site: &Site, tags: &[String]) -> Markup {
    html! {
        ul class="tag-list" aria-label="Tags" {
            @for tag in tags {
                li { a rel="tag" href=(site.address(&format!("tags/{tag}/"))) { (tag) } }
            }
        }
    }
}
