//! The box in the document, and its parts.

use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use crate::browser::document;
use crate::finder::{LONGEST_SHOWN, size_words};

/// How many lines of a paste the text area shows: each is laid out.
const MOST_LINES_SHOWN: usize = 1_000;

/// The part of a box.
pub(super) fn part<T: JsCast>(finder: &Element, class: &str) -> Option<T> {
    finder.query_selector(&format!(".finder__{class}")).ok()??.dyn_into().ok()
}

/// Puts words into the field that nobody pasted.
pub(super) fn fill(input: &HtmlInputElement, words: &str) {
    input.set_value(words);
    let _ = input.remove_attribute("data-inserted");
}

/// Hides a part of a box, or shows it.
pub(super) fn set_hidden(finder: &Element, class: &str, is_hidden: bool) {
    if let Some(part) = part::<HtmlElement>(finder, class) {
        part.set_hidden(is_hidden);
    }
}

/// The box of the page itself.
pub(super) fn own_box() -> Option<Element> {
    document()?.query_selector("main [data-finder]").ok()?
}

/// The box that a reader sees, which the boot script has opened: the one in the dialog, if that is open.
pub(super) fn open_box() -> Option<Element> {
    let in_dialog = || document()?.query_selector("dialog[open] [data-finder]").ok()?;
    in_dialog().or_else(own_box)
}

/// Whether it is the box of the dialog.
pub(super) fn is_in_dialog(finder: &Element) -> bool {
    finder.closest("dialog").ok().flatten().is_some()
}

/// Shows how much of a long text has been read.
pub(super) fn show_progress(finder: &Element, thousandths: u16) {
    if let Some(bar) = part::<Element>(finder, "progress") {
        let _ = bar.set_attribute("value", &thousandths.to_string());
    }
}

/// Shows the beginning of a paste under the field, or takes it away.
pub(super) fn show_paste(finder: &Element, text: Option<&JsString>, can_be_brought_back: bool) {
    set_hidden(finder, "paste", text.is_none());
    set_hidden(finder, "undo", !can_be_brought_back || text.is_some());
    let Some(area) = part::<HtmlTextAreaElement>(finder, "pasted") else { return };
    let Some(text) = text else {
        area.set_value("");
        return;
    };
    let length = text.length();
    let mut shown = String::from(&text.slice(0, LONGEST_SHOWN));
    let cut = shown.match_indices('\n').nth(MOST_LINES_SHOWN).map(|(at, _)| at);
    let is_long = length > LONGEST_SHOWN || cut.is_some();
    shown.truncate(cut.unwrap_or(shown.len()));
    if area.value() != shown {
        area.set_value(&shown);
    }
    area.set_read_only(is_long);
    if let Some(note) = part::<Element>(finder, "note") {
        let words = format!("{} were pasted and are read whole; the beginning is shown.", size_words(length));
        note.set_text_content(is_long.then_some(words.as_str()));
    }
}
