//! The finder in its worker: reads the guide once, then answers questions.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, RequestCache, RequestInit};

use crate::components::finder_results::finder_results;
use crate::finder::{Excerpt, Filters, Finder, Guide, Question, Reply, Request, Response, excerpt, report, said};
use crate::site_root::SiteRoot;

/// Answers the page's [`Request`]s. Says that it is ready when it listens.
pub(super) fn serve(scope: &DedicatedWorkerGlobalScope) {
    let desk = Rc::new(RefCell::new(Desk { scope: scope.clone(), state: State::Waiting, asked: None, answered: None }));
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
    Ready(Box<Finder>, SiteAddress),
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
        desk.borrow_mut().take_part(message);
        return;
    }
    match Request::from_message(&String::from(message)) {
        Some(Request::Begin { site, guide, version, attempt }) => {
            begin(desk, &site, GuideFile { address: guide, version, attempt });
        }
        Some(Request::Ask(question)) => {
            let text = String::with_capacity(usize::try_from(question.length).unwrap_or_default());
            let mut desk = desk.borrow_mut();
            desk.asked = Some(Asked { question, text, received: 0 });
            desk.answer();
        }
        Some(Request::Lift { number, index }) => desk.borrow().lift(number, index),
        None => {}
    }
}

impl Desk {
    fn take_part(&mut self, part: &JsString) {
        let Some(asked) = &mut self.asked else { return };
        asked.received += part.length();
        asked.text.push_str(&String::from(part));
        if asked.received < asked.question.length {
            post(&self.scope, &Response::More { number: asked.question.number });
        } else {
            self.answer();
        }
    }

    /// Answers the question if all of it is here, and the guide too.
    fn answer(&mut self) {
        let State::Ready(finder, address) = &self.state else { return };
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
        let answer = finder.answer_with(text, *is_pasted, &filters, &mut |progress| {
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

    /// Says what stands behind a mask of the last answer.
    fn lift(&self, number: u32, index: usize) {
        let Some((answered, text, Some(excerpt))) = &self.answered else { return };
        let masked = excerpt.masked.get(index).filter(|_| *answered == number);
        if let Some(secret) = masked.and_then(|masked| text.get(masked.raw.clone())) {
            post(&self.scope, &Response::Lifted { number, index, text: secret.to_owned() });
        }
    }
}

/// Where the guide is.
struct GuideFile {
    address: String,
    /// The version of the site's code that it must be of.
    version: String,
    /// How often fetching it failed before.
    attempt: u32,
}

fn begin(desk: &Rc<RefCell<Desk>>, site: &str, guide: GuideFile) {
    // `https://example.org/docs/`: scheme and host, then the path below which the pages stand.
    let path = site.match_indices('/').nth(2).map_or(site.len(), |(at, _)| at);
    let address = SiteAddress { site: SiteRoot::new(&site[path..]), origin: site[..path].to_owned() };
    let desk = Rc::clone(desk);
    spawn_local(async move {
        let scope = desk.borrow().scope.clone();
        match fetch_guide(&scope, &guide).await {
            Ok(finder) => {
                let mut desk = desk.borrow_mut();
                desk.state = State::Ready(Box::new(finder), address);
                desk.answer();
            }
            Err(why) => post(&scope, &Response::Failed(why)),
        }
    });
}

async fn fetch_guide(scope: &DedicatedWorkerGlobalScope, file: &GuideFile) -> Result<Finder, String> {
    let no_answer = |_: JsValue| "its index did not arrive".to_owned();
    let options = RequestInit::new();
    if file.attempt > 0 {
        options.set_cache(RequestCache::Reload);
    }
    let response = scope.fetch_with_str_and_init(&file.address, &options);
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
