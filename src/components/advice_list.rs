//! The documented steps, in the order in which they matter for the reader's numbers.

use maud::{Markup, html};

use crate::budget::{Advice, Rank};
use crate::site_root::SiteRoot;

/// Each step with its reason, linked to where the entry `slug` documents it.
pub(super) fn advice_list(site: &SiteRoot, advice: &[Advice], slug: &str) -> Markup {
    html! {
        ol class="advice-list" {
            @for Advice { step, rank, reason } in advice {
                li class="advice-list__item" data-rank=(rank_key(*rank)) data-step=(step.number) {
                    p class="advice-list__lead" {
                        (step.lead) " "
                        a href=(site.address(&format!("errors/{slug}/#step-{}", step.number))) {
                            "Step " (step.number)
                        }
                    }
                    p class="advice-list__reason" { (reason) }
                }
            }
        }
    }
}

const fn rank_key(rank: Rank) -> &'static str {
    match rank {
        Rank::Helps => "helps",
        Rank::TakesOut => "takes-out",
        Rank::MeasureFirst => "measure-first",
        Rank::NothingToRemove => "nothing",
    }
}
