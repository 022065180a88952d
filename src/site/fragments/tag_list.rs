//! An entry's tags.

use maud::{Markup, html};

use crate::site_root::SiteRoot;

/// Links to the lists of entries with the same tag.
pub(in crate::site) fn tag_list(site: &SiteRoot, tags: &[String]) -> Markup {
    html! {
        ul class="tag-list" aria-label="Tags" {
            @for tag in tags {
                li { a rel="tag" href=(site.address(&format!("tags/{tag}/"))) { (tag) } }
            }
        }
    }
}
