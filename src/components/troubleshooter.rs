//! The calculator: inputs on one side, what they mean on the other.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::Location;

use super::{CopyButton, DurationField, LimitChooser, result_panel, use_fragment_writer};
use crate::app::{TypedBeforeStart, use_site};
use crate::browser;
use crate::budget::{
    Advice, Diagnosis, Field, Inputs, LimitBounds, Measurements, Part, ReportContext, diagnose, markdown_report, rank,
};
use crate::duration::format_duration;
use crate::page_data::{CalculatorData, LimitChoice, Playbook};

/// Where the calculator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// On its own page: its state is the fragment of the page's address.
    OwnPage,
    /// On an entry's page, compact.
    InEntry,
}

/// What the inputs lead to.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The budget of both paths.
    pub(super) diagnosis: Diagnosis,
    /// The ranked steps.
    pub(super) advice: Vec<Advice>,
    /// The chosen limit.
    pub(super) limit: LimitChoice,
    /// The entry whose steps these are.
    pub(super) playbook: Option<Playbook>,
}

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

/// The timeout budget, worked out while typing.
#[component]
pub fn Troubleshooter(
    /// Limits and documented steps.
    data: CalculatorData,
    /// Where it stands.
    setting: Setting,
    /// The level of its headings, 2 to 4.
    heading_level: u8,
) -> impl IntoView {
    let data = StoredValue::new(data);
    let inputs = RwSignal::new(Inputs::default());
    // Both change with every key: comparing them with what they were would cost more than it saves.
    let measurements = Memo::new_with_compare(
        move |_| {
            inputs.with(|inputs| {
                data.with_value(|data| {
                    let bounds = data.limit(&inputs.limit_id).map(LimitChoice::bounds);
                    inputs.read(&bounds.unwrap_or_else(no_limit))
                })
            })
        },
        |_, _| true,
    );
    let found = Memo::new_with_compare(
        move |_| {
            let measurements = measurements.get();
            let diagnosis = diagnose(&measurements)?;
            data.with_value(|data| {
                let limit = inputs.with(|inputs| data.limit(&inputs.limit_id).cloned())?;
                let playbook = data.playbook(&limit).cloned();
                let advice = playbook.as_ref().map(|playbook| rank(&playbook.steps, &measurements, &diagnosis));
                Some(Found { diagnosis, advice: advice.unwrap_or_default(), limit, playbook })
            })
        },
        |_, _| true,
    );
    if setting == Setting::OwnPage {
        keep_in_the_address(inputs);
    }
    take_over_what_was_typed(inputs, data);
    let site = use_site();
    let own_page = site.address("troubleshoot/");
    let report = move || {
        found.with(|found| {
            let Some(Found { diagnosis, advice, limit, playbook }) = found else { return String::new() };
            let link = format!("{}#{}", browser::site_address(&own_page), inputs.with(Inputs::to_fragment));
            let context = ReportContext {
                limit_name: &limit.name,
                link: &link,
                entry_title: playbook.as_ref().map_or("", |playbook| &playbook.title),
            };
            markdown_report(diagnosis, advice, context)
        })
    };
    let short = move || found.with(|found| found.as_ref().map(|found| found.diagnosis.short())).unwrap_or_default();
    let class = match setting {
        Setting::OwnPage => "troubleshooter",
        Setting::InEntry => "troubleshooter troubleshooter--compact",
    };
    let result = move || {
        found
            .with(|found| found.as_ref().map(|found| result_panel(&site, found, heading_level)))
            .unwrap_or_default()
            .into_string()
    };
    view! {
        <p class="notice-line without-script">"The calculation runs in your browser and needs JavaScript; the text does not."</p>
        <div class=class>
            <form class="troubleshooter__inputs" on:submit=|event| event.prevent_default()>
                <MeasurementFields inputs measurements />
                <LimitChooser data inputs measurements />
                <p class="actions">
                    <button type="button" class="button button--quiet" on:click=move |_| inputs.set(Inputs::default())>
                        "Reset"
                    </button>
                    <OpenInTroubleshooter inputs setting />
                </p>
            </form>
            <p class="verdict-line" role="status">{short}</p>
            <div class="troubleshooter__result">
                <div class="adopted" inner_html=result></div>
                <p class="actions" hidden=move || found.with(Option::is_none)>
                    <CopyButton label="Copy the diagnosis as markdown" done="Copied the diagnosis as markdown" text=report />
                </p>
                <div class="nothing-measured" hidden=move || found.with(Option::is_some)>
                    <NothingMeasured inputs measurements />
                </div>
            </div>
        </div>
    }
}

/// The fields of the three parts, and the switch for Lambda's `Duration`.
#[component]
fn MeasurementFields(
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

/// What stands in place of a result: what to enter, or examples to start from.
#[component]
fn NothingMeasured(
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

/// On an entry's page: a link to the full calculator with the same numbers.
#[component]
fn OpenInTroubleshooter(
    /// What the reader typed.
    inputs: RwSignal<Inputs>,
    /// Where the calculator stands.
    setting: Setting,
) -> impl IntoView {
    let page = use_site().address("troubleshoot/");
    let address = move || match inputs.with(Inputs::to_fragment) {
        fragment if fragment.is_empty() => page.clone(),
        fragment => format!("{page}#{fragment}"),
    };
    (setting == Setting::InEntry).then(|| {
        view! { <a class="button button--quiet" href=address>"Open in the troubleshooter"</a> }
    })
}

/// Takes over what was typed before the app was up. It would differ from the page as it was prerendered, so it comes in
/// once the page is adopted.
fn take_over_what_was_typed(inputs: RwSignal<Inputs>, data: StoredValue<CalculatorData>) {
    let typed = expect_context::<TypedBeforeStart>();
    Effect::new(move |_| {
        let typed = typed.take();
        if typed.iter().all(|(_, text)| text.is_empty()) {
            return;
        }
        inputs.update(|inputs| {
            for (name, text) in typed.into_iter().filter(|(_, text)| !text.is_empty()) {
                match name.as_str() {
                    "cold-start" => inputs.cold_start = text,
                    "pool-wait" => inputs.pool_wait = text,
                    "processing" => inputs.processing = text,
                    "own-limit" => inputs.own_limit = text,
                    "lambda-duration" => inputs.processing_is_lambda_duration = true,
                    // A chooser always says something; only a choice that somebody made counts.
                    "limit" if data.with_value(|data| data.limit("").is_some_and(|first| first.id != text)) => {
                        inputs.limit_id = text;
                    }
                    _ => {}
                }
            }
        });
    });
}

/// Keeps inputs and address the same: reads the fragment at the start and whenever somebody else changes it, writes it a
/// moment after the last change of the inputs. An anchor such as `#main` changes no input, and gives way to the state.
fn keep_in_the_address(inputs: RwSignal<Inputs>) {
    // Safari takes 100 changes of the address in 30 s and no more.
    const PAUSE: Duration = Duration::from_millis(400);
    let Location { hash, pathname, .. } = use_location();
    let write = use_fragment_writer();
    // The address is the next page's before that page is there: it says nothing of these inputs, and is not theirs to write.
    let own_path = pathname.get_untracked();
    let own_hash = move || pathname.with(|path| *path == own_path).then(|| hash.get());
    let read = own_hash.clone();
    Effect::new(move |_| {
        let in_address = read().and_then(|hash| Inputs::from_fragment(&hash));
        if let Some(in_address) = in_address
            && in_address.to_fragment() != inputs.with_untracked(Inputs::to_fragment)
        {
            inputs.set(in_address);
        }
    });
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(handle) = pending.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        let fragment = inputs.with(Inputs::to_fragment);
        cancel();
        if own_hash().is_some_and(|hash| fragment != Inputs::from_fragment(&hash).unwrap_or_default().to_fragment()) {
            let write = write.clone();
            pending.set_value(set_timeout_with_handle(move || write(&fragment), PAUSE).ok());
        }
    });
    on_cleanup(cancel);
}

/// The bounds where not even one limit is known.
const fn no_limit() -> LimitBounds {
    LimitBounds { default: None, maximum: None, raisable_by_quota: false }
}
