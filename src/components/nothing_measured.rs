//! What the calculator shows before there is a result.

use leptos::prelude::*;

use crate::budget::{Inputs, Measurements};
use crate::duration::format_duration;

/// Numbers to start from.
struct Example {
    label: &'static str,
    cold_start: &'static str,
    processing: &'static str,
    pool_wait: &'static str,
}

const EXAMPLES: [Example; 3] = [
    Example { label: "a heavy cold start", cold_start: "12 s", processing: "20 s", pool_wait: "0" },
    Example { label: "an exhausted pool", cold_start: "0.4 s", processing: "3 s", pool_wait: "27 s" },
    Example { label: "too long a job", cold_start: "", processing: "41 s", pool_wait: "" },
];

/// What stands in place of a result: what to enter, or examples to start from.
#[component]
pub fn NothingMeasured(
    /// What the reader typed.
    inputs: RwSignal<Inputs>,
    /// How it was read.
    measurements: Memo<Measurements>,
) -> impl IntoView {
    let what_to_enter = move || match measurements.with(|read| (read.limit, read.is_empty())) {
        (Some(limit), _) => {
            format!("Enter at least one measured time to see what is left of {}.", format_duration(limit))
        }
        (None, true) => {
            "This limit is off unless set: enter the limit in force, and at least one measured time.".to_owned()
        }
        (None, false) => "This limit is off unless set: enter the limit in force.".to_owned(),
    };
    let examples = EXAMPLES
        .into_iter()
        .map(|example| {
            let fill = move |_| {
                inputs.update(|inputs| {
                    inputs.cold_start = example.cold_start.to_owned();
                    inputs.processing = example.processing.to_owned();
                    inputs.pool_wait = example.pool_wait.to_owned();
                });
            };
            view! { <button type="button" class="button button--quiet" on:click=fill>{example.label}</button> }
        })
        .collect_view();
    view! {
        <p>{what_to_enter}</p>
        <p class="actions">"Try " {examples}</p>
    }
}
