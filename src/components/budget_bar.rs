//! The picture of a path's budget: its parts, to scale against the limit.

use std::fmt;
use std::time::Duration;

use maud::{Markup, html};

use crate::budget::{PathBudget, Remaining};
use crate::duration::format_duration;

/// A share of the picture's width in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share(u128);

impl Share {
    fn of(time: Duration, width: Duration) -> Self {
        Self(time.as_micros() * 10_000 / width.as_micros().max(1))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

/// One stacked bar to scale. The limit is a line; what runs over it is drawn beyond the line and marked. Parts
/// differ by pattern as well as by colour; the sentence above and the table beside it say the same in words.
pub(super) fn budget_bar(path: &PathBudget) -> Markup {
    let longer = path.total.max(path.limit);
    // A little room behind the longer of both, for the line of the limit and its label.
    let width = longer + longer / 25;
    let share = |time: Duration| Share::of(time, width).to_string();
    let limit = share(path.limit);
    let mut start = Duration::ZERO;
    let segments: Vec<_> = path
        .parts
        .iter()
        .filter(|known| !known.time.is_zero())
        .map(|known| {
            let x = share(start);
            start += known.time;
            (known.part.key(), x, share(known.time))
        })
        .collect();
    html! {
        svg class="budget-bar" width="100%" height="58" role="img"
            aria-label={ (path.start.label()) ". " (path.sentence()) } {
            rect class="budget-bar__limit" x="0" y="6" width=(limit) height="28" {}
            @for (part, x, share) in &segments {
                rect class={ "budget-bar__part budget-bar__part--" (part) } x=(x) y="6" width=(share) height="28" {}
                rect fill={ "url(#pattern-" (part) ")" } x=(x) y="6" width=(share) height="28" {}
            }
            @if let Remaining::Over(over) = path.remaining {
                rect class="budget-bar__over" x=(limit) y="2" width=(share(over)) height="36" {}
            }
            line class="budget-bar__line" x1=(limit) x2=(limit) y1="0" y2="42" {}
            text class="budget-bar__label" x=(limit) y="54" text-anchor="end" { "limit " (format_duration(path.limit)) }
        }
    }
}

/// The patterns of the parts, once a page.
pub(super) fn bar_patterns() -> Markup {
    html! {
        svg class="visually-hidden" width="0" height="0" aria-hidden="true" {
            defs {
                pattern id="pattern-cold-start" width="8" height="8" patternUnits="userSpaceOnUse" {
                    path class="budget-bar__stroke" d="M-2 2l4-4M0 8l8-8M6 10l4-4" {}
                }
                pattern id="pattern-pool-wait" width="6" height="6" patternUnits="userSpaceOnUse" {
                    circle class="budget-bar__dot" cx="3" cy="3" r="1.3" {}
                }
                pattern id="pattern-processing" width="8" height="8" patternUnits="userSpaceOnUse" {}
            }
        }
    }
}
