//! Reads `content/synonyms.toml`: what readers say for what the catalogue says.

use std::collections::BTreeSet;

use super::toml_reader::{Context, Table, text, texts};
use crate::catalogue::model::synonym::Phrase;
use crate::catalogue::problem::{Problem, quoted};

/// Reads the phrases; every broken rule becomes a problem.
pub(crate) fn read_synonyms(path: &str, file: &str, problems: &mut Vec<Problem>) -> Vec<Phrase> {
    let context = Context::new(path, file, 0);
    let phrases = context.parse().map_or_else(Vec::new, |mut table| {
        let mut seen = BTreeSet::new();
        let phrases = table.tables("synonym", |table| read_phrase(table, &mut seen));
        table.finish();
        phrases
    });
    problems.extend(context.finish().0);
    phrases
}

fn read_phrase(table: &mut Table<'_>, seen: &mut BTreeSet<String>) -> Option<Phrase> {
    let phrase = table.required("phrase", "lower-case words with one blank between them", |value| {
        text(value).filter(|phrase| phrase.split(' ').all(is_word))
    });
    let means = table.required("means", "a list of lower-case words", |value| {
        texts(value).filter(|words| !words.is_empty() && words.iter().all(|word| is_word(word)))
    });
    let (phrase, means) = (phrase?, means?);
    if !seen.insert(phrase.clone()) {
        table.complain("phrase", &quoted(&phrase), "each phrase once");
    }
    Some(Phrase { phrase, means })
}

/// Whether a word is one to the search as well: other characters would part it.
fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
}
