//! A button that copies a text and says so.

use leptos::prelude::*;

use crate::browser;

/// Copies what `text` gives at the click. Where the browser refuses, the text appears, to be copied by hand.
#[component]
pub fn CopyButton<F>(
    /// The button's label.
    label: &'static str,
    /// What it says when it has copied.
    done: &'static str,
    /// The text.
    text: F,
) -> impl IntoView
where
    F: Fn() -> String + Send + 'static,
{
    let outcome = RwSignal::new(Outcome::NotAsked);
    let copy = move |_| {
        let text = text();
        leptos::task::spawn_local(async move {
            let is_copied = browser::copy_text(&text).await;
            outcome.set(if is_copied { Outcome::Copied } else { Outcome::Refused(text) });
        });
    };
    let said = move || match outcome.get() {
        Outcome::NotAsked => "",
        Outcome::Copied => done,
        Outcome::Refused(_) => "The browser refused to copy. Here is the text:",
    };
    let by_hand = move || match outcome.get() {
        Outcome::Refused(text) => text,
        Outcome::NotAsked | Outcome::Copied => String::new(),
    };
    view! {
        <button type="button" class="button button--quiet" on:click=copy>{label}</button>
        <span class="said" role="status">{said}</span>
        <textarea
            class="copy-by-hand"
            readonly
            aria-label="The text to copy"
            hidden=move || by_hand().is_empty()
            prop:value=by_hand
        ></textarea>
    }
}

/// What came of the last click.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// There was none.
    NotAsked,
    /// The text is on the clipboard.
    Copied,
    /// The browser refused this text.
    Refused(String),
}
