//! The fields of the three measured times.

use leptos::prelude::*;

use super::duration_field::DurationField;
use crate::budget::{Field, Inputs, Measurements, Part};
use crate::duration::format_duration;

/// The fields of the three parts, and the switch for Lambda's `Duration`.
#[component]
pub fn MeasurementFields(
    /// What the reader typed.
    inputs: RwSignal<Inputs>,
    /// How it was read.
    measurements: Memo<Measurements>,
) -> impl IntoView {
    let subtracted = move || {
        let measurements = measurements.get();
        match (measurements.subtracted, measurements.processing) {
            (Some(pool_wait), Some(processing)) => format!(
                "Pool wait subtracted: {} of {} remain as processing.",
                format_duration(processing),
                format_duration(processing + pool_wait)
            ),
            _ => {
                "It already contains the pool wait, but not the Init Duration: a pool wait below is subtracted from it."
                    .to_owned()
            }
        }
    };
    view! {
        <DurationField
            field=Field::Part(Part::ColdStart)
            name="cold-start"
            label="Cold start"
            hint="Init Duration of the REPORT line in the function’s log. It stands there only for a first request; \
                  Duration does not contain it. Enter 0 for a backend without cold starts."
            placeholder="e.g. 1.2 s"
            when_empty="Empty: not measured"
            inputs
            measurements
        />
        <DurationField
            field=Field::Part(Part::Processing)
            name="processing"
            label="Processing"
            hint="The work itself: the time in the handler or the backend’s own log, without the wait for a connection."
            placeholder="e.g. 850 ms"
            when_empty="Empty: not measured"
            inputs
            measurements
        />
        <div class="field field--check">
            <label for="lambda-duration">
                <input
                    id="lambda-duration"
                    name="lambda-duration"
                    type="checkbox"
                    autocomplete="off"
                    aria-describedby="lambda-duration-hint"
                    prop:checked=move || inputs.with(|inputs| inputs.processing_is_lambda_duration)
                    on:change:target=move |event| {
                        let is_checked = event.target().checked();
                        inputs.update(|inputs| inputs.processing_is_lambda_duration = is_checked);
                    }
                />
                "Processing is Lambda’s Duration"
            </label>
            <p class="field__hint" id="lambda-duration-hint" aria-live="polite">{subtracted}</p>
        </div>
        <DurationField
            field=Field::Part(Part::PoolWait)
            name="pool-wait"
            label="Pool wait"
            hint="Time until the pool gave a connection: the pool’s own metric (acquire or checkout time), or \
                  DatabaseConnectionsBorrowLatency of RDS Proxy. An exhausted pool hides inside Duration."
            placeholder="e.g. 0"
            when_empty="Empty: not measured"
            inputs
            measurements
        />
    }
}
