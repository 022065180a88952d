//! The document around the app.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use crate::page_data::Shell;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that holds the app.
pub fn app_root() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// The data that `build-site` put into the page.
pub fn embedded_shell() -> Option<Shell> {
    let text = document()?.get_element_by_id("page-data")?.text_content()?;
    serde_json::from_str(&text).ok()
}

/// Shows the page's title in the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the page's content, as a browser does after a navigation.
pub fn focus_main() {
    let main = document().and_then(|document| document.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        let _ = main.focus();
    }
}

/// Scrolls to the element that the address's fragment names, if there is one; says whether it did.
pub fn scroll_to_anchor() -> bool {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let target = hash.strip_prefix('#').and_then(|id| document()?.get_element_by_id(id));
    if let Some(target) = &target {
        target.scroll_into_view();
    }
    target.is_some()
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

/// For a click on the copy button of a code block: the block's code and the button. `None` for any other click.
pub fn text_to_copy_of_clicked_block(event: &web_sys::MouseEvent) -> Option<(String, HtmlElement)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest(".code-block__copy").ok()??;
    let code = button.parent_element()?.query_selector("code").ok()??.text_content()?;
    Some((code.trim_end().to_owned(), button.dyn_into().ok()?))
}
