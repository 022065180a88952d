//! The only home of browser interfaces. Everything here is called from events and effects, never while a page is
//! rendered natively, and answers with `Option` or `Result`: a browser may refuse anything.

mod clipboard;
mod document;
mod fetch;
mod finder_page;
mod finder_worker;
mod history;
mod rows;

pub use clipboard::copy_text;
pub use document::{
    CopyRequest, announce, app_root, copy_request, embedded_shell, fetched_page, field_values, focus_main,
    scroll_place, scroll_to_anchor, scroll_to_place, set_title,
};
pub use fetch::{FetchError, fetch_page, fetch_text};
pub use history::{current_address, current_path, site_address};
pub use rows::{RowEvent, choice_of, chosen_in_form, show_rows, sort_of};

/// Starts the finder: in a page its visible half, in a worker the half that searches and recognises.
pub fn start_finder() {
    use wasm_bindgen::JsCast;
    match js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        Ok(scope) => finder_worker::serve(&scope),
        Err(_) => finder_page::start(),
    }
}
