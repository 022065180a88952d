//! What the troubleshooter found.

use leptos::prelude::*;

use super::budget_bar::BarPatterns;
use super::{AdviceList, BudgetBar};
use crate::budget::{Advice, Diagnosis, PathBudget, Requirement, format_duration};
use crate::catalogue::Raisable;
use crate::page_data::{LimitChoice, Playbook};

/// Both paths, what must be true, and the steps.
#[component]
pub fn ResultPanel(
    /// The budget of both paths.
    diagnosis: Diagnosis,
    /// The ranked steps.
    advice: Vec<Advice>,
    /// The chosen limit.
    limit: LimitChoice,
    /// The entry whose steps these are.
    playbook: Option<Playbook>,
    /// The level of the headings, 2 to 4.
    heading_level: u8,
) -> impl IntoView {
    let decisive = diagnosis.decisive().clone();
    let requirements = requirements(&decisive, &limit);
    let advice = playbook.filter(|_| !advice.is_empty()).map(|playbook| {
        view! {
            <Heading level=heading_level text=advice_heading(&decisive) />
            <AdviceList advice slug=playbook.slug />
        }
    });
    view! {
        <BarPatterns />
        <div class="paths">
            <PathPanel path=diagnosis.cold heading_level />
            <PathPanel path=diagnosis.warm heading_level />
        </div>
        {requirements
            .map(|sentences| {
                view! {
                    <Heading level=heading_level text="What must be true" />
                    <ul class="requirements">
                        {sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
                    </ul>
                }
            })}
        {advice}
    }
}

/// A heading of a level that depends on where the calculator stands.
#[component]
fn Heading(
    /// 2 to 4.
    level: u8,
    /// Its text.
    text: &'static str,
) -> impl IntoView {
    match level {
        2 => view! { <h2>{text}</h2> }.into_any(),
        3 => view! { <h3>{text}</h3> }.into_any(),
        _ => view! { <h4>{text}</h4> }.into_any(),
    }
}

/// One path: verdict, sentence, bar, and the parts as a table.
#[component]
fn PathPanel(
    /// The path's budget.
    path: PathBudget,
    /// The level of its heading.
    heading_level: u8,
) -> impl IntoView {
    let missing = path.missing.clone();
    view! {
        <section class="path-panel" data-verdict=path.verdict.key() data-path=path.start.label()>
            <header class="path-panel__head">
                <Heading level=heading_level text=path.start.label() />
                <span class="verdict" data-verdict=path.verdict.key()>{path.verdict.label()}</span>
            </header>
            <p class="path-panel__sentence">{path.sentence()}</p>
            <BudgetBar path=path.clone() />
            <table class="parts">
                <caption class="visually-hidden">{format!("Parts of the {}", path.start.label())}</caption>
                <tbody>
                    {path
                        .parts
                        .iter()
                        .map(|known| {
                            view! {
                                <tr>
                                    <th scope="row">
                                        <span class="part-mark" data-part=known.part.key()></span>
                                        {known.part.label()}
                                    </th>
                                    <td>{format_duration(known.time)}</td>
                                    <td>{format!("{} %", known.share_percent)}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                    {missing
                        .into_iter()
                        .map(|part| {
                            view! {
                                <tr class="parts__missing">
                                    <th scope="row">{part.label()}</th>
                                    <td colspan="2">"not measured"</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </section>
    }
}

const fn advice_heading(path: &PathBudget) -> &'static str {
    match path.verdict {
        crate::budget::Verdict::Within => "Nothing has to change; what would give the most reserve",
        crate::budget::Verdict::Undecided => "Documented steps, as far as these numbers tell",
        crate::budget::Verdict::Tight | crate::budget::Verdict::Over => "What to do, most effective first",
    }
}

/// What must be true for a path over its limit to fit; `None` for one that is not.
fn requirements(path: &PathBudget, limit: &LimitChoice) -> Option<Vec<String>> {
    let mut sentences: Vec<_> = path.requirements().into_iter().map(Requirement::sentence).collect();
    if sentences.is_empty() {
        return None;
    }
    if path.processing_alone_is_over() {
        sentences.insert(
            0,
            "Processing alone is over the limit: no tuning of cold start or pool wait can save this request."
                .to_owned(),
        );
    }
    let needed = format_duration(path.total);
    sentences.push(match (limit.raisable, &limit.maximum) {
        (Raisable::No, _) => format!("Or the limit would have to be {needed}, but it cannot be raised."),
        (Raisable::Quota, _) => format!("Or the limit would have to be {needed}: ask for it by a quota request."),
        (Raisable::Setting, Some(maximum)) if path.total > maximum.duration() => {
            format!("Or the limit would have to be {needed}, above its maximum of {maximum}.")
        }
        (Raisable::Setting, _) => format!("Or set the limit to {needed} or more."),
    });
    Some(sentences)
}
