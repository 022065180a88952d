//! The way to the worker: it is started, asked, and replaced when a new question must not wait for an old one.

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Element, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::browser::ModulePaths;
use crate::finder::{Question, Request, Response};

/// A text is handed over in parts of this many UTF-16 units: each is copied while the page waits.
const PART: u32 = 1 << 20;
/// A longer text, in UTF-16 units, is not waited for when something else is asked.
pub(super) const LONG: u32 = 100_000;

/// What was asked, and how much of its text the worker has.
struct Asked {
    question: Question,
    text: JsString,
    sent: u32,
}

/// The worker, and what it is doing.
pub(super) struct Client {
    worker: Worker,
    paths: ModulePaths,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    on_error: Closure<dyn FnMut()>,
    is_ready: bool,
    /// The question that has no answer yet.
    asked: Option<Asked>,
}

/// Starts a worker, which runs the same module as the page: it is compiled already.
fn spawn(paths: &ModulePaths) -> Option<Worker> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&paths.worker, &options).ok()?;
    let start = js_sys::Array::of2(&JsValue::from_str(&paths.glue), &wasm_bindgen::module());
    worker.post_message(&start).ok()?;
    Some(worker)
}

impl Client {
    /// Starts the worker. `on_response` gets what it answers, `on_error` is called when it does not start.
    pub(super) fn new(
        script: &Element,
        on_response: impl Fn(Response) + 'static,
        on_error: impl Fn() + 'static,
    ) -> Option<Self> {
        let paths = ModulePaths::of(script, "finder")?;
        let worker = spawn(&paths)?;
        let on_message = Closure::new(move |event: MessageEvent| {
            if let Some(response) = event.data().as_string().and_then(|message| Response::from_message(&message)) {
                on_response(response);
            }
        });
        let client = Self { worker, paths, on_message, on_error: Closure::new(on_error), is_ready: false, asked: None };
        client.listen();
        Some(client)
    }

    fn listen(&self) {
        self.worker.set_onmessage(Some(self.on_message.as_ref().unchecked_ref()));
        self.worker.set_onerror(Some(self.on_error.as_ref().unchecked_ref()));
    }

    /// Asks; the last question counts. A worker that is in the middle of a long text is replaced.
    pub(super) fn ask(&mut self, question: Question, text: JsString) {
        if self.is_reading() {
            self.stop();
        }
        self.asked = Some(Asked { question, text, sent: 0 });
        if self.is_ready {
            self.send_question();
        }
    }

    /// Whether a long text is being read.
    pub(super) fn is_reading(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.question.length > LONG)
    }

    /// Ends the worker and whatever it was doing, and starts another.
    pub(super) fn stop(&mut self) {
        self.asked = None;
        if let Some(worker) = spawn(&self.paths) {
            self.worker.terminate();
            (self.worker, self.is_ready) = (worker, false);
            self.listen();
        }
    }

    /// The worker listens.
    pub(super) fn begin(&mut self) {
        let ModulePaths { site, data, .. } = &self.paths;
        self.post(&Request::Begin { site: site.clone(), guide: data.clone() });
        self.is_ready = true;
        if self.asked.is_some() {
            self.send_question();
        }
    }

    /// The worker has a part of a text and wants the next.
    pub(super) fn send_more(&mut self, number: u32) {
        let Some(asked) = self.asked.as_mut().filter(|asked| asked.question.number == number) else { return };
        let length = asked.question.length;
        if asked.sent >= length && length > 0 {
            return;
        }
        let mut end = length.min(asked.sent.saturating_add(PART));
        // The halves of a character stay together.
        if end < length && (0xd800..0xdc00).contains(&(asked.text.char_code_at(end - 1) as u32)) {
            end -= 1;
        }
        let part = asked.text.slice(asked.sent, end);
        asked.sent = end;
        let _ = self.worker.post_message(&part);
    }

    /// A question was answered.
    pub(super) fn end(&mut self, number: u32) {
        self.asked.take_if(|asked| asked.question.number == number);
    }

    pub(super) fn post(&self, request: &Request) {
        let _ = self.worker.post_message(&JsValue::from_str(&request.to_message()));
    }

    fn send_question(&mut self) {
        let Some(asked) = &self.asked else { return };
        let question = asked.question.clone();
        let number = question.number;
        self.post(&Request::Ask(question));
        self.send_more(number);
    }
}
