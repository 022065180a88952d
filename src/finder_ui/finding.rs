//! A finding that is shown: its masks, and its copy.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::browser::copy_text;

/// Lays a lifted mask on again; false for one that is not lifted.
pub(super) fn lay_on(mask: &Element) -> bool {
    let is_lifted = mask.get_attribute("aria-pressed").as_deref() == Some("true");
    if is_lifted {
        let _ = mask.set_attribute("aria-pressed", "false");
        mask.set_text_content(mask.get_attribute("data-label").as_deref());
    }
    is_lifted
}

/// The index of what a mask hides.
pub(super) fn mask_index(mask: &Element) -> Option<usize> {
    mask.get_attribute("data-mask")?.parse().ok()
}

/// Shows what stands behind a mask: in the page, and nowhere else.
pub(super) fn lift(finder: &Element, index: usize, text: &str) {
    let Ok(masks) = finder.query_selector_all(&format!("[data-mask=\"{index}\"]")) else { return };
    for mask in (0..masks.length()).filter_map(|index| masks.item(index)?.dyn_into::<Element>().ok()) {
        mask.set_text_content(Some(text));
        let _ = mask.set_attribute("aria-pressed", "true");
    }
}

/// Copies the finding around a button as markdown. Where the browser refuses, the text appears below it.
pub(super) fn copy(button: &Element, text: String) {
    let Some(finding) = button.closest(".finding").ok().flatten() else { return };
    let report = finding.query_selector(".finding__report").ok().flatten();
    let said = finding.query_selector(".actions .said").ok().flatten();
    let (Some(report), Some(said)) = (report, said) else { return };
    spawn_local(async move {
        if copy_text(&text).await {
            said.set_text_content(Some("Copied as markdown"));
        } else {
            said.set_text_content(Some("Copying was refused: select the text below"));
            report.set_text_content(Some(&text));
            let _ = report.remove_attribute("hidden");
        }
    });
}

/// Copies the command beside a button, which says what came of it.
pub(super) fn copy_command(button: Element) {
    let code = button.parent_element().and_then(|block| block.query_selector("code").ok().flatten());
    let text = code.and_then(|code| code.text_content()).unwrap_or_default();
    spawn_local(async move {
        let is_copied = copy_text(&text).await;
        button.set_text_content(Some(if is_copied { "Copied" } else { "Copying was refused: select the text" }));
    });
}
