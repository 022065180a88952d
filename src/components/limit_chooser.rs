//! Which limit the budget is held against.

use leptos::prelude::*;

use super::duration_field::DurationField;
use crate::budget::{Field, Inputs, Measurements};
use crate::page_data::CalculatorData;

/// A choice of documented limits, the condition and the source of the chosen one, and a field for one's own.
#[component]
pub fn LimitChooser(
    /// The limits.
    data: StoredValue<CalculatorData>,
    /// What the reader typed and chose.
    inputs: RwSignal<Inputs>,
    /// How it was read.
    measurements: Memo<Measurements>,
) -> impl IntoView {
    let chosen = move || {
        inputs
            .with(|inputs| data.with_value(|data| data.limit(&inputs.limit_id).map(|limit| limit.id.clone())))
            .unwrap_or_default()
    };
    let facts = move || {
        inputs
            .with(|inputs| data.with_value(|data| data.limit(&inputs.limit_id).map(|limit| limit.facts.clone())))
            .unwrap_or_default()
    };
    view! {
        <div class="limit-chooser">
            <div class="field">
                <label class="field__label" for="limit">"Limit"</label>
                <select
                    class="field__input"
                    id="limit"
                    name="limit"
                    autocomplete="off"
                    aria-describedby="limit-facts"
                    inner_html=data.with_value(|data| data.options.clone())
                    prop:value=chosen
                    on:change:target=move |event| {
                        let id = event.target().value();
                        inputs.update(|inputs| inputs.limit_id = id);
                    }
                ></select>
                <div id="limit-facts" class="field__hint" inner_html=facts></div>
            </div>
            <DurationField
                field=Field::OwnLimit
                name="own-limit"
                label="Limit in force, if changed"
                hint="Only if it was raised by a quota request, or set lower than documented."
                placeholder="e.g. 60 s"
                when_empty="Empty: the documented limit counts"
                inputs
                measurements
            />
        </div>
    }
}
