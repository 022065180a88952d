//! `/troubleshoot/`: the calculator of the timeout budget.

use leptos::prelude::*;

use crate::components::troubleshooter::{Placement, Troubleshooter};
use crate::page_data::CalculatorData;

/// The calculator, in full.
#[component]
pub fn TroubleshootPage(
    /// Limits and documented steps.
    data: CalculatorData,
) -> impl IntoView {
    view! {
        <article class="troubleshoot">
            <h1>"Timeout troubleshooter"</h1>
            <p class="lead">
                "Enter what you measured. It works out what is left of the limit, on a cold and on a warm start, and "
                "which documented steps help most with these numbers."
            </p>
            <Troubleshooter data placement=Placement::OwnPage heading_level=2 />
        </article>
    }
}
