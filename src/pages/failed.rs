//! A page that could not be fetched.

use leptos::prelude::*;

use crate::state::PageState;

/// Says what went wrong and leads on: try again, or load the page without the app.
#[component]
pub fn FailedPage(
    /// The page's absolute path.
    path: String,
    /// What happened, as a sentence.
    message: String,
) -> impl IntoView {
    let state = expect_context::<PageState>();
    let retry = path.clone();
    view! {
        <div class="notice" role="alert">
            <h1>"This page did not arrive"</h1>
            <p>{message}</p>
            <p class="actions">
                <button type="button" class="button" on:click=move |_| state.load(retry.clone())>"Try again"</button>
                <a class="button button--quiet" rel="external" href=path>"Load it as a plain page"</a>
            </p>
        </div>
    }
}
