//! The finder in its worker: reads the guide once, then answers questions.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

use crate::app::Site;
use crate::components::finder_results;
use crate::finder::{Filters, Finder, Guide, Question, Reply, said};

/// Answers the page's messages. The first says where the site stands and where the guide is, a line each; every other is a
/// [`Question`]. Says `ready` when it listens.
pub(super) fn serve(scope: &DedicatedWorkerGlobalScope) {
    let state = Rc::new(RefCell::new(State::Waiting(Vec::new())));
    let own_scope = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(message) = event.data().as_string() else { return };
        match Question::from_message(&message) {
            Some(question) => ask(&own_scope, &state, question),
            None => begin(&own_scope, &state, &message),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

/// Where the worker is.
enum State {
    /// Has no guide yet. Holds the last question.
    Waiting(Vec<Question>),
    /// Answers.
    Ready(Box<Finder>, Site),
    /// Could not get the guide: why.
    Failed(String),
}

fn ask(scope: &DedicatedWorkerGlobalScope, state: &Rc<RefCell<State>>, question: Question) {
    let reply = match &mut *state.borrow_mut() {
        State::Waiting(asked) => {
            asked.clear();
            asked.push(question);
            return;
        }
        State::Failed(why) => {
            let said = format!("The index did not arrive: {why}. Reload the page to try again.");
            Reply { number: question.number, said, markup: String::new() }
        }
        State::Ready(finder, site) => {
            let filters = Filters::from_words(&question.filters);
            let answer = finder.answer(&question.text, question.is_pasted, &filters);
            let markup = finder_results(site, finder, &answer, &filters, "find").into_string();
            Reply { number: question.number, said: said(finder, &answer), markup }
        }
    };
    let _ = scope.post_message(&JsValue::from_str(&reply.to_message()));
}

fn begin(scope: &DedicatedWorkerGlobalScope, state: &Rc<RefCell<State>>, message: &str) {
    let Some((base, guide)) = message.split_once('\n') else { return };
    let (scope, state, site, guide) = (scope.clone(), Rc::clone(state), Site::new(base), guide.to_owned());
    spawn_local(async move {
        let next = match fetch_guide(&scope, &guide).await {
            Ok(finder) => State::Ready(Box::new(finder), site),
            Err(why) => State::Failed(why),
        };
        let before = state.replace(next);
        if let State::Waiting(asked) = before {
            for question in asked {
                ask(&scope, &state, question);
            }
        }
    });
}

async fn fetch_guide(scope: &DedicatedWorkerGlobalScope, address: &str) -> Result<Finder, String> {
    let no_answer = |_: JsValue| "no answer from the server".to_owned();
    let response = JsFuture::from(scope.fetch_with_str(address)).await.map_err(no_answer)?;
    let response: Response = response.dyn_into().map_err(no_answer)?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(no_answer)?).await.map_err(no_answer)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let guide = Guide::from_bytes(&bytes).map_err(|error| error.to_string())?;
    Finder::new(guide).map_err(|error| error.to_string())
}
