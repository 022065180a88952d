//! The calculator: inputs on one side, what they mean on the other.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::inputs_in_address::keep_in_address;
use super::limit_chooser::LimitChooser;
use super::measurement_fields::MeasurementFields;
use super::nothing_measured::NothingMeasured;
use super::result_panel::{BudgetResult, result_panel};
use crate::browser;
use crate::budget::{Inputs, LimitBounds, Measurements, ReportContext, diagnose, markdown_report, rank};
use crate::page_data::{CalculatorData, LimitChoice};
use crate::state::{TypedBeforeStart, use_site_root};

/// Where the calculator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// On its own page: its state is the fragment of the page's address.
    OwnPage,
    /// On an entry's page, compact.
    InEntry,
}

/// The timeout budget, worked out while typing.
#[component]
pub fn Troubleshooter(
    /// Limits and documented steps.
    data: CalculatorData,
    /// Where it stands.
    placement: Placement,
    /// The level of its headings, 2 to 4.
    heading_level: u8,
) -> impl IntoView {
    let data = StoredValue::new(data);
    let inputs = RwSignal::new(Inputs::default());
    let measurements = read_as_typed(inputs, data);
    let result = work_out(inputs, data, measurements);
    if placement == Placement::OwnPage {
        keep_in_address(inputs);
    }
    take_over_what_was_typed(inputs, data);
    let site = use_site_root();
    let own_page = site.address("troubleshoot/");
    let report = move || {
        let link = format!("{}#{}", browser::full_address(&own_page), inputs.with(Inputs::to_fragment));
        result.with(|result| result.as_ref().map(|result| report_of(result, &link))).unwrap_or_default()
    };
    let short =
        move || result.with(|result| result.as_ref().map(|result| result.diagnosis.short())).unwrap_or_default();
    let class = match placement {
        Placement::OwnPage => "troubleshooter",
        Placement::InEntry => "troubleshooter troubleshooter--compact",
    };
    let panel = move || {
        result
            .with(|result| result.as_ref().map(|result| result_panel(&site, result, heading_level)))
            .unwrap_or_default()
            .into_string()
    };
    view! {
        <p class="notice-line without-script">"The calculation runs in your browser and needs JavaScript."</p>
        <div class=class>
            <form class="troubleshooter__inputs" on:submit=|event| event.prevent_default()>
                <MeasurementFields inputs measurements />
                <LimitChooser data inputs measurements />
                <p class="actions">
                    <button type="button" class="button button--quiet" on:click=move |_| inputs.set(Inputs::default())>
                        "Reset"
                    </button>
                    <OpenInTroubleshooter inputs placement />
                </p>
            </form>
            <p class="verdict-line" role="status">{short}</p>
            <div class="troubleshooter__result">
                <div class="raw-markup" inner_html=panel></div>
                <p class="actions" hidden=move || result.with(Option::is_none)>
                    <CopyButton label="Copy the diagnosis as markdown" done="Copied the diagnosis as markdown" text=report />
                </p>
                <div class="nothing-measured" hidden=move || result.with(Option::is_some)>
                    <NothingMeasured inputs measurements />
                </div>
            </div>
        </div>
    }
}

/// What the inputs say. They change with every key: comparing them with what they were would cost more than it saves.
fn read_as_typed(inputs: RwSignal<Inputs>, data: StoredValue<CalculatorData>) -> Memo<Measurements> {
    Memo::new_with_compare(
        move |_| {
            inputs.with(|inputs| {
                data.with_value(|data| {
                    let bounds = data.limit(&inputs.limit_id).map(LimitChoice::bounds);
                    inputs.read(&bounds.unwrap_or_else(no_limit))
                })
            })
        },
        |_, _| true,
    )
}

/// The budget of the chosen limit; none before anything is measured.
fn work_out(
    inputs: RwSignal<Inputs>,
    data: StoredValue<CalculatorData>,
    measurements: Memo<Measurements>,
) -> Memo<Option<BudgetResult>> {
    Memo::new_with_compare(
        move |_| {
            let measurements = measurements.get();
            let diagnosis = diagnose(&measurements)?;
            data.with_value(|data| {
                let limit = inputs.with(|inputs| data.limit(&inputs.limit_id).cloned())?;
                let playbook = data.playbook(&limit).cloned();
                let advice = playbook.as_ref().map(|playbook| rank(&playbook.steps, &measurements, &diagnosis));
                Some(BudgetResult { diagnosis, advice: advice.unwrap_or_default(), limit, playbook })
            })
        },
        |_, _| true,
    )
}

/// The result as markdown, with a link that reopens the calculator with the same numbers.
fn report_of(BudgetResult { diagnosis, advice, limit, playbook }: &BudgetResult, link: &str) -> String {
    let entry_title = playbook.as_ref().map_or("", |playbook| &playbook.title);
    markdown_report(diagnosis, advice, ReportContext { limit_name: &limit.name, link, entry_title })
}

/// On an entry's page: a link to the full calculator with the same numbers.
#[component]
fn OpenInTroubleshooter(
    /// What the reader typed.
    inputs: RwSignal<Inputs>,
    /// Where the calculator stands.
    placement: Placement,
) -> impl IntoView {
    let page = use_site_root().address("troubleshoot/");
    let address = move || match inputs.with(Inputs::to_fragment) {
        fragment if fragment.is_empty() => page.clone(),
        fragment => format!("{page}#{fragment}"),
    };
    (placement == Placement::InEntry).then(|| {
        view! { <a class="button button--quiet" href=address>"Open in the troubleshooter"</a> }
    })
}

/// Takes over what was typed before the app was up. It would differ from the page as it was prerendered, so it comes in
/// once the app has taken over.
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

/// The bounds where not even one limit is known.
const fn no_limit() -> LimitBounds {
    LimitBounds { default: None, maximum: None, raisable_by_quota: false }
}
