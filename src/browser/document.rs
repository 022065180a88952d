//! The document around the app.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CustomEvent, CustomEventInit, Document, Element, Event, FocusOptions, HtmlElement, HtmlInputElement,
    HtmlSelectElement,
};

use crate::page_data::{PageData, Shell};

/// The document.
pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that holds the app.
pub fn app_root() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// The data that `build-site` put into the page.
pub fn embedded_shell() -> Option<Shell> {
    let text = document()?.get_element_by_id("page-data")?.text_content()?;
    Shell::from_json(&text)
}

/// The page's own `data.json`, which the boot script has fetched and put into the document.
pub fn fetched_page() -> Option<PageData> {
    let text = document()?.get_element_by_id("fetched-data")?.text_content()?;
    PageData::from_json(&text, &site_version())
}

/// The version of the site's code that this page runs, which the boot script has written on its own element.
pub fn site_version() -> String {
    let version = || document()?.query_selector("script[data-version]").ok()??.get_attribute("data-version");
    version().unwrap_or_default()
}

/// The app has taken over the page.
pub const START_EVENT: &str = "fivexx:start";
/// The app has shown another page.
pub const PAGE_EVENT: &str = "fivexx:page";
/// The finder asks for its box, which the boot script opens.
pub const OPEN_EVENT: &str = "fivexx:open";
/// The boot script hands the finder a pasted text, as the event's detail.
pub const PASTE_EVENT: &str = "fivexx:paste";

/// The finder cannot answer; the event's detail says why. The boot script tells the reader.
pub const TROUBLE_EVENT: &str = "fivexx:trouble";
/// The reader wants the finder to try again.
pub const RETRY_EVENT: &str = "fivexx:retry";

/// Tells the boot script why the finder cannot answer.
pub fn announce_trouble(why: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(why));
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new_with_event_init_dict(TROUBLE_EVENT, &init))
    {
        let _ = window.dispatch_event(&event);
    }
}

/// Tells the other scripts of the page what happened, by one of the events above.
pub fn announce(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Shows the page's title in the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the page's content, as a browser does after a navigation, without scrolling.
pub fn focus_main() {
    let main = document().and_then(|document| document.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = main.focus_with_options(&options);
    }
}

/// How far down the page is scrolled, in CSS pixels.
pub fn scroll_offset() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls down to an offset that [`scroll_offset`] gave.
pub fn scroll_to(offset: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, offset);
    }
}

/// Scrolls to the element that the address's fragment names, if there is one, and marks it: to a browser it is the
/// target only of a navigation of its own.
pub fn scroll_to_anchor() {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    if let Some(target) = hash.strip_prefix('#').and_then(|id| document()?.get_element_by_id(id)) {
        let _ = target.set_attribute("data-target", "");
        target.scroll_into_view();
    }
}

/// What stands in the fields of the page: name, text; for a checkbox `on` or nothing. A reader may have typed
/// before the app was up.
pub fn field_values() -> Vec<(String, String)> {
    let Some(fields) = document().and_then(|document| document.query_selector_all("#app [name]").ok()) else {
        return Vec::new();
    };
    (0..fields.length())
        .filter_map(|index| {
            let field: Element = fields.item(index)?.dyn_into().ok()?;
            let name = field.get_attribute("name")?;
            let value = match field.dyn_ref::<HtmlInputElement>() {
                Some(input) if input.type_() == "checkbox" => {
                    if input.checked() {
                        "on".to_owned()
                    } else {
                        String::new()
                    }
                }
                Some(input) => input.value(),
                None => field.dyn_ref::<HtmlSelectElement>()?.value(),
            };
            Some((name, value))
        })
        .collect()
}

/// What a click asks to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyRequest {
    /// This text.
    Text(String),
    /// The text of the site's file at this address.
    File(String),
}

/// For a click on a copy button in an article: what to copy, and the element that says what came of it. `None` for any
/// other click.
pub fn copy_request(event: &web_sys::MouseEvent) -> Option<(CopyRequest, Element)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("button").ok()??;
    if let Some(file) = button.get_attribute("data-copy-file") {
        let said = button.closest("footer").ok()??.query_selector("[role=status]").ok()??;
        return Some((CopyRequest::File(file), said));
    }
    let block = button.closest(".code-block").ok()??;
    let code = block.query_selector("code").ok()??.text_content()?;
    Some((CopyRequest::Text(code.trim_end().to_owned()), button))
}
