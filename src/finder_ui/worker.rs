//! The finder in its worker: reads the guide once, then answers questions. The readers of logs are a module of their own,
//! which is fetched when something was pasted.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, RequestCache, RequestInit};

use crate::components::finder_results::finder_results;
use crate::finder::{
    Excerpt, Filters, Finder, Guide, Question, Reply, Request, Response, excerpt, is_paste, report, said,
};
use crate::recognise::Records;
use crate::site_root::SiteRoot;

#[wasm_bindgen]
extern "C" {
    /// What the glue of the readers of logs exports.
    type Readers;

    /// `public/worker.js` has it.
    #[wasm_bindgen(js_name = fetchModule, catch)]
    async fn fetch_module(glue: &str, wasm: &str, version: &str, attempt: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = readRecords)]
    fn read_records(this: &Readers, text: &[u8], signatures: &[u8]) -> Option<Vec<u8>>;
}

/// Answers the page's [`Request`]s. Says that it is ready when it listens.
pub(super) fn serve(scope: &DedicatedWorkerGlobalScope) {
    let desk = Rc::new(RefCell::new(Desk {
        scope: scope.clone(),
        state: State::Waiting,
        readers: ReaderState::Wanted,
        asked: None,
        answered: None,
    }));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(message) = event.data().dyn_into::<JsString>() {
            take(&desk, &message);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(scope, &Response::Ready);
}

/// What the worker has before it.
struct Desk {
    scope: DedicatedWorkerGlobalScope,
    state: State,
    readers: ReaderState,
    /// The question whose text is coming in, or that waits for the guide.
    asked: Option<Asked>,
    /// The number of the last answer, its text, and what is masked in it.
    answered: Option<(u32, String, Option<Excerpt>)>,
}

/// Where the worker is.
enum State {
    /// Has no guide yet.
    Waiting,
    /// Answers.
    Ready(Box<Finder>, SiteAddress, Files),
}

/// Where the readers of logs are.
enum ReaderState {
    /// Nothing was pasted yet.
    Wanted,
    /// They are on their way.
    Coming,
    /// They read.
    Here(Readers),
}

/// Where the site stands: pages link below its base, a copy also needs its origin.
struct SiteAddress {
    site: SiteRoot,
    /// Scheme and host, which links in a copy need.
    origin: String,
}

struct Asked {
    question: Question,
    text: String,
    /// How much of the text is here, in UTF-16 units.
    received: u32,
}

fn post(scope: &DedicatedWorkerGlobalScope, response: &Response) {
    let _ = scope.post_message(&JsValue::from_str(&response.to_message()));
}

fn take(desk: &Rc<RefCell<Desk>>, message: &JsString) {
    let is_part = desk.borrow().asked.as_ref().is_some_and(|asked| asked.received < asked.question.length);
    if is_part {
        if desk.borrow_mut().take_part(message) {
            answer(desk);
        }
        return;
    }
    match Request::from_message(&String::from(message)) {
        Some(Request::Begin { site, guide, records_glue, records_wasm, version, attempt }) => {
            begin(desk, &site, Files { guide, records_glue, records_wasm, version, attempt });
        }
        Some(Request::Ask(question)) => {
            let text = String::with_capacity(usize::try_from(question.length).unwrap_or_default());
            desk.borrow_mut().asked = Some(Asked { question, text, received: 0 });
            answer(desk);
        }
        Some(Request::Lift { number, index }) => desk.borrow().lift(number, index),
        None => {}
    }
}

/// Answers the question if all of it is here, and the guide too, and for a paste the readers of logs.
fn answer(desk: &Rc<RefCell<Desk>>) {
    let needs_readers = desk.borrow().needs_readers();
    if needs_readers { fetch_readers(desk) } else { desk.borrow_mut().answer() }
}

impl Desk {
    /// Takes a part of a text; whether it was the last one.
    fn take_part(&mut self, part: &JsString) -> bool {
        let Some(asked) = &mut self.asked else { return false };
        asked.received += part.length();
        asked.text.push_str(&String::from(part));
        let is_whole = asked.received >= asked.question.length;
        if !is_whole {
            post(&self.scope, &Response::More { number: asked.question.number });
        }
        is_whole
    }

    /// Whether the question is a paste, and nobody here can read its records.
    fn needs_readers(&self) -> bool {
        let is_whole = |asked: &&Asked| asked.received >= asked.question.length;
        let is_pasted = |asked: &Asked| asked.question.is_pasted || is_paste(&asked.text);
        !matches!(self.readers, ReaderState::Here(_))
            && matches!(self.state, State::Ready(..))
            && self.asked.as_ref().filter(is_whole).is_some_and(is_pasted)
    }

    fn answer(&mut self) {
        let State::Ready(finder, address, _) = &self.state else { return };
        let Some(Asked { question, text, .. }) = self.asked.take_if(|asked| asked.received >= asked.question.length)
        else {
            return;
        };
        let (reply, excerpt) = self.reply(finder, address, &question, &text);
        self.answered = Some((question.number, text, excerpt));
        post(&self.scope, &Response::Answer(reply));
    }

    fn reply(
        &self,
        finder: &Finder,
        address: &SiteAddress,
        question: &Question,
        text: &str,
    ) -> (Reply, Option<Excerpt>) {
        let Question { number, filters, is_pasted, .. } = question;
        let filters = Filters::from_words(filters);
        let mut last = 0;
        let read = |text: &str, signatures: &[(usize, String)]| self.read(text, signatures).unwrap_or_default();
        let answer = finder.answer_with(text, *is_pasted, &filters, &read, &mut |progress| {
            // A bar has so many steps that can be seen.
            const STEP: u16 = 10;
            if progress.thousandths() >= last + STEP {
                last = progress.thousandths();
                post(&self.scope, &Response::Progress { number: *number, thousandths: last });
            }
        });
        let excerpt = answer.finding().map(|finding| excerpt(finder.masker(), text, finding));
        let report = match (answer.finding(), &excerpt) {
            (Some(finding), Some(excerpt)) => report(finder, text, finding, excerpt, |path| {
                format!("{}{}", address.origin, address.site.address(path))
            }),
            _ => String::new(),
        };
        let markup = finder_results(&address.site, finder, text, &answer, excerpt.as_ref(), &filters, "find");
        let reply = Reply {
            number: *number,
            said: said(finder, &answer),
            is_shareable: !is_pasted && finder.is_shareable(text, &answer),
            is_finding: answer.is_paste(),
            report,
            markup: markup.into_string(),
        };
        (reply, excerpt)
    }

    /// Has the readers read the records of a text. `None` where they are not here, or their answer cannot be read.
    fn read(&self, text: &str, signatures: &[(usize, String)]) -> Option<Records> {
        let ReaderState::Here(readers) = &self.readers else { return None };
        let signatures = postcard::to_allocvec(signatures).ok()?;
        Records::from_bytes(&readers.read_records(text.as_bytes(), &signatures)?).ok()
    }

    /// Says what stands behind a mask of the last answer.
    fn lift(&self, number: u32, index: usize) {
        let Some((answered, text, Some(excerpt))) = &self.answered else { return };
        let masked = excerpt.masked.get(index).filter(|_| *answered == number);
        if let Some(secret) = masked.and_then(|masked| text.get(masked.raw.clone())) {
            post(&self.scope, &Response::Lifted { number, index, text: secret.to_owned() });
        }
    }
}

/// Where the guide and the readers are.
#[derive(Clone)]
struct Files {
    guide: String,
    records_glue: String,
    records_wasm: String,
    /// The version of the site's code that all must be of.
    version: String,
    /// How often fetching failed before.
    attempt: u32,
}

/// Fetches the readers of logs, and then answers what waits for them.
fn fetch_readers(desk: &Rc<RefCell<Desk>>) {
    let files = match &*desk.borrow() {
        Desk { state: State::Ready(_, _, files), readers: ReaderState::Wanted, .. } => files.clone(),
        _ => return,
    };
    desk.borrow_mut().readers = ReaderState::Coming;
    let desk = Rc::clone(desk);
    spawn_local(async move {
        let Files { records_glue, records_wasm, version, attempt, .. } = &files;
        match fetch_module(records_glue, records_wasm, version, *attempt).await {
            Ok(readers) => {
                desk.borrow_mut().readers = ReaderState::Here(readers.unchecked_into());
                answer(&desk);
            }
            Err(error) => {
                let why = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
                let why = format!("its log readers did not arrive ({})", why.unwrap_or_default());
                let mut desk = desk.borrow_mut();
                desk.readers = ReaderState::Wanted;
                post(&desk.scope, &Response::Failed(why));
            }
        }
    });
}

fn begin(desk: &Rc<RefCell<Desk>>, site: &str, files: Files) {
    // `https://example.org/docs/`: scheme and host, then the path below which the pages stand.
    let path = site.match_indices('/').nth(2).map_or(site.len(), |(at, _)| at);
    let address = SiteAddress { site: SiteRoot::new(&site[path..]), origin: site[..path].to_owned() };
    let desk = Rc::clone(desk);
    spawn_local(async move {
        let scope = desk.borrow().scope.clone();
        match fetch_guide(&scope, &files).await {
            Ok(finder) => {
                desk.borrow_mut().state = State::Ready(Box::new(finder), address, files);
                answer(&desk);
            }
            Err(why) => post(&scope, &Response::Failed(why)),
        }
    });
}

async fn fetch_guide(scope: &DedicatedWorkerGlobalScope, file: &Files) -> Result<Finder, String> {
    let no_answer = |_: JsValue| "its index did not arrive".to_owned();
    let options = RequestInit::new();
    if file.attempt > 0 {
        options.set_cache(RequestCache::Reload);
    }
    let response = scope.fetch_with_str_and_init(&file.guide, &options);
    let response = JsFuture::from(response).await.map_err(no_answer)?;
    let response: web_sys::Response = response.dyn_into().map_err(no_answer)?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(no_answer)?).await.map_err(no_answer)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let guide =
        bytes.strip_prefix(file.version.as_bytes()).ok_or("its index is not one of this version of the site")?;
    let guide = Guide::from_bytes(guide).map_err(|error| error.to_string())?;
    Finder::new(guide).map_err(|error| error.to_string())
}
