//! Texts that documents own word for word, and how much of one a query has in a row.

use super::asked::{Asked, find_word};
use super::index::Word;
use super::tokens::{is_filler, words_of};

/// What the words in a row count beside the fields: more than the same words in a title that has them all.
const IN_A_ROW: f32 = 30.0;
/// What a text counts more that is all of the query.
const IS_IT: f32 = 1.6;
/// A single word of no more letters is a sign, such as a flag or the state of a connection: `sH` is not `SH`.
const LONGEST_SIGN: usize = 4;
/// The share of a text that stands for all of it.
const MOST_OF_IT: f32 = 0.6;
/// How many words of a query are looked at: a bit each, and another for those behind them.
const PLACES: usize = 31;

/// A text that a document owns.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Indexes in the list of words.
    words: Vec<u32>,
    /// How much all of its words tell.
    tells: f32,
    document: usize,
    strength: f32,
    /// The text, where its case tells it from others; otherwise empty.
    sign: String,
}

impl Phrase {
    /// The text, but for fillers. `None` where it is a number and no more: many own that.
    pub(super) fn new(all: &[Word], text: &str, document: usize, strength: f32) -> Option<Self> {
        let mut has_word = false;
        let mut tells = 0.0;
        let mut words = Vec::new();
        let mut typed = words_of(text);
        if text.starts_with('<') || text.ends_with('>') {
            let plain = words_of(&without_tags(text));
            if plain.len() > 1 {
                typed = plain;
            }
        }
        for token in typed {
            if is_filler(&token) {
                continue;
            }
            has_word |= !token.bytes().all(|byte| byte.is_ascii_digit());
            let word = find_word(all, &token)?;
            tells += all[word].rarity;
            words.push(u32::try_from(word).ok()?);
        }
        let sign = text.trim_matches(|end: char| !end.is_alphanumeric());
        let sign = if sign.len() <= LONGEST_SIGN && words.len() == 1 { sign.to_owned() } else { String::new() };
        (has_word || words.len() > 1).then_some(Self { words, tells, document, strength, sign })
    }
}

/// A text without the tags of its markup.
fn without_tags(text: &str) -> String {
    let mut is_tag = false;
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        is_tag |= letter == '<';
        plain.push(if is_tag { ' ' } else { letter });
        is_tag &= letter != '>';
    }
    plain
}

/// Where a word may stand in a query.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stands {
    /// The places: a bit each.
    pub(super) places: u32,
    /// What it counts there at most.
    factor: f32,
}

/// Where each word may stand in the query.
pub(super) fn places(words: &[Word], asked: &[Asked]) -> Vec<Stands> {
    let mut all = vec![Stands::default(); words.len()];
    for (place, one) in asked.iter().enumerate() {
        for (word, factor) in &one.candidates {
            let stands = &mut all[*word];
            stands.places |= 1 << place.min(PLACES);
            stands.factor = stands.factor.max(*factor);
        }
    }
    all
}

/// Calls `found` with each document of which the query has words in a row, and what that adds to its score.
pub(super) fn find(
    phrases: &[Phrase],
    words: &[Word],
    asked: &[Asked],
    all: &[Stands],
    whole: f32,
    query: &str,
    mut found: impl FnMut(usize, f32),
) {
    let count = asked.len().min(PLACES);
    // What the row tells that ends at each place of the query, and its length: the first is that before the query.
    let mut rows = [(0.0_f32, 0_u32); PLACES + 1];
    for phrase in phrases {
        let (mut best, mut longest, mut last, mut before) = (0.0, 0, 0, 0);
        for word in &phrase.words {
            let word = *word as usize;
            let Stands { places, factor } = all[word];
            if places | before == 0 {
                continue;
            }
            // From the last place to the first, because each row goes on from the one before it.
            for place in (0..count).rev() {
                rows[place + 1] = if places & 1 << place == 0 {
                    (0.0, 0)
                } else {
                    let told = asked[place].weight * factor * words[word].rarity;
                    (rows[place].0 + told, rows[place].1 + 1)
                };
                if rows[place + 1].0 > best {
                    ((best, longest), last) = (rows[place + 1], word);
                }
            }
            before = places;
        }
        if longest == 0 {
            continue;
        }
        if before > 0 {
            rows.fill((0.0, 0));
        }
        let of_query = (best / whole).min(1.0);
        let of_phrase = (best / phrase.tells).min(1.0);
        // A single word of a longer text says nothing of the text, unless the others are hardly worth naming.
        let is_number = || words[last].text.bytes().all(|byte| byte.is_ascii_digit());
        if longest >= 2 || of_phrase >= MOST_OF_IT && !is_number() {
            let is_same = of_query >= 0.99 && of_phrase >= 0.99;
            let has_its_case = !phrase.sign.is_empty()
                && query.as_bytes().windows(phrase.sign.len()).any(|part| part == phrase.sign.as_bytes());
            let strength = phrase.strength * if is_same || has_its_case { IS_IT } else { 1.0 };
            found(phrase.document, strength * IN_A_ROW * best * of_query * of_phrase.sqrt() * of_phrase.sqrt().sqrt());
        }
    }
}
