//! What the troubleshooter worked out.

use maud::{Markup, html};

use super::advice_list::advice_list;
use super::budget_bar::{bar_patterns, budget_bar};
use super::heading::heading;
use crate::budget::{Advice, Diagnosis, PathBudget, Requirement, Verdict};
use crate::catalogue::Raisable;
use crate::duration::format_duration;
use crate::page_data::{LimitChoice, Playbook};
use crate::site_root::SiteRoot;

/// What the inputs lead to.
#[derive(Debug, Clone)]
pub(super) struct BudgetResult {
    /// The budget of both paths.
    pub(super) diagnosis: Diagnosis,
    /// The ranked steps.
    pub(super) advice: Vec<Advice>,
    /// The chosen limit.
    pub(super) limit: LimitChoice,
    /// The entry whose steps these are.
    pub(super) playbook: Option<Playbook>,
}

/// Both paths, what must be true, and the steps; headings of `level`, 2 to 4.
pub(super) fn result_panel(site: &SiteRoot, result: &BudgetResult, level: u8) -> Markup {
    let decisive = result.diagnosis.decisive();
    let requirements = requirements(decisive, &result.limit);
    html! {
        (bar_patterns())
        div class="paths" {
            @for path in result.diagnosis.paths() { (path_panel(path, level)) }
        }
        @if !requirements.is_empty() {
            (heading(level, None, &html! { "What must be true" }))
            ul class="requirements" {
                @for sentence in &requirements { li { (sentence) } }
            }
        }
        @if let Some(playbook) = result.playbook.as_ref().filter(|_| !result.advice.is_empty()) {
            (heading(level, None, &html! { (advice_heading(decisive)) }))
            (advice_list(site, &result.advice, &playbook.slug))
        }
    }
}

/// One path: verdict, sentence, bar, and the parts as a table.
fn path_panel(path: &PathBudget, level: u8) -> Markup {
    let verdict = path.verdict.key();
    html! {
        section class="path-panel" data-verdict=(verdict) data-path=(path.start.label()) {
            header class="path-panel__head" {
                (heading(level, None, &html! { (path.start.label()) }))
                span class="verdict" data-verdict=(verdict) { (path.verdict.label()) }
            }
            p class="path-panel__sentence" { (path.sentence()) }
            (budget_bar(path))
            table class="parts" {
                caption class="visually-hidden" { "Parts of the " (path.start.label()) }
                tbody {
                    @for known in &path.parts {
                        tr {
                            th scope="row" {
                                span class="part-mark" data-part=(known.part.key()) {}
                                (known.part.label())
                            }
                            td { (format_duration(known.time)) }
                            td { (known.share_percent) " %" }
                        }
                    }
                    @for part in &path.missing {
                        tr class="parts__missing" {
                            th scope="row" { (part.label()) }
                            td colspan="2" { "not measured" }
                        }
                    }
                }
            }
        }
    }
}

const fn advice_heading(path: &PathBudget) -> &'static str {
    match path.verdict {
        Verdict::Within => "Nothing has to change; what would give the most reserve",
        Verdict::Undecided => "Documented steps, as far as these numbers tell",
        Verdict::Tight | Verdict::Over => "What to do, most effective first",
    }
}

/// What must be true for a path over its limit to fit; empty for one that is not.
fn requirements(path: &PathBudget, limit: &LimitChoice) -> Vec<String> {
    let mut sentences: Vec<_> = path.requirements().into_iter().map(Requirement::sentence).collect();
    if sentences.is_empty() {
        return sentences;
    }
    if path.processing_alone_is_over() {
        let hopeless =
            "Processing alone is over the limit: no tuning of cold start or pool wait can save this request.";
        sentences.insert(0, hopeless.to_owned());
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
    sentences
}
