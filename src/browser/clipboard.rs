//! Writing to the clipboard.

use wasm_bindgen_futures::JsFuture;

/// Puts `text` on the clipboard; false where the browser refuses, as it does without a click or on an insecure page.
pub async fn copy_text(text: &str) -> bool {
    let Some(window) = web_sys::window().filter(web_sys::Window::is_secure_context) else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
