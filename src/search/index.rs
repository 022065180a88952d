//! The index: which word stands where, and how much it says there. Made at build time, small enough to be fetched whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::times::times;
use super::tokens::{is_filler, may_have_typos, tokens};
use crate::status_code::StatusCode;

/// A document to index. Texts are plain; their order within a field does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Status codes.
    pub codes: Vec<StatusCode>,
    /// The title.
    pub title: String,
    /// The sender's name.
    pub vendor: String,
    /// Tags.
    pub tags: Vec<String>,
    /// The summary.
    pub summary: String,
    /// Headings, questions, first sentences of steps.
    pub headings: Vec<String>,
    /// Signatures.
    pub signatures: Vec<String>,
    /// The time limits that it is about: times, and what is set.
    pub limits: Vec<String>,
    /// The rest, section by section.
    pub sections: Vec<String>,
}

/// Words that mean what others do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonym {
    /// The words, as [tokens](super::tokens()).
    pub phrase: Vec<String>,
    /// Words of the index, each of which may stand for them.
    pub means: Vec<String>,
}

/// How much a word says in a document: the field that counts most, raised by other fields. Stored in three bits.
///
/// A title is written to be found by, so that its words count four times as much as a summary's, and those of running
/// text a tenth: half the catalogue mentions "timeout" somewhere.
pub(super) const LEVELS: [f32; 8] = [0.5, 0.9, 1.6, 2.4, 3.4, 5.0, 8.0, 11.0];

const BODY: f32 = 0.5;
const SIGNATURE: f32 = 2.2;
const HEADING: f32 = 1.5;
const SUMMARY: f32 = 2.2;
const TAG: f32 = 3.2;
const VENDOR: f32 = 5.0;
const LIMIT: f32 = 8.0;
const TITLE: f32 = 8.0;
const CODE: f32 = 9.0;

/// A word that stands in more than this share of the documents tells them apart by its better fields only.
const COMMON: f32 = 0.2;

/// Of a word that stands in no more documents, the index says in which section.
const FEW: usize = 8;

/// Words and the documents that have them. Columns rather than rows: like stands by like, and packs well.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Index {
    /// The number of documents.
    documents: u32,
    /// How many letters a word shares with the one before it, in the order of the words.
    shared: Vec<u8>,
    /// The other letters of each word, with a line end behind each.
    endings: String,
    /// In how many documents each word is indexed.
    counts: Vec<u32>,
    /// Words that stand in more documents than they are indexed in: which word, and in how many.
    common: Vec<(u32, u32)>,
    /// The documents of each word, each as the distance from the one before it.
    steps: Vec<u32>,
    /// The level of each of these, two to a byte.
    levels: Vec<u8>,
    /// For words of few documents, the section of each of these: its number from 1, or 0 where it stands in none; two to a
    /// byte.
    sections: Vec<u8>,
    /// Words that mean what others do.
    synonyms: Vec<Synonym>,
}

/// A word of the index.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Which letters it has.
    pub(super) mask: u32,
    pub(super) may_have_typos: bool,
    /// How much its presence tells: the logarithm of documents over those that have it (BM25's inverse document
    /// frequency; Robertson and Zaragoza, “The Probabilistic Relevance Framework”, 2009).
    pub(super) rarity: f32,
    /// The highest level that it has in any document.
    pub(super) most: u8,
    /// Where it stands.
    pub(super) places: Vec<Place>,
}

/// A document that has a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) document: u32,
    pub(super) level: u8,
    /// The section in which it stands most, where the index says so.
    pub(super) section: Option<u8>,
}

impl Index {
    /// Indexes documents, which are named by their index in the list.
    pub fn build(documents: &[Document], synonyms: Vec<Synonym>) -> Self {
        let mut words: BTreeMap<String, BTreeMap<u32, f32>> = BTreeMap::new();
        for (number, document) in documents.iter().enumerate() {
            let number = narrow(number);
            for (word, weight) in weights(document) {
                words.entry(word).or_default().insert(number, weight);
            }
        }
        let mut index = Self { documents: narrow(documents.len()), synonyms, ..Self::default() };
        let mut before = String::new();
        let (mut level_of_each, mut section_of_each) = (Vec::new(), Vec::new());
        let sections: Vec<_> = documents.iter().map(sections).collect();
        let common = documents.len() as f32 * COMMON;
        for (word, weights) in words {
            let all = weights.len();
            let is_common = all as f32 > common;
            let levels: Vec<_> = weights
                .into_iter()
                .map(|(number, weight)| (number, level(weight)))
                .filter(|(_, level)| !is_common || *level > level_of_body())
                .collect();
            if levels.is_empty() || is_filler(&word) {
                continue;
            }
            if levels.len() < all {
                index.common.push((narrow(index.counts.len()), narrow(all)));
            }
            let shared = word.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
            let shared = (0..=shared.min(usize::from(u8::MAX))).rev().find(|end| word.is_char_boundary(*end));
            let shared = shared.unwrap_or_default();
            index.shared.push(u8::try_from(shared).unwrap_or_default());
            index.endings.push_str(&word[shared..]);
            index.endings.push('\n');
            index.counts.push(narrow(levels.len()));
            let mut last = 0;
            let is_rare = levels.len() <= FEW;
            for (number, level) in levels {
                if is_rare {
                    section_of_each.push(sections[number as usize].get(&word).copied().unwrap_or_default());
                }
                index.steps.push(number - last);
                last = number;
                level_of_each.push(level);
            }
            before = word;
        }
        index.levels = in_pairs(&level_of_each);
        index.sections = in_pairs(&section_of_each);
        index
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.documents as usize
    }

    /// Words that mean what others do.
    pub fn synonyms(&self) -> &[Synonym] {
        &self.synonyms
    }

    /// The words in their order. What a broken file holds is read as far as it goes.
    pub(super) fn words(&self) -> Vec<Word> {
        let mut words = Vec::with_capacity(self.shared.len());
        let mut text = String::new();
        let (mut start, mut rare) = (0, 0);
        let mut common = self.common.iter().peekable();
        for ((shared, ending), count) in self.shared.iter().zip(self.endings.split('\n')).zip(&self.counts) {
            if !text.is_char_boundary(usize::from(*shared)) {
                break;
            }
            text.truncate(usize::from(*shared));
            text.push_str(ending);
            let mut number = 0_u32;
            let end = start + *count as usize;
            let Some(steps) = self.steps.get(start..end) else { break };
            let is_rare = steps.len() <= FEW;
            let places = steps.iter().enumerate().map(|(offset, step)| {
                number = number.saturating_add(*step);
                let section = if is_rare { of_pairs(&self.sections, rare + offset) } else { 0 };
                Place {
                    document: number,
                    level: of_pairs(&self.levels, start + offset),
                    section: section.checked_sub(1),
                }
            });
            let places: Vec<_> = places.filter(|place| place.document < self.documents).collect();
            rare += if is_rare { steps.len() } else { 0 };
            start = end;
            let stands =
                common.next_if(|(word, _)| *word as usize == words.len()).map_or(*count, |(_, stands)| *stands);
            let (all, with) = (self.documents as f32, stands.min(self.documents) as f32);
            words.push(Word {
                mask: super::typos::mask(&text),
                may_have_typos: may_have_typos(&text),
                rarity: (1.0 + (all - with + 0.5) / (with + 0.5)).ln(),
                most: places.iter().map(|place| place.level).max().unwrap_or_default(),
                text: text.clone(),
                places,
            });
        }
        words
    }
}

/// Four bits each, two to a byte.
fn in_pairs(values: &[u8]) -> Vec<u8> {
    values.chunks(2).map(|two| two[0] | two.get(1).unwrap_or(&0) << 4).collect()
}

/// One of them.
fn of_pairs(pairs: &[u8], at: usize) -> u8 {
    let pair = pairs.get(at / 2).copied().unwrap_or_default();
    if at.is_multiple_of(2) { pair & 0x0f } else { pair >> 4 }
}

/// The section of a document in which each word stands most: its number from 1.
fn sections(document: &Document) -> BTreeMap<String, u8> {
    let mut most: BTreeMap<String, (u32, u8)> = BTreeMap::new();
    for (number, text) in (1..16).zip(&document.sections) {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for word in tokens(text) {
            *counts.entry(word).or_default() += 1;
        }
        for (word, count) in counts {
            let known = most.entry(word).or_default();
            if count > known.0 {
                *known = (count, number);
            }
        }
    }
    most.into_iter().map(|(word, (_, number))| (word, number)).collect()
}

/// A count as the file holds it.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("no build has memory for four thousand million words")
}

/// What each word of a document weighs in it.
fn weights(document: &Document) -> BTreeMap<String, f32> {
    let mut weights: BTreeMap<String, f32> = BTreeMap::new();
    weights.extend(document.codes.iter().map(|code| (code.to_string(), CODE)));
    for typed in document.limits.iter().flat_map(|limit| times(limit)) {
        weights.extend(typed.time.map(|time| (time, LIMIT)));
    }
    let mut add = |text: &str, field: f32| add_words(&mut weights, text, field);
    add(&document.title, TITLE);
    add(&document.vendor, VENDOR);
    add(&document.tags.join(" "), TAG);
    add(&document.summary, SUMMARY);
    add(&document.signatures.join(" "), SIGNATURE);
    add(&document.limits.join(" "), SIGNATURE);
    add(&document.headings.join(" "), HEADING);
    add(&document.sections.join(" "), BODY);
    weights
}

/// Adds the words of a field.
fn add_words(weights: &mut BTreeMap<String, f32>, text: &str, field: f32) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for word in tokens(text) {
        *seen.entry(word).or_default() += 1;
    }
    for (word, count) in seen {
        // The tenth mention of a word says little more than the third.
        let weight = field * (1.0 + 0.35 * (count as f32).ln());
        let known = weights.entry(word).or_default();
        // The best field counts whole, the others a little.
        *known = known.max(weight) + 0.15 * known.min(weight);
    }
}

/// The nearest level at or below a weight.
fn level(weight: f32) -> u8 {
    let above = LEVELS.iter().take_while(|level| **level <= weight + f32::EPSILON).count();
    u8::try_from(above.saturating_sub(1)).unwrap_or_default()
}

fn level_of_body() -> u8 {
    level(BODY * 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_is_found_again_where_it_stood(texts in proptest::collection::vec("[a-cä0-9 ]{0,30}", 1..6)) {
            let documents: Vec<_> = texts.iter().map(|text| Document { title: text.clone(), ..Document::default() }).collect();
            let words = Index::build(&documents, Vec::new()).words();
            prop_assert!(words.is_sorted_by(|one, other| one.text < other.text));
            for (number, text) in texts.iter().enumerate() {
                for token in tokens(text).filter(|token| !is_filler(token)) {
                    let word = words.iter().find(|word| word.text == token).unwrap();
                    prop_assert!(word.places.iter().any(|place| place.document as usize == number && place.level >= 6));
                }
            }
        }
    }
}
