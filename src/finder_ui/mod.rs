//! The finder in a browser: one wasm, which runs in the page and in a worker. Apart from the app: whoever has a 504 and a
//! log line in the clipboard waits for neither Leptos nor the router.
//!
//! - `page`: the box: what stands in it is what is asked, and the answer to it is what is shown.
//! - `elements`: its parts in the document. `combobox`: the keys of its list. `finding`: masks and copies of what is shown.
//! - `kept`: what is remembered of it. `client`: the way to the worker.
//! - `worker`: reads the guide once, then answers.

mod client;
mod combobox;
mod elements;
mod finding;
mod kept;
mod page;
mod worker;

use wasm_bindgen::JsCast;

/// Starts the finder: in a page its visible half, in a worker the half that searches and recognises.
pub fn start() {
    match js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        Ok(scope) => worker::serve(&scope),
        Err(_) => page::start(),
    }
}
