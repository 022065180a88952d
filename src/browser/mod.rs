//! The only home of browser interfaces. Everything here is called from events and effects, never while a page is
//! rendered natively, and answers with `Option` or `Result`: a browser may refuse anything.

mod clipboard;
mod document;
mod fetch;
mod history;
mod module_paths;
mod rows;

use std::time::Duration;

pub use clipboard::copy_text;
pub(crate) use document::document;
pub use document::{
    CopyRequest, OPEN_EVENT, PAGE_EVENT, PASTE_EVENT, RETRY_EVENT, START_EVENT, TROUBLE_EVENT, announce,
    announce_trouble, app_root, copy_request, embedded_shell, fetched_page, field_values, focus_main, scroll_offset,
    scroll_to, scroll_to_anchor, set_title, site_version,
};
pub use fetch::{FetchError, fetch_page, fetch_text};
pub use history::{current_address, current_path, current_query, full_address, go_to};
pub use module_paths::ModulePaths;
pub use rows::{RowEvent, choice_of, chosen_in_form, show_rows, sort_of};

/// What a reader waits for is reported, with ways on, when it takes longer: a page, a module, an answer of a worker.
pub const LATE: Duration = Duration::from_secs(8);
