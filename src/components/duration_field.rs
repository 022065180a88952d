//! A field for a measured time.

use leptos::prelude::*;

use crate::budget::{Field, Inputs, Measurements, Reading};
use crate::duration::format_duration;

/// A text field with what it means, where to read it, and how its text was read or what is wrong with it.
#[component]
pub fn DurationField(
    /// Which field of the inputs.
    field: Field,
    /// Its name in the document.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// What it means and where to read it.
    hint: &'static str,
    /// An example of what to enter.
    placeholder: &'static str,
    /// What an empty field means.
    when_empty: &'static str,
    /// What the reader typed.
    inputs: RwSignal<Inputs>,
    /// How it was read.
    measurements: Memo<Measurements>,
) -> impl IntoView {
    let (hint_id, note_id) = (format!("{name}-hint"), format!("{name}-note"));
    let described_by = format!("{note_id} {hint_id}");
    let note = move || measurements.with(|read| note(read.reading(field), when_empty));
    let is_wrong = move || measurements.with(|read| matches!(read.reading(field), Reading::Wrong(_)));
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <input
                class="field__input"
                id=name
                name=name
                type="text"
                inputmode="text"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                maxlength="64"
                placeholder=placeholder
                aria-describedby=described_by
                aria-invalid=move || is_wrong().to_string()
                prop:value=move || inputs.with(|inputs| inputs.text(field).to_owned())
                on:input:target=move |event| {
                    let text = event.target().value();
                    inputs.update(|inputs| *inputs.text_mut(field) = text);
                }
            />
            <p class="field__note" id=note_id aria-live="polite">{note}</p>
            <p class="field__hint" id=hint_id>{hint}</p>
        </div>
    }
}

/// How the text was read, or what is wrong with it.
fn note(reading: &Reading, when_empty: &str) -> String {
    match reading {
        Reading::NotMeasured => when_empty.to_owned(),
        Reading::Time(time) => format!("= {}", format_duration(*time)),
        Reading::Wrong(error) => error.to_string(),
    }
}
