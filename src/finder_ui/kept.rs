//! What is remembered of the box: typed words in the fragment of the address, where a link to them belongs; a finding, with
//! its secrets masked, for as long as the tab is open. The entry of the tab's history says which finding is its own, so that
//! a step back and a reload show it again.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::Storage;

use crate::browser::{current_address, current_query};
use crate::finder::{HISTORY_KEY, QUESTION_KEY, Reply};

/// Before the number of a finding in the tab's storage, and alone for the number of the last one.
const KEY: &str = "fivexx-finding";
/// More findings than these are not kept: a long day's tab would fill its storage.
const MOST_KEPT: u32 = 8;

/// What the entry of the history is about.
pub(super) enum Remembered<'a> {
    /// Words, empty for none.
    Words(&'a str),
    /// A finding.
    Finding(&'a Reply),
}

/// Writes into the entry of the history what the box shows. `has_own_address` says whether the address is the box's own.
pub(super) fn remember(what: &Remembered<'_>, has_own_address: bool) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    let state = history.state().unwrap_or(JsValue::NULL);
    let known = number_in(&state);
    let (words, number) = match what {
        Remembered::Words(words) => (*words, None),
        Remembered::Finding(reply) => ("", keep(reply, known)),
    };
    let state = with_number(&state, number);
    let mut address = format!("{}{}", current_address(), current_query());
    if !has_own_address {
        let fragment = web_sys::window().and_then(|window| window.location().hash().ok());
        address.push_str(&fragment.unwrap_or_default());
    } else if !words.is_empty() {
        let words: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        address.push_str(&format!("#{QUESTION_KEY}={words}"));
    }
    let _ = history.replace_state_with_url(&state, "", Some(&address));
}

/// The finding of this entry of the history, if it is still kept.
pub(super) fn finding() -> Option<Reply> {
    let state = web_sys::window()?.history().ok()?.state().ok()?;
    let number = number_in(&state)?;
    Reply::from_message(&storage()?.get_item(&format!("{KEY}-{number}")).ok()??)
}

/// The words that the address has.
pub(super) fn words() -> Option<String> {
    let fragment = web_sys::window()?.location().hash().ok()?;
    let mut pairs = form_urlencoded::parse(fragment.trim_start_matches('#').as_bytes());
    let words = pairs.find(|(name, _)| name == QUESTION_KEY).map(|(_, words)| words.into_owned())?;
    (!words.trim().is_empty()).then_some(words)
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Keeps a finding under the number that the entry of the history has, or under a new one.
fn keep(reply: &Reply, known: Option<u32>) -> Option<u32> {
    let storage = storage()?;
    let number = known.unwrap_or_else(|| {
        let last = storage.get_item(KEY).ok().flatten().and_then(|last| last.parse::<u32>().ok());
        last.unwrap_or_default().wrapping_add(1)
    });
    let _ = storage.remove_item(&format!("{KEY}-{}", number.wrapping_sub(MOST_KEPT)));
    storage.set_item(&format!("{KEY}-{number}"), &reply.to_message()).ok()?;
    if known.is_none() {
        let _ = storage.set_item(KEY, &number.to_string());
    }
    Some(number)
}

fn number_in(state: &JsValue) -> Option<u32> {
    let number = js_sys::Reflect::get(state, &JsValue::from_str(HISTORY_KEY)).ok()?.as_f64()?;
    (number >= 0.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
}

/// The state with another number; what the app has written into it stays.
fn with_number(state: &JsValue, number: Option<u32>) -> JsValue {
    let copy = js_sys::Object::new();
    if let Some(state) = state.dyn_ref::<js_sys::Object>() {
        js_sys::Object::assign(&copy, state);
    }
    let key = JsValue::from_str(HISTORY_KEY);
    match number {
        Some(number) => {
            let _ = js_sys::Reflect::set(&copy, &key, &JsValue::from_f64(f64::from(number)));
        }
        None => {
            let _ = js_sys::Reflect::delete_property(&copy, &key);
        }
    }
    copy.into()
}
