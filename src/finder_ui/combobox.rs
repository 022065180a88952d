//! The keys of the combobox pattern: arrows move through the entries, Enter follows one.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Moves through the entries of a box, or follows one.
pub(super) fn press(finder: &Element, input: &HtmlInputElement, event: &KeyboardEvent) {
    let options = options(finder);
    let active = options.iter().position(|option| option.get_attribute("aria-selected").as_deref() == Some("true"));
    let last = options.len().checked_sub(1);
    let next = match event.key().as_str() {
        "ArrowDown" => active.map_or(Some(0), |active| Some(if Some(active) == last { 0 } else { active + 1 })),
        "ArrowUp" => active.map_or(last, |active| active.checked_sub(1).or(last)),
        "Enter" => {
            if let Some(option) = options.get(active.unwrap_or(0)) {
                event.prevent_default();
                option.click();
            }
            return;
        }
        _ => return,
    };
    let Some(next) = next.filter(|next| *next < options.len()) else { return };
    event.prevent_default();
    for (index, option) in options.iter().enumerate() {
        let _ = option.set_attribute("aria-selected", if index == next { "true" } else { "false" });
    }
    let _ = input.set_attribute("aria-activedescendant", &options[next].id());
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    options[next].scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// Says whether the box has entries now, none of which is chosen.
pub(super) fn reset(input: &Element, results: &Element) {
    let has_list = results.query_selector("[role=option]").ok().flatten().is_some();
    let _ = input.set_attribute("aria-expanded", if has_list { "true" } else { "false" });
    let _ = input.remove_attribute("aria-activedescendant");
}

fn options(finder: &Element) -> Vec<HtmlElement> {
    let Ok(list) = finder.query_selector_all("[role=option]") else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}
