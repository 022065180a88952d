//! Markup inside the reactive page.

use leptos::prelude::*;
use maud::Markup;

/// Shows markup. When the page is hydrated, what stands there already is taken as it is.
#[component]
pub fn Adopted(
    /// The markup.
    markup: Markup,
) -> impl IntoView {
    view! { <div class="adopted" inner_html=markup.into_string()></div> }
}
