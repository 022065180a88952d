//! The rows of a page with filters: the form `.filters`, the elements `.row` inside `.rows`, the heads of columns.

use std::time::Duration;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlSelectElement, Node};

use super::document::document;
use crate::table::{Choices, SORT, UNIT, compare, count_sentence, in_unit, is_kept};

/// What the reader did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowEvent {
    /// Chose a value in the form.
    Chosen {
        /// The control's name.
        name: String,
        /// The value; empty for any.
        value: String,
    },
    /// Pressed the head of a column.
    Sorted {
        /// The column's name.
        column: String,
    },
    /// Wants all rows back.
    Reset,
}

fn all(selectors: &str) -> Vec<Element> {
    let Some(list) = document().and_then(|document| document.query_selector_all(selectors).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

fn controls() -> Vec<HtmlSelectElement> {
    all(".filters select").into_iter().filter_map(|element| element.dyn_into().ok()).collect()
}

/// What a change of a control chooses.
pub fn choice_of(event: &Event) -> Option<RowEvent> {
    let control: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    control.closest(".filters").ok()??;
    Some(RowEvent::Chosen { name: control.name(), value: control.value() })
}

/// What a click on the head of a column asks for.
pub fn sort_of(event: &Event) -> Option<RowEvent> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let column = target.closest("[data-sort]").ok()??.get_attribute("data-sort")?;
    Some(RowEvent::Sorted { column })
}

/// What the form says: a reader may have chosen before the app was up.
pub fn chosen_in_form() -> Choices {
    let mut choices = Choices::default();
    for control in controls() {
        choices.set(&control.name(), &control.value());
    }
    choices
}

/// Shows the rows that are chosen, in the chosen order and unit, and how many they are.
pub fn show_rows(choices: &Choices) {
    let controls = controls();
    for control in &controls {
        control.set_value(choices.get(&control.name()));
        // A value that is no option, as an address may have it: nothing is chosen.
        if control.selected_index() < 0 {
            control.set_selected_index(0);
        }
    }
    let chosen: Vec<_> = controls.iter().map(|control| (control.name(), control.value())).collect();
    let filters: Vec<_> = chosen.iter().filter(|(name, _)| name != UNIT && name != SORT).collect();
    let rows = all(".rows > .row");
    let mut left = 0;
    for row in &rows {
        let is_shown = filters.iter().all(|(name, value)| is_kept(&attribute(row, name).unwrap_or_default(), value));
        left += usize::from(is_shown);
        let _ = row.toggle_attribute_with_force("hidden", !is_shown);
    }
    for said in all("[data-shown]") {
        let noun = said.get_attribute("data-shown").unwrap_or_default();
        said.set_text_content(Some(&count_sentence(left, rows.len(), &noun)));
    }
    sort(rows, choices);
    show_in_unit(choices.get(UNIT));
}

fn attribute(row: &Element, name: &str) -> Option<String> {
    row.get_attribute(&format!("data-{name}"))
}

/// Puts the rows in order. Each remembers its first index at the first change of the order.
fn sort(rows: Vec<Element>, choices: &Choices) {
    const FIRST_INDEX: &str = "first-index";
    let has_first_index = rows.first().is_some_and(|row| attribute(row, FIRST_INDEX).is_some());
    if choices.sort().is_none() && !has_first_index {
        return;
    }
    if !has_first_index {
        for (index, row) in rows.iter().enumerate() {
            let _ = row.set_attribute(&format!("data-{FIRST_INDEX}"), &index.to_string());
        }
    }
    let (column, is_largest_first) = choices.sort().unwrap_or((FIRST_INDEX, false));
    // From the first order, whatever the last one was: rows that are equal in this column keep it.
    let mut keyed: Vec<(Option<String>, Element)> = rows.iter().map(|row| (None, row.clone())).collect();
    for row in rows {
        let index = attribute(&row, FIRST_INDEX).and_then(|index| index.parse::<usize>().ok());
        if let Some(slot) = index.and_then(|index| keyed.get_mut(index)) {
            *slot = (attribute(&row, column), row);
        }
    }
    keyed.sort_by(|(one, _), (other, _)| compare(one.as_deref(), other.as_deref(), is_largest_first));
    if let Some(parent) = keyed.first().and_then(|(_, row)| row.parent_node()) {
        for (_, row) in keyed {
            let row: Node = row.into();
            let _ = parent.append_child(&row);
        }
    }
    for head in all("[data-column]") {
        let is_sorted = attribute(&head, "column").is_some_and(|name| name == column);
        let order = if is_largest_first { "descending" } else { "ascending" };
        let _ = if is_sorted { head.set_attribute("aria-sort", order) } else { head.remove_attribute("aria-sort") };
    }
}

/// Shows times in a unit. The first time, each remembers how it is documented.
fn show_in_unit(unit: &str) {
    const DOCUMENTED: &str = "data-documented";
    for time in all("data[value]") {
        let documented = time.get_attribute(DOCUMENTED).or_else(|| time.text_content()).unwrap_or_default();
        let microseconds = time.get_attribute("value").and_then(|value| value.parse().ok());
        let shown = microseconds.and_then(|time| in_unit(Duration::from_micros(time), unit));
        if shown.is_some() {
            let _ = time.set_attribute(DOCUMENTED, &documented);
        }
        if shown.is_some() || time.has_attribute(DOCUMENTED) {
            time.set_text_content(Some(&shown.unwrap_or(documented)));
        }
    }
}
