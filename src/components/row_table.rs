//! Rows that the reader narrows and sorts, in a page that is markup otherwise.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::address::use_query_writer;
use super::raw_markup::RawMarkup;
use crate::browser::{self, RowEvent};
use crate::table::Choices;

/// A page with a form of filters and rows. What is chosen stands in the address, so that a link shows the same rows.
#[component]
pub fn RowTable(
    /// The page's markup; none where it stands in the document already.
    markup: String,
) -> impl IntoView {
    let search = use_location().search;
    let write = use_query_writer();
    let write_first = write.clone();
    Effect::new(move |was_shown: Option<()>| {
        let mut choices = Choices::from_query(&search.get());
        // What was chosen before the app was up counts, unless the address says otherwise.
        if was_shown.is_none() && choices.is_empty() {
            choices = browser::chosen_in_form();
            if !choices.is_empty() {
                write_first(&choices.to_query());
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
        write(&choices.to_query());
    };
    let (on_change, on_click, on_reset) = (answer.clone(), answer.clone(), answer);
    view! {
        <div
            class="raw-markup"
            on:change=move |event| browser::choice_of(&event).map(&on_change).unwrap_or_default()
            on:click=move |event| browser::sort_of(&event).map(&on_click).unwrap_or_default()
            on:reset=move |_| on_reset(RowEvent::Reset)
            on:submit=|event| event.prevent_default()
        >
            <RawMarkup markup />
        </div>
    }
}
