//! The box in its page. There is one state: what stands in the box is what is asked, and what is shown is the answer to
//! that. Everything is delegated from the window, because the app may exchange the page under it.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    CustomEvent, Element, Event, HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, MouseEvent,
};

use super::client::{Client, LONG};
use super::elements::{fill, is_in_dialog, open_box, own_box, part, set_hidden, show_paste, show_progress};
use super::kept::{self, Remembered};
use super::{combobox, finding};
use crate::browser::{OPEN_EVENT, PAGE_EVENT, PASTE_EVENT, RETRY_EVENT, announce, announce_trouble, document};
use crate::finder::{LOADING, Question, Reply, Request, Response, size_words};

/// What was typed is written into the address when typing pauses: Safari takes 100 changes in 30 s and no more.
const PAUSE: Duration = Duration::from_millis(400);

/// Where the question comes from.
enum Source {
    /// The field.
    Typed,
    /// A paste: the whole of it, of which the text area shows the beginning.
    Pasted(JsString),
    /// A finding that was kept: its text is gone.
    Kept,
}

/// What the page side remembers.
struct Page {
    client: Client,
    /// The number of the last question.
    number: u32,
    /// The box that asked it.
    finder: Option<Element>,
    source: Source,
    filters: String,
    /// A paste that something else replaced, which can be brought back.
    set_aside: Option<JsString>,
    /// The last answer.
    reply: Option<Reply>,
    /// Number of the waiting change of the address.
    pending: Option<i32>,
}

type Shared = Rc<RefCell<Page>>;

/// Starts the page side: the boot script has loaded it because a reader wants it. Answers what stands in a box already.
pub(super) fn start() {
    let Some(script) =
        document().and_then(|document| document.query_selector("script[data-finder-glue]").ok().flatten())
    else {
        return;
    };
    let page: Rc<RefCell<Option<Shared>>> = Rc::default();
    let (own, of_error) = (Rc::clone(&page), Rc::clone(&page));
    let client = Client::new(
        &script,
        move |response| {
            let page = own.borrow().clone();
            if let Some(page) = page {
                respond(&page, response);
            }
        },
        move |why: &str| {
            let page = of_error.borrow().clone();
            if let Some(page) = page {
                report_trouble(&page, why);
            }
        },
    );
    let Some(client) = client else { return };
    let state = Page {
        client,
        number: 0,
        finder: None,
        source: Source::Typed,
        filters: String::new(),
        set_aside: None,
        reply: None,
        pending: None,
    };
    let state = Rc::new(RefCell::new(state));
    *page.borrow_mut() = Some(Rc::clone(&state));
    listen(&state);
    restore(&state);
}

/// One listener for all that a reader does.
fn listen(page: &Shared) {
    let Some(window) = web_sys::window() else { return };
    let own = Rc::clone(page);
    // A key may follow a link, which is an event in an event.
    let on_event = Closure::<dyn Fn(Event)>::new(move |event: Event| answer_event(&own, &event));
    for name in ["input", "keydown", "click", "hashchange", PASTE_EVENT, PAGE_EVENT, RETRY_EVENT] {
        let _ = window.add_event_listener_with_callback(name, on_event.as_ref().unchecked_ref());
    }
    on_event.forget();
}

fn answer_event(page: &Shared, event: &Event) {
    match event.type_().as_str() {
        PAGE_EVENT => {
            let is_gone = page.borrow().finder.as_ref().is_some_and(|finder| !finder.is_connected());
            if is_gone {
                let mut state = page.borrow_mut();
                (state.finder, state.source, state.set_aside, state.reply) = (None, Source::Typed, None, None);
            }
            restore(page);
        }
        "hashchange" => follow_address(page),
        RETRY_EVENT => {
            say(page, LOADING);
            page.borrow_mut().client.retry();
        }
        PASTE_EVENT => {
            let text = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().dyn_into::<JsString>().ok());
            if let (Some(text), Some(finder)) = (text, open_box()) {
                paste(page, finder, text);
            }
        }
        name => {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            let Some(finder) = target.closest("[data-finder]").ok().flatten() else { return };
            match name {
                "input" => take_input(page, finder, &target),
                "keydown" => {
                    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                        press(page, finder, &target, event);
                    }
                }
                _ => click(page, finder, &target, event),
            }
        }
    }
}

/// The worker is of no use: the boot script says why, and leads on.
fn report_trouble(page: &Shared, why: &str) {
    page.borrow_mut().client.fail();
    let finder = page.borrow().finder.clone();
    if let Some(finder) = finder {
        set_hidden(&finder, "reading", true);
    }
    announce_trouble(why);
}

fn said_in(page: &Shared) -> Option<Element> {
    part(&page.borrow().finder.clone().or_else(open_box)?, "said")
}

fn said(page: &Shared) -> Option<String> {
    said_in(page)?.text_content()
}

fn say(page: &Shared, words: &str) {
    if let Some(said) = said_in(page) {
        said.set_text_content(Some(words));
    }
}

/// What is typed replaces a paste, in whichever field.
fn take_input(page: &Shared, finder: Element, target: &Element) {
    let mut state = page.borrow_mut();
    state.filters.clear();
    let area = target.dyn_ref::<HtmlTextAreaElement>().filter(|area| area.class_list().contains("finder__pasted"));
    match area {
        Some(area) => state.source = Source::Pasted(JsString::from(area.value())),
        None if target.class_list().contains("finder__input") => state.set_paste_aside(),
        None => return,
    }
    state.finder = Some(finder);
    drop(state);
    ask(page);
}

impl Page {
    /// The field is asked from now on; a paste that was asked can be brought back.
    fn set_paste_aside(&mut self) {
        if let Source::Pasted(text) = std::mem::replace(&mut self.source, Source::Typed) {
            self.set_aside = Some(text);
        }
    }

    /// Takes back the change of the address that waits, if one does.
    fn cancel_pending(&mut self) -> bool {
        let (Some(pending), Some(window)) = (self.pending.take(), web_sys::window()) else { return false };
        window.clear_timeout_with_handle(pending);
        true
    }
}

/// Asks what stands in the box.
fn ask(page: &Shared) {
    let mut state = page.borrow_mut();
    let Some(finder) = state.finder.clone() else { return };
    let input = part::<HtmlInputElement>(&finder, "input");
    let (text, is_pasted) = match &state.source {
        Source::Pasted(text) => (text.clone(), true),
        Source::Kept => return,
        Source::Typed => {
            // The boot script saw how it came in.
            let is_pasted =
                input.as_ref().is_some_and(|input| input.get_attribute("data-inserted").as_deref() == Some("now"));
            (JsString::from(input.map(|input| input.value()).unwrap_or_default()), is_pasted)
        }
    };
    show_paste(&finder, matches!(state.source, Source::Pasted(_)).then_some(&text), state.set_aside.is_some());
    state.cancel_pending();
    state.number += 1;
    let length = text.length();
    let question = Question { number: state.number, filters: state.filters.clone(), is_pasted, length };
    let is_long = length > LONG;
    set_hidden(&finder, "reading", !is_long);
    if is_long {
        show_progress(&finder, 0);
        if let Some(said) = part::<Element>(&finder, "said") {
            said.set_text_content(Some(&format!("Reading {} …", size_words(length))));
        }
    }
    state.client.ask(question, text);
}

fn respond(page: &Shared, response: Response) {
    page.borrow_mut().client.wait();
    match response {
        Response::Failed(why) => report_trouble(page, &why),
        Response::Ready => {
            let has_work = page.borrow_mut().client.begin();
            if !has_work && said(page).as_deref() == Some(LOADING) {
                say(page, "");
            }
        }
        Response::More { number } => page.borrow_mut().client.send_more(number),
        Response::Progress { number, thousandths } => {
            let state = page.borrow();
            if let Some(finder) = state.finder.as_ref().filter(|_| number == state.number) {
                show_progress(finder, thousandths);
            }
        }
        Response::Answer(reply) => {
            page.borrow_mut().client.end(reply.number);
            // An answer to an older question comes too late.
            if page.borrow().number == reply.number {
                show(page, reply);
                remember(page);
            }
        }
        Response::Lifted { number, index, text } => {
            if page.borrow().number == number {
                let finder = page.borrow().finder.clone();
                if let Some(finder) = finder {
                    finding::lift(&finder, index, &text);
                }
            }
        }
    }
}

/// Shows an answer.
fn show(page: &Shared, reply: Reply) {
    let Some(finder) = page.borrow().finder.clone() else { return };
    set_hidden(&finder, "reading", true);
    let (Some(results), Some(said)) = (part::<Element>(&finder, "results"), part::<Element>(&finder, "said")) else {
        return;
    };
    results.set_inner_html(&reply.markup);
    said.set_text_content(Some(&reply.said));
    if let Some(input) = part::<Element>(&finder, "input") {
        combobox::reset(&input, &results);
    }
    page.borrow_mut().reply = Some(reply);
}

/// Writes what the box shows into the entry of the history: a paste's finding at once, what is typed when typing pauses.
fn remember(page: &Shared) {
    let is_at_once = {
        let state = page.borrow();
        matches!(state.source, Source::Pasted(_)) && state.reply.as_ref().is_some_and(|reply| reply.is_finding)
    };
    if is_at_once {
        write_entry(page);
        return;
    }
    let Some(window) = web_sys::window() else { return };
    let own = Rc::clone(page);
    let write = Closure::once_into_js(move || {
        own.borrow_mut().pending = None;
        write_entry(&own);
    });
    let pause = i32::try_from(PAUSE.as_millis()).unwrap_or_default();
    page.borrow_mut().pending =
        window.set_timeout_with_callback_and_timeout_and_arguments_0(write.unchecked_ref(), pause).ok();
}

fn write_entry(page: &Shared) {
    let state = page.borrow();
    let (Some(finder), Some(reply)) = (&state.finder, &state.reply) else { return };
    let has_own_address = !is_in_dialog(finder);
    if reply.is_finding {
        kept::remember(&Remembered::Finding(reply), has_own_address);
        return;
    }
    let input = part::<HtmlInputElement>(finder, "input");
    let is_typed = |input: &HtmlInputElement| reply.is_shareable && !input.has_attribute("data-inserted");
    let words = input.filter(is_typed).map(|input| input.value()).unwrap_or_default();
    kept::remember(&Remembered::Words(words.trim()), has_own_address);
}

/// Takes a pasted text: its lines stay lines.
fn paste(page: &Shared, finder: Element, text: JsString) {
    if let Some(input) = part::<HtmlInputElement>(&finder, "input") {
        fill(&input, "");
    }
    let mut state = page.borrow_mut();
    state.set_paste_aside();
    state.finder = Some(finder);
    state.source = Source::Pasted(text);
    drop(state);
    ask(page);
}

/// Answers what stands in a box, shows the finding of this entry of the history, or fills the page's own box from the
/// address.
fn restore(page: &Shared) {
    let value = |finder: &Element| part::<HtmlInputElement>(finder, "input").map(|input| input.value());
    let has_words = |finder: &Element| value(finder).is_some_and(|value| !value.trim().is_empty());
    if let Some(finder) = open_box().filter(has_words) {
        page.borrow_mut().finder = Some(finder);
        ask(page);
        return;
    }
    if let Some(mut reply) = kept::finding() {
        if own_box().is_none() {
            announce(OPEN_EVENT);
        }
        let Some(finder) = open_box() else { return };
        let mut state = page.borrow_mut();
        state.number += 1;
        reply.number = state.number;
        (state.finder, state.source) = (Some(finder.clone()), Source::Kept);
        drop(state);
        show_paste(&finder, None, false);
        show(page, reply);
        return;
    }
    follow_address(page);
}

/// Asks the words that the address has, if they are others than those in the page's own box.
fn follow_address(page: &Shared) {
    let (Some(finder), Some(words)) = (own_box(), kept::words()) else { return };
    let Some(input) = part::<HtmlInputElement>(&finder, "input").filter(|input| input.value() != words) else { return };
    fill(&input, &words);
    let mut state = page.borrow_mut();
    state.set_paste_aside();
    (state.finder, state.source) = (Some(finder), Source::Typed);
    drop(state);
    ask(page);
}

/// The keys of the field: those of its list, and Escape, which clears and then closes.
fn press(page: &Shared, finder: Element, target: &Element, event: &KeyboardEvent) {
    let Some(input) = target.dyn_ref::<HtmlInputElement>().filter(|input| input.class_list().contains("finder__input"))
    else {
        return;
    };
    if event.key() != "Escape" {
        combobox::press(&finder, input, event);
    } else if !input.value().is_empty() {
        // A dialog closes by itself on an Escape that nobody takes.
        event.prevent_default();
        fill(input, "");
        take_input(page, finder, target);
    }
}

fn click(page: &Shared, finder: Element, target: &Element, event: &Event) {
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
        clear(page, finder);
    } else if closest(".finder__undo").is_some() {
        let text = page.borrow_mut().set_aside.take();
        if let Some(text) = text {
            paste(page, finder, text);
        }
    } else if closest(".finder__stop").is_some() {
        page.borrow_mut().client.stop();
        set_hidden(&finder, "reading", true);
        say(page, "Stopped. The text was not read.");
    } else if let Some(mask) = closest(".finding__mask") {
        turn_mask(page, &mask);
    } else if let Some(button) = closest(".finding__copy") {
        let report = page.borrow().reply.as_ref().map(|reply| reply.report.clone());
        if let Some(report) = report {
            finding::copy(&button, report);
        }
    } else if let Some(button) = closest(".code-block__copy") {
        // The app listens for these in articles only.
        event.stop_propagation();
        finding::copy_command(button);
    } else if closest("a[href]").is_some() && event.dyn_ref::<MouseEvent>().is_some() {
        let was_pending = page.borrow_mut().cancel_pending();
        if was_pending {
            write_entry(page);
        }
        // The app may answer the link without a new document: the dialog must not stay above its page.
        if let Some(dialog) =
            finder.closest("dialog").ok().flatten().and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
        {
            dialog.close();
        }
    }
}

/// Takes the paste or the kept finding out of the box.
fn clear(page: &Shared, finder: Element) {
    if let Some(input) = part::<HtmlInputElement>(&finder, "input") {
        fill(&input, "");
        let _ = input.focus();
    }
    let mut state = page.borrow_mut();
    state.set_paste_aside();
    (state.finder, state.source) = (Some(finder), Source::Typed);
    drop(state);
    ask(page);
}

/// Lifts a mask, or lays it on again.
fn turn_mask(page: &Shared, mask: &Element) {
    if finding::lay_on(mask) {
        return;
    }
    if matches!(page.borrow().source, Source::Kept) {
        say(page, "The text was not kept: paste it again to see what is masked.");
        return;
    }
    let Some(index) = finding::mask_index(mask) else { return };
    let state = page.borrow();
    state.client.post(&Request::Lift { number: state.number, index });
}
