//! No text makes the finder panic: whatever was pasted is recognised, shown in part, masked and reported.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use fivexx::finder::{Answer, Filters, Finder, Guide, excerpt, report, said};
use fivexx::site::load_content;
use libfuzzer_sys::fuzz_target;

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let catalogue = load_content(&root).expect("the content keeps its schema");
    Finder::new(Guide::compile(&catalogue).expect("its ids can number the catalogue")).expect("its parts fit")
});

fuzz_target!(|text: &str| {
    let answer = FINDER.answer(text, true, &Filters::default());
    let _ = said(&FINDER, &answer);
    if let Answer::Paste(finding) = &answer {
        for evidence in &finding.evidence {
            assert!(finding.text.get(evidence.span.clone()).is_some());
            assert!(text.get(evidence.raw.clone()).is_some());
        }
        let excerpt = excerpt(FINDER.masker(), text, finding);
        let _ = report(&FINDER, text, finding, &excerpt, |path| format!("/{path}"));
    }
});
