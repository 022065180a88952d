//! A button that copies a text and says so.

use leptos::prelude::*;

use crate::browser;

/// Copies what `text` gives at the click. Where the browser refuses, the text appears, to be copied by hand.
#[component]
pub fn CopyButton(
    /// The button's label.
    label: &'static str,
    /// What it says when it has copied.
    done: &'static str,
    /// The text.
    text: Callback<(), String>,
) -> impl IntoView {
    let said = RwSignal::new("");
    let refused = RwSignal::new(None::<String>);
    let copy = move |_| {
        let text = text.run(());
        leptos::task::spawn_local(async move {
            let is_copied = browser::copy_text(&text).await;
            refused.set((!is_copied).then_some(text));
            said.set(if is_copied { done } else { "The browser refused to copy. Here is the text:" });
        });
    };
    view! {
        <button type="button" class="button button--quiet" on:click=copy>{label}</button>
        <span class="said" role="status">{move || said.get()}</span>
        {move || {
            refused
                .get()
                .map(|text| view! { <textarea class="copy-by-hand" readonly aria-label="The text to copy">{text}</textarea> })
        }}
    }
}
