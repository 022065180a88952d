//! The picture of a path's budget: its parts, to scale against the limit.

use std::time::Duration;

use leptos::prelude::*;

use crate::budget::{PathBudget, Remaining, format_duration};

/// Percent of the picture's width, with two decimals.
fn percent(time: Duration, width: Duration) -> f64 {
    if width.is_zero() { 0.0 } else { (time.as_secs_f64() / width.as_secs_f64() * 10_000.0).round() / 100.0 }
}

/// One stacked bar to scale. The limit is a line; what runs over it is drawn beyond the line and marked. Parts
/// differ by pattern as well as by colour; the sentence above and the table beside it say the same in words.
#[component]
pub fn BudgetBar(
    /// The path's budget.
    path: PathBudget,
) -> impl IntoView {
    // A little room behind the longer of both, for the line of the limit and its label.
    let width = path.total.max(path.limit).mul_f64(1.04);
    let mut start = Duration::ZERO;
    let segments = path
        .parts
        .iter()
        .filter(|known| !known.time.is_zero())
        .map(|known| {
            let x = percent(start, width);
            start += known.time;
            let class = format!("budget-bar__part budget-bar__part--{}", known.part.key());
            let share = percent(known.time, width);
            view! {
                <rect class=class x=format!("{x}%") y="6" width=format!("{share}%") height="28"></rect>
                <rect
                    class="budget-bar__pattern"
                    fill=format!("url(#pattern-{})", known.part.key())
                    x=format!("{x}%")
                    y="6"
                    width=format!("{share}%")
                    height="28"
                ></rect>
            }
        })
        .collect_view();
    let limit_x = percent(path.limit, width);
    let over = matches!(path.remaining, Remaining::Over(_)).then(|| {
        let over = percent(path.total - path.limit, width);
        view! {
            <rect class="budget-bar__over" x=format!("{limit_x}%") y="2" width=format!("{over}%") height="36"></rect>
        }
    });
    let description = format!("{}. {}", path.start.label(), path.sentence());
    view! {
        <svg class="budget-bar" width="100%" height="58" role="img" aria-label=description>
            <rect class="budget-bar__limit" x="0" y="6" width=format!("{limit_x}%") height="28"></rect>
            {segments}
            {over}
            <line class="budget-bar__line" x1=format!("{limit_x}%") x2=format!("{limit_x}%") y1="0" y2="42"></line>
            <text class="budget-bar__label" x=format!("{limit_x}%") y="54" text-anchor="end">
                {format!("limit {}", format_duration(path.limit))}
            </text>
        </svg>
    }
}

/// The patterns of the parts, once a page.
#[component]
pub fn BarPatterns() -> impl IntoView {
    view! {
        <svg class="visually-hidden" width="0" height="0" aria-hidden="true">
            <defs>
                <pattern id="pattern-cold-start" width="8" height="8" patternUnits="userSpaceOnUse">
                    <path class="budget-bar__stroke" d="M-2 2l4-4M0 8l8-8M6 10l4-4"></path>
                </pattern>
                <pattern id="pattern-pool-wait" width="6" height="6" patternUnits="userSpaceOnUse">
                    <circle class="budget-bar__dot" cx="3" cy="3" r="1.3"></circle>
                </pattern>
                <pattern id="pattern-processing" width="8" height="8" patternUnits="userSpaceOnUse"></pattern>
            </defs>
        </svg>
    }
}
