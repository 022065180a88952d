//! The page for addresses that lead nowhere.

use leptos::prelude::*;

use crate::app::use_site;

/// Says so and leads on.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let site = use_site();
    view! {
        <article class="notice">
            <p class="code-mark">"404"</p>
            <h1>"No page here"</h1>
            <p>
                "This one is not a server error: the address leads nowhere. The catalogue lists every error that "
                "fivexx knows."
            </p>
            <p class="actions">
                <a class="button" href=site.address("errors/")>"All errors"</a>
                <a class="button button--quiet" href=site.address("troubleshoot/")>"Troubleshooter"</a>
                <a class="button button--quiet" href=site.address("")>"Front page"</a>
            </p>
        </article>
    }
}
