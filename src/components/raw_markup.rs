//! Markup inside the reactive page.

use leptos::prelude::*;

/// Shows markup. When the page is hydrated, what stands there already is taken as it is.
#[component]
pub fn RawMarkup(
    /// The markup.
    #[prop(into)]
    markup: String,
) -> impl IntoView {
    view! { <div class="raw-markup" inner_html=markup></div> }
}
