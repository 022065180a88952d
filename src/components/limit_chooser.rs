//! Which limit the budget is held against.

use leptos::prelude::*;

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
    #[prop(into)]
    measurements: Signal<Measurements>,
) -> impl IntoView {
    let chosen_id = move || {
        inputs.with(|inputs| data.with_value(|data| data.limit(&inputs.limit_id).map(|limit| limit.id.clone())))
    };
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    data.with_value(|data| {
        for limit in &data.limits {
            let option = (limit.id.clone(), limit.label());
            match groups.iter_mut().find(|(vendor, _)| *vendor == limit.vendor) {
                Some((_, options)) => options.push(option),
                None => groups.push((limit.vendor.clone(), vec![option])),
            }
        }
    });
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
                    prop:value=move || chosen_id().unwrap_or_default()
                    on:change:target=move |event| {
                        let id = event.target().value();
                        inputs.update(|inputs| inputs.limit_id = id);
                    }
                >
                    {groups
                        .into_iter()
                        .map(|(vendor, options)| {
                            view! {
                                <optgroup label=vendor>
                                    {options
                                        .into_iter()
                                        .map(|(id, label)| view! { <option value=id>{label}</option> })
                                        .collect_view()}
                                </optgroup>
                            }
                        })
                        .collect_view()}
                </select>
                <div id="limit-facts" class="field__hint">
                    {move || {
                        let id = chosen_id().unwrap_or_default();
                        data.with_value(|data| data.limit(&id).map(|limit| view! { <LimitFacts limit=limit.clone() /> }))
                    }}
                </div>
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

/// The condition, the clock and the source of a limit.
#[component]
fn LimitFacts(
    /// The limit.
    limit: LimitChoice,
) -> impl IntoView {
    let maximum = match (&limit.maximum, limit.raisable) {
        (Some(maximum), Raisable::Setting) => format!("A setting of yours, up to {maximum}. "),
        (None, Raisable::Setting) => "A setting of yours, with no documented maximum. ".to_owned(),
        (_, Raisable::Quota) => "Can be raised by a quota request. ".to_owned(),
        (_, Raisable::No) => "Cannot be raised. ".to_owned(),
    };
    let (title, url) = limit.source;
    view! {
        <p>
            <b>{limit.setting} ". "</b>
            {maximum}
            {limit.kind.explanation()}
        </p>
        <p>{limit.conditions}</p>
        {limit.retries.map(|retries| view! { <p>"Retries: " {retries}</p> })}
        <p>
            "Source: "
            <a href=url>{title}</a>
            {format!(", verified on {}.", limit.verified.in_words())}
        </p>
    }
}
