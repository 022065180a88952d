//! The documented steps, in the order in which they matter for the reader's numbers.

use leptos::prelude::*;

use crate::app::use_site;
use crate::budget::{Advice, Rank};

/// Each step with its reason, linked to its place in the entry.
#[component]
pub fn AdviceList(
    /// The ranked steps.
    advice: Vec<Advice>,
    /// The entry that documents them.
    slug: String,
) -> impl IntoView {
    let site = use_site();
    view! {
        <ol class="advice-list">
            {advice
                .into_iter()
                .map(|advice| {
                    let rank = match advice.rank {
                        Rank::Helps => "helps",
                        Rank::TakesOut => "takes-out",
                        Rank::MeasureFirst => "measure-first",
                        Rank::NothingToRemove => "nothing",
                    };
                    let number = advice.step.number;
                    view! {
                        <li class="advice-list__item" data-rank=rank data-step=number>
                            <p class="advice-list__lead">
                                {advice.step.lead}
                                " "
                                <a href=site.address(&format!("errors/{slug}/#step-{number}"))>
                                    {format!("Step {number}")}
                                </a>
                            </p>
                            <p class="advice-list__reason">{advice.reason}</p>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}
