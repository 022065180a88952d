//! Rows that the reader narrows and sorts, in a page that is markup otherwise.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::Adopted;
use crate::browser::{self, RowEvent};
use crate::table::Choices;

/// A page with a form of filters and rows. What is chosen stands in the address, so that a link shows the same rows.
#[component]
pub fn RowTable(
    /// The page's markup; none where it stands in the document already.
    markup: String,
) -> impl IntoView {
    let search = use_location().search;
    let navigate = use_navigate();
    let choose = move |choices: &Choices| {
        let address = format!("{}?{}", browser::current_address(), choices.to_query());
        let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..Default::default() };
        navigate(address.trim_end_matches('?'), options);
    };
    let first_choices = choose.clone();
    Effect::new(move |was_shown: Option<()>| {
        let mut choices = Choices::from_query(&search.get());
        // What was chosen before the app was up counts, unless the address says otherwise.
        if was_shown.is_none() && choices.is_empty() {
            choices = browser::chosen_in_form();
            if !choices.is_empty() {
                first_choices(&choices);
            }
        }
        browser::show_rows(&choices);
    });
    let answer = move |event: RowEvent| {
        let mut choices = Choices::from_query(&search.get_untracked());
        match event {
            RowEvent::Chosen { name, value } => choices.set(&name, &value),
            RowEvent::Sorted { column } => choices.press(&column),
            RowEvent::Reset => choices = Choices::default(),
        }
        choose(&choices);
    };
    let (on_change, on_click, on_reset) = (answer.clone(), answer.clone(), answer);
    view! {
        <div
            class="adopted"
            on:change=move |event| browser::choice_of(&event).map(&on_change).unwrap_or_default()
            on:click=move |event| browser::sort_of(&event).map(&on_click).unwrap_or_default()
            on:reset=move |_| on_reset(RowEvent::Reset)
            on:submit=|event| event.prevent_default()
        >
            <Adopted markup />
        </div>
    }
}
