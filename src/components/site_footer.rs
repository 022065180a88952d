//! The line at the foot of every page.

use leptos::prelude::*;

use crate::app::use_site;

/// Says what the site does not do, and leads to how it works.
#[component]
pub fn SiteFooter() -> impl IntoView {
    let site = use_site();
    view! {
        <footer class="site-footer">
            <p>
                "Nothing you enter leaves your browser. "
                <a href=site.address("about/")>"How facts are verified"</a>
            </p>
        </footer>
    }
}
