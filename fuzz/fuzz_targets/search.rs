//! No words make the search panic, and no bytes the reading of a guide.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use fivexx::finder::{Filters, Finder, Guide};
use fivexx::site::load_content;
use libfuzzer_sys::fuzz_target;

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let catalogue = load_content(&root).expect("the content keeps its schema");
    Finder::new(Guide::compile(&catalogue).expect("its ids can number the catalogue")).expect("its parts fit")
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = FINDER.answer(text, false, &Filters::from_words(text));
    }
    // Whatever a server sends as guide is read or refused.
    if let Ok(guide) = Guide::from_bytes(bytes) {
        let _ = Finder::new(guide).map(|finder| finder.answer("504 timeout", false, &Filters::default()));
    }
});
