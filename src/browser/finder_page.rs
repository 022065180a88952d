//! The finder in its page: hands what is typed or pasted to the worker, and shows what comes back.
//!
//! Apart from the app, and a wasm of its own: whoever has a 504 and a log line in the clipboard waits for neither Leptos nor
//! the router. Everything is delegated from the document, because the app may exchange the page under it.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    CustomEvent, Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
    MessageEvent, MouseEvent, Worker, WorkerOptions, WorkerType,
};

use super::clipboard::copy_text;
use super::document::document;
use crate::components::finder_box;
use crate::finder::{Question, Reply};

/// A text area with megabytes in it is slow to lay out, and nobody reads them there.
const LONGEST_SHOWN: usize = 20_000;
/// A change of the address is written when typing pauses: Safari takes 100 of them in 30 s and no more.
const PAUSE: Duration = Duration::from_millis(400);

/// What the page side remembers.
struct Page {
    worker: Worker,
    /// Whether the worker listens.
    is_ready: bool,
    /// The number of the last question.
    number: u32,
    /// The box that asked it.
    asked_by: Option<Element>,
    filters: String,
    /// The whole of a paste of which the text area shows the beginning.
    pasted: Option<String>,
    /// Number of the waiting change of the address.
    pending: Option<i32>,
}

type Shared = Rc<RefCell<Page>>;

/// Starts the finder: `boot.js` has loaded it because a reader wants it. Answers what stands in a box already.
pub(super) fn start() {
    let Some(page) = Page::new() else { return };
    listen(&page);
    restore(&page);
}

impl Page {
    fn new() -> Option<Shared> {
        let script = document()?.query_selector("script[data-finder]").ok()??;
        let (glue, guide) = (script.get_attribute("data-finder")?, script.get_attribute("data-guide")?);
        let (worker, base) = (script.get_attribute("data-worker")?, script.get_attribute("data-base")?);
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&worker, &options).ok()?;
        // The worker runs the same module, which is compiled already.
        let start = js_sys::Array::of2(&JsValue::from_str(&glue), &wasm_bindgen::module());
        worker.post_message(&start).ok()?;
        let (is_ready, number, filters) = (false, 0, String::new());
        let page = Page { worker, is_ready, number, asked_by: None, filters, pasted: None, pending: None };
        let page = Rc::new(RefCell::new(page));
        let begin = format!("{base}\n{guide}");
        let own = Rc::clone(&page);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(message) = event.data().as_string() else { return };
            if message == "ready" {
                let _ = own.borrow().worker.post_message(&JsValue::from_str(&begin));
                own.borrow_mut().is_ready = true;
                ask(&own);
            } else if let Some(reply) = Reply::from_message(&message) {
                show(&own, &reply);
            }
        });
        let own = Rc::clone(&page);
        let on_error = Closure::<dyn FnMut()>::new(move || {
            let finder = own.borrow().asked_by.clone().or_else(own_box);
            if let Some(said) = finder.and_then(|finder| part::<Element>(&finder, "said")) {
                said.set_text_content(Some(
                    "The search did not start in this browser. The catalogue lists every error.",
                ));
            }
        });
        let worker = &page.borrow().worker.clone();
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_message.forget();
        on_error.forget();
        Some(page)
    }
}

/// One listener for all that a reader does.
fn listen(page: &Shared) {
    let Some(window) = web_sys::window() else { return };
    let own = Rc::clone(page);
    // A key may follow a link, which is an event in an event.
    let on_event = Closure::<dyn Fn(Event)>::new(move |event: Event| answer_event(&own, &event));
    for name in ["input", "keydown", "click", "fivexx:find", "fivexx:paste", "fivexx:page"] {
        let _ = window.add_event_listener_with_callback(name, on_event.as_ref().unchecked_ref());
    }
    on_event.forget();
}

fn answer_event(page: &Shared, event: &Event) {
    match event.type_().as_str() {
        "fivexx:find" => open(page),
        "fivexx:page" => restore(page),
        "fivexx:paste" => {
            let text = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
            if let Some(text) = text {
                paste(page, text);
            }
        }
        name => {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            let Some(finder) = target.closest("[data-finder]").ok().flatten() else { return };
            match name {
                "input" => {
                    let mut state = page.borrow_mut();
                    state.asked_by = Some(finder);
                    state.filters.clear();
                    state.pasted = None;
                    drop(state);
                    ask(page);
                }
                "keydown" => {
                    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                        press(page, &finder, &target, event);
                    }
                }
                _ => click(page, &finder, &target, event),
            }
        }
    }
}

/// The part of a box.
fn part<T: JsCast>(finder: &Element, class: &str) -> Option<T> {
    finder.query_selector(&format!(".finder__{class}")).ok()??.dyn_into().ok()
}

/// Hands what stands in the box to the worker, if that listens.
fn ask(page: &Shared) {
    let mut state = page.borrow_mut();
    let Some(finder) = state.asked_by.clone() else { return };
    let (input, area) = (part::<HtmlInputElement>(&finder, "input"), part::<HtmlTextAreaElement>(&finder, "pasted"));
    let is_paste = part::<HtmlElement>(&finder, "paste").is_some_and(|paste| !paste.hidden());
    let text = if is_paste {
        state.pasted.clone().or_else(|| area.map(|area| area.value()))
    } else {
        input.map(|input| input.value())
    };
    let text = text.unwrap_or_default();
    if !is_paste {
        remember(page, &mut state, &finder, &text);
    }
    if state.is_ready {
        state.number += 1;
        let filters = state.filters.clone();
        let question = Question { number: state.number, filters, is_pasted: is_paste, text };
        let _ = state.worker.post_message(&JsValue::from_str(&question.to_message()));
    }
}

/// Writes typed words into the address of the front page, where a link to them belongs. Pasted text never goes there.
fn remember(page: &Shared, state: &mut Page, finder: &Element, text: &str) {
    let is_in_dialog = finder.closest("dialog").ok().flatten().is_some();
    let Some(window) = web_sys::window().filter(|_| !is_in_dialog) else { return };
    if let Some(pending) = state.pending.take() {
        window.clear_timeout_with_handle(pending);
    }
    let text = text.trim().to_owned();
    let own = Rc::clone(page);
    let write = Closure::once_into_js(move || {
        own.borrow_mut().pending = None;
        let (Some(window), query) = (web_sys::window(), form_urlencoded::byte_serialize(text.as_bytes())) else {
            return;
        };
        let query: String = query.collect();
        let address = if query.is_empty() { super::history::current_address() } else { format!("?q={query}") };
        if let Ok(history) = window.history() {
            let state = history.state().unwrap_or(JsValue::NULL);
            let _ = history.replace_state_with_url(&state, "", Some(&address));
        }
    });
    let pause = i32::try_from(PAUSE.as_millis()).unwrap_or_default();
    state.pending = window.set_timeout_with_callback_and_timeout_and_arguments_0(write.unchecked_ref(), pause).ok();
}

/// Shows the answer to the last question; others come too late.
fn show(page: &Shared, reply: &Reply) {
    let state = page.borrow();
    let Some(finder) = state.asked_by.as_ref().filter(|_| reply.number == state.number) else { return };
    let (Some(results), Some(said)) = (part::<Element>(finder, "results"), part::<Element>(finder, "said")) else {
        return;
    };
    results.set_inner_html(&reply.markup);
    said.set_text_content(Some(&reply.said));
    if let Some(input) = part::<Element>(finder, "input") {
        let has_list = results.query_selector("[role=option]").ok().flatten().is_some();
        let _ = input.set_attribute("aria-expanded", if has_list { "true" } else { "false" });
        let _ = input.remove_attribute("aria-activedescendant");
    }
}

/// Takes a pasted text: its lines stay lines.
fn paste(page: &Shared, text: String) {
    open(page);
    let Some(finder) = page.borrow().asked_by.clone().or_else(own_box) else { return };
    let (Some(panel), Some(area), Some(note)) = (
        part::<HtmlElement>(&finder, "paste"),
        part::<HtmlTextAreaElement>(&finder, "pasted"),
        part::<HtmlElement>(&finder, "note"),
    ) else {
        return;
    };
    panel.set_hidden(false);
    let is_long = text.len() > LONGEST_SHOWN;
    let shown: String = text.chars().take(LONGEST_SHOWN).collect();
    area.set_value(&shown);
    area.set_read_only(is_long);
    let kilobytes = text.len() / 1000;
    let words = format!("{kilobytes} kB were pasted and are read whole; the beginning is shown.");
    note.set_text_content(is_long.then_some(words.as_str()));
    if let Some(input) = part::<HtmlInputElement>(&finder, "input") {
        input.set_value("");
    }
    let _ = area.focus();
    let mut state = page.borrow_mut();
    state.asked_by = Some(finder);
    state.pasted = Some(text);
    drop(state);
    ask(page);
}

/// The box of the page itself.
fn own_box() -> Option<Element> {
    document()?.query_selector("main [data-finder]").ok()?
}

/// Leads to the box: the page's own, else one in a dialog.
fn open(page: &Shared) {
    let Some(finder) = own_box().or_else(dialog_box) else { return };
    if let Some(input) = part::<HtmlInputElement>(&finder, "input") {
        let _ = input.focus();
        input.select();
    }
    page.borrow_mut().asked_by = Some(finder);
}

/// The dialog's box, which is made when first wanted.
fn dialog_box() -> Option<Element> {
    let document = document()?;
    let known = document.get_element_by_id("finder-dialog");
    let dialog: HtmlDialogElement = match known {
        Some(dialog) => dialog.dyn_into().ok()?,
        None => {
            let dialog: HtmlDialogElement = document.create_element("dialog").ok()?.dyn_into().ok()?;
            dialog.set_id("finder-dialog");
            dialog.set_class_name("finder-dialog");
            let _ = dialog.set_attribute("aria-label", "Find an error");
            let close =
                "<form method=\"dialog\"><button class=\"button button--quiet\" aria-label=\"Close\">✕</button></form>";
            dialog.set_inner_html(&format!("{}{close}", finder_box("find-anywhere").into_string()));
            document.body()?.append_child(&dialog).ok()?;
            dialog
        }
    };
    if !dialog.open() {
        dialog.show_modal().ok()?;
    }
    dialog.query_selector("[data-finder]").ok()?
}

/// Fills the page's own box from the address, and answers what stands in it.
fn restore(page: &Shared) {
    let Some(finder) = own_box() else { return };
    let Some(input) = part::<HtmlInputElement>(&finder, "input") else { return };
    if input.value().is_empty() {
        let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
        let query = form_urlencoded::parse(search.trim_start_matches('?').as_bytes()).find(|(name, _)| name == "q");
        let Some((_, words)) = query.filter(|(_, words)| !words.trim().is_empty()) else { return };
        input.set_value(&words);
    }
    page.borrow_mut().asked_by = Some(finder);
    ask(page);
}

/// The keys of the combobox pattern: arrows move through the entries, Enter follows one, Escape clears and then closes.
fn press(page: &Shared, finder: &Element, target: &Element, event: &KeyboardEvent) {
    if !target.class_list().contains("finder__input") {
        return;
    }
    let Some(input) = target.dyn_ref::<HtmlInputElement>() else { return };
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
        "Escape" => {
            // A dialog closes by itself on an Escape that nobody takes.
            if !input.value().is_empty() {
                event.prevent_default();
                input.set_value("");
                page.borrow_mut().asked_by = Some(finder.clone());
                ask(page);
            }
            return;
        }
        _ => return,
    };
    let Some(next) = next.filter(|next| *next < options.len()) else { return };
    event.prevent_default();
    for (place, option) in options.iter().enumerate() {
        let _ = option.set_attribute("aria-selected", if place == next { "true" } else { "false" });
    }
    let _ = input.set_attribute("aria-activedescendant", &options[next].id());
    let nearest = web_sys::ScrollIntoViewOptions::new();
    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options[next].scroll_into_view_with_scroll_into_view_options(&nearest);
}

fn options(finder: &Element) -> Vec<HtmlElement> {
    let Ok(list) = finder.query_selector_all("[role=option]") else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.item(place)?.dyn_into().ok()).collect()
}

fn click(page: &Shared, finder: &Element, target: &Element, event: &Event) {
    let closest = |selectors: &str| target.closest(selectors).ok().flatten();
    if let Some(choice) = closest("[data-filter]") {
        let word = choice.get_attribute("data-filter").unwrap_or_default();
        let name = word.split(':').next().unwrap_or_default().to_owned();
        let was_chosen = choice.get_attribute("aria-pressed").as_deref() == Some("true");
        let mut state = page.borrow_mut();
        let others = state.filters.split(' ').filter(|other| !other.starts_with(&name)).map(str::to_owned);
        state.filters = others.chain((!was_chosen).then_some(word)).collect::<Vec<_>>().join(" ");
        drop(state);
        ask(page);
    } else if closest(".finder__clear").is_some() {
        if let (Some(panel), Some(input)) =
            (part::<HtmlElement>(finder, "paste"), part::<HtmlInputElement>(finder, "input"))
        {
            panel.set_hidden(true);
            page.borrow_mut().pasted = None;
            let _ = input.focus();
            page.borrow_mut().asked_by = Some(finder.clone());
            ask(page);
        }
    } else if let Some(button) = closest(".finding__copy") {
        copy_finding(&button);
    } else if let Some(button) = closest(".code-block__copy") {
        let code = button.parent_element().and_then(|block| block.query_selector("code").ok().flatten());
        let text = code.and_then(|code| code.text_content()).unwrap_or_default();
        // The app listens for these in articles only.
        event.stop_propagation();
        spawn_local(async move {
            let is_copied = copy_text(&text).await;
            button.set_text_content(Some(if is_copied { "Copied" } else { "Copying was refused: select the text" }));
        });
    } else if closest("a[href]").is_some() && event.dyn_ref::<MouseEvent>().is_some() {
        // The app may answer the link without a new document: the dialog must not stay above its page.
        if let Some(dialog) =
            finder.closest("dialog").ok().flatten().and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
        {
            dialog.close();
        }
    }
}

/// Copies the finding as markdown, with full addresses.
fn copy_finding(button: &Element) {
    let Some(finding) = button.closest(".finding").ok().flatten() else { return };
    let report = finding.query_selector(".finding__report").ok().flatten();
    let said = finding.query_selector(".actions .said").ok().flatten();
    let (Some(report), Some(said)) = (report, said) else { return };
    let origin = super::history::site_address("");
    // Addresses of the site begin with a slash; those of sources do not.
    let text = report
        .text_content()
        .unwrap_or_default()
        .replace("](/", &format!("]({origin}/"))
        .replace("budget: /", &format!("budget: {origin}/"));
    spawn_local(async move {
        if copy_text(&text).await {
            said.set_text_content(Some("Copied as markdown"));
        } else {
            said.set_text_content(Some("Copying was refused: select the text below"));
            let _ = report.remove_attribute("hidden");
        }
    });
}
