//! The search against queries that people really ask: `tests/fixtures/search/relevance.toml` says which entry must come
//! first, `typos.toml` what must be found in spite of typing errors.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;

use fivexx::finder::{Answer, Filters, Finder, Guide};
use fivexx::recognise::Conclusion;
use fivexx::site::load_content;
use fivexx::status_code::StatusCode;
use serde::Deserialize;

#[derive(Deserialize)]
struct Relevance {
    query: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    text: String,
    first: Vec<String>,
    kind: String,
    origin: String,
}

#[derive(Deserialize)]
struct Typos {
    typo: Vec<Typo>,
}

#[derive(Deserialize)]
struct Typo {
    text: String,
    entry: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    toml::from_str(&fs::read_to_string(root().join("tests/fixtures/search").join(name)).unwrap()).unwrap()
}

/// The finder as the browser has it: from the bytes of the file.
fn finder() -> Finder {
    let bytes = Guide::compile(&load_content(root()).unwrap()).unwrap().to_bytes().unwrap();
    Finder::new(Guide::from_bytes(&bytes).unwrap()).unwrap()
}

/// The slugs of what was found, the best first.
fn found(finder: &Finder, query: &str) -> Vec<String> {
    let entries = match finder.answer(query, false, &Filters::default()) {
        Answer::Search { hits, .. } => hits.into_iter().map(|hit| hit.entry).collect(),
        // Some write what a response holds, and are answered as those who paste it.
        Answer::Paste(finding) => match finding.conclusion {
            Conclusion::Entry { entry, .. } | Conclusion::Status { entry } => vec![entry],
            Conclusion::Sender { entries, .. } => entries,
            Conclusion::Nothing => Vec::new(),
        },
        Answer::Empty => Vec::new(),
    };
    entries.into_iter().map(|entry| finder.card(entry).slug.clone()).collect()
}

#[test]
fn real_queries_lead_to_their_entries() {
    let finder = finder();
    let queries = fixture::<Relevance>("relevance.toml").query;
    assert!(queries.len() >= 60);
    let mut sum = 0.0;
    for Query { text, first, kind, origin } in &queries {
        assert!(origin.starts_with("https://"), "{text}");
        assert!(first.iter().all(|slug| finder.cards().iter().any(|card| card.slug == *slug)), "{text}: {first:?}");
        let found = found(&finder, text);
        let rank = found.iter().position(|slug| first.contains(slug));
        sum += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        if rank != Some(0) {
            let found_at = rank.map_or("not among the first ten".to_owned(), |rank| format!("at {}", rank + 1));
            println!("{kind} “{text}”: {first:?} is {found_at}; first is {:?}", found.first());
        }
    }
    let mean = sum / queries.len() as f64;
    println!("mean reciprocal rank of {} queries: {mean:.3}", queries.len());
    assert!(mean >= 0.9, "{mean:.3}");
}

#[test]
fn typing_errors_are_forgiven() {
    let finder = finder();
    let typos = fixture::<Typos>("typos.toml").typo;
    let is_found = |typo: &&Typo| found(&finder, &typo.text).iter().take(3).any(|slug| typo.entry.contains(slug));
    let (found_ones, missed): (Vec<_>, Vec<_>) = typos.iter().partition(is_found);
    for Typo { text, entry } in missed {
        println!("“{text}”: none of {entry:?} among {:?}", found(&finder, text).iter().take(3).collect::<Vec<_>>());
    }
    println!("{} of {} misspelt queries found", found_ones.len(), typos.len());
    assert!(found_ones.len() * 50 >= typos.len() * 48);
}

#[test]
fn a_code_never_finds_another_first() {
    let finder = finder();
    for code in [500, 501, 502, 503, 504, 505, 507, 508, 520, 521, 522, 523, 524, 525, 526, 530, 561].map(StatusCode) {
        for slug in found(&finder, &code.to_string()).iter().take(3) {
            let card = finder.cards().iter().find(|card| card.slug == *slug).unwrap();
            let has_it = card.codes.contains(&code);
            let others = finder.cards().iter().filter(|card| card.codes.contains(&code)).count();
            assert!(has_it || others < 3, "{code} found {slug}");
        }
    }
}
