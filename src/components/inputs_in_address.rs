//! The calculator's inputs in the address of its page.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::Location;

use super::address::use_fragment_writer;
use crate::budget::Inputs;

/// Keeps inputs and address the same: reads the fragment at the start and whenever somebody else changes it, writes it a
/// moment after the last change of the inputs. An anchor such as `#main` changes no input, and gives way to the state.
pub(super) fn keep_in_address(inputs: RwSignal<Inputs>) {
    // Safari takes 100 changes of the address in 30 s and no more.
    const PAUSE: Duration = Duration::from_millis(400);
    let Location { hash, pathname, .. } = use_location();
    let write = use_fragment_writer();
    // The address is the next page's before that page is there: it says nothing of these inputs, and is not theirs to write.
    let own_path = pathname.get_untracked();
    let own_hash = move || pathname.with(|path| *path == own_path).then(|| hash.get());
    let read = own_hash.clone();
    Effect::new(move |_| {
        let in_address = read().and_then(|hash| Inputs::from_fragment(&hash));
        if let Some(in_address) = in_address
            && in_address.to_fragment() != inputs.with_untracked(Inputs::to_fragment)
        {
            inputs.set(in_address);
        }
    });
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(handle) = pending.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        let fragment = inputs.with(Inputs::to_fragment);
        cancel();
        if own_hash().is_some_and(|hash| fragment != Inputs::from_fragment(&hash).unwrap_or_default().to_fragment()) {
            let write = write.clone();
            pending.set_value(set_timeout_with_handle(move || write(&fragment), PAUSE).ok());
        }
    });
    on_cleanup(cancel);
}
