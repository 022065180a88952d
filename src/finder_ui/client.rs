//! The way to the worker: it is started, asked, and replaced when a new question must not wait for an old one.

use std::time::Duration;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Element, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::browser::{LATE, ModulePaths};
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
    /// None where the browser starts none.
    worker: Option<Worker>,
    paths: ModulePaths,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    on_error: Closure<dyn FnMut()>,
    on_silence: Closure<dyn FnMut()>,
    /// Number of the timer that ends the patience with the worker.
    timer: Option<i32>,
    state: State,
    /// How many workers failed.
    failures: u32,
    /// The question that has no answer yet.
    asked: Option<Asked>,
}

/// How far a worker has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Starting,
    Ready,
    /// It does not start, does not answer or has no guide: the next question gets another one.
    Failed,
}

/// Starts a worker, which runs the same module as the page: it is compiled already. After failures it is asked for under
/// another address, because browsers remember that a script failed.
fn spawn(paths: &ModulePaths, failures: u32) -> Option<Worker> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let address = if failures == 0 { paths.worker.clone() } else { format!("{}?attempt={failures}", paths.worker) };
    let worker = Worker::new_with_options(&address, &options).ok()?;
    let start = js_sys::Array::of2(&JsValue::from_str(&paths.glue), &wasm_bindgen::module());
    worker.post_message(&start).ok()?;
    Some(worker)
}

impl Client {
    /// Starts the worker. `on_response` gets what it answers; `on_trouble` is told why it does not.
    pub(super) fn new(
        script: &Element,
        on_response: impl Fn(Response) + 'static,
        on_trouble: impl Fn(&str) + Clone + 'static,
    ) -> Option<Self> {
        let on_message = Closure::new(move |event: MessageEvent| {
            if let Some(response) = event.data().as_string().and_then(|message| Response::from_message(&message)) {
                on_response(response);
            }
        });
        let on_silence = on_trouble.clone();
        let mut client = Self {
            worker: None,
            paths: ModulePaths::of(script, "finder")?,
            on_message,
            on_error: Closure::new(move || on_trouble("its worker did not start, or broke off")),
            on_silence: Closure::new(move || on_silence("its worker does not answer")),
            timer: None,
            state: State::Starting,
            failures: 0,
            asked: None,
        };
        client.start();
        Some(client)
    }

    /// Ends the worker, if there is one, and starts another.
    fn start(&mut self) {
        if let Some(old) = self.worker.take() {
            old.terminate();
        }
        self.state = State::Starting;
        self.worker = spawn(&self.paths, self.failures);
        match &self.worker {
            Some(worker) => {
                worker.set_onmessage(Some(self.on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(self.on_error.as_ref().unchecked_ref()));
                self.wait();
            }
            // Reported after this call, when the page can be asked what to say.
            None => self.timer = self.call_in(&self.on_error, Duration::ZERO),
        }
    }

    fn call_in(&self, callback: &Closure<dyn FnMut()>, time: Duration) -> Option<i32> {
        let time = i32::try_from(time.as_millis()).unwrap_or_default();
        let callback = callback.as_ref().unchecked_ref();
        web_sys::window()?.set_timeout_with_callback_and_timeout_and_arguments_0(callback, time).ok()
    }

    /// From now on the worker is waited for, if something is wanted of it.
    pub(super) fn wait(&mut self) {
        if let (Some(timer), Some(window)) = (self.timer.take(), web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
        if self.state == State::Starting || self.asked.is_some() {
            self.timer = self.call_in(&self.on_silence, LATE);
        }
    }

    /// The worker is of no use. What was asked is kept for the next one.
    pub(super) fn fail(&mut self) {
        if self.state != State::Failed {
            self.failures += 1;
        }
        self.state = State::Failed;
    }

    /// Tries again with another worker, and asks it what has no answer yet.
    pub(super) fn retry(&mut self) {
        if let Some(asked) = &mut self.asked {
            asked.sent = 0;
        }
        self.start();
    }

    /// Asks; the last question counts. A worker that failed, or is in the middle of a long text, is replaced.
    pub(super) fn ask(&mut self, question: Question, text: JsString) {
        let is_busy = self.is_reading();
        self.asked = Some(Asked { question, text, sent: 0 });
        if is_busy || self.state == State::Failed {
            self.start();
        } else if self.state == State::Ready {
            self.send_question();
            self.wait();
        }
    }

    /// Whether a long text is being read.
    pub(super) fn is_reading(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.question.length > LONG)
    }

    /// Ends the worker and whatever it was doing, and starts another.
    pub(super) fn stop(&mut self) {
        self.asked = None;
        self.start();
    }

    /// The worker listens. Whether it has something to do.
    pub(super) fn begin(&mut self) -> bool {
        let ModulePaths { site, data: guide, records_glue, records_wasm, version, .. } = self.paths.clone();
        self.post(&Request::Begin { site, guide, records_glue, records_wasm, version, attempt: self.failures });
        self.state = State::Ready;
        if self.asked.is_some() {
            self.send_question();
        }
        self.asked.is_some()
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
        if let Some(worker) = &self.worker {
            let _ = worker.post_message(&part);
        }
    }

    /// A question was answered.
    pub(super) fn end(&mut self, number: u32) {
        self.asked.take_if(|asked| asked.question.number == number);
        // It was only slow.
        self.state = State::Ready;
        self.wait();
    }

    pub(super) fn post(&self, request: &Request) {
        if let Some(worker) = &self.worker {
            let _ = worker.post_message(&JsValue::from_str(&request.to_message()));
        }
    }

    fn send_question(&mut self) {
        let Some(asked) = &self.asked else { return };
        let question = asked.question.clone();
        let number = question.number;
        self.post(&Request::Ask(question));
        self.send_more(number);
    }
}
