//! Which limit the budget is held against.

use leptos::prelude::*;
use maud::{Markup, html};

use super::DurationField;
use crate::budget::{Field, Inputs, Measurements};
use crate::catalogue::Raisable;
use crate::page_data::{CalculatorData, LimitChoice};

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
            .with(|inputs| data.with_value(|data| data.limit(&inputs.limit_id).map(limit_facts)))
            .unwrap_or_default()
            .into_string()
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
                    inner_html=data.with_value(options).into_string()
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

/// The limits as options, grouped by vendor in the order in which vendors first appear.
fn options(data: &CalculatorData) -> Markup {
    let mut vendors: Vec<&str> = Vec::new();
    for limit in &data.limits {
        if !vendors.contains(&limit.vendor.as_str()) {
            vendors.push(&limit.vendor);
        }
    }
    html! {
        @for vendor in vendors {
            optgroup label=(vendor) {
                @for limit in data.limits.iter().filter(|limit| limit.vendor == vendor) {
                    option value=(limit.id) { (limit.label()) }
                }
            }
        }
    }
}

/// The condition, the clock and the source of a limit.
fn limit_facts(limit: &LimitChoice) -> Markup {
    let maximum = match (&limit.maximum, limit.raisable) {
        (Some(maximum), Raisable::Setting) => format!("A setting of yours, up to {maximum}. "),
        (None, Raisable::Setting) => "A setting of yours, with no documented maximum. ".to_owned(),
        (_, Raisable::Quota) => "Can be raised by a quota request. ".to_owned(),
        (_, Raisable::No) => "Cannot be raised. ".to_owned(),
    };
    html! {
        p { b { (limit.setting) ". " } (maximum) (limit.kind.explanation()) }
        p { (limit.conditions) }
        @if let Some(retries) = &limit.retries { p { "Retries: " (retries) } }
        p {
            "Source: "
            a href=(limit.source.1) { (limit.source.0) }
            ", verified on " (limit.verified.in_words()) "."
        }
    }
}
