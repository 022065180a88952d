//! Looks a query up.

use super::index::{Index, LEVELS, Word};
use super::tokens::{is_filler, may_have_typos, tokens};
use super::typos::{Misspelt, forgiven};
use crate::sorting::{sort_and_dedup, sort_by};
use crate::status_code::StatusCode;

/// What a word counts that begins with what was typed.
const BEGINNING: f32 = 0.5;
/// What a word counts at one typing error, and at two.
const MISSPELT: [f32; 2] = [0.55, 0.35];
/// What a synonym counts.
const SYNONYM: f32 = 0.8;
/// A document of another status than the query names is hardly what is looked for.
const OTHER_CODE: f32 = 0.35;
/// What a title that the query has whole adds, as a share of the score.
const WHOLE_TITLE: f32 = 1.5;

/// An index that is ready to be asked.
#[derive(Debug)]
pub struct Searcher {
    index: Index,
    words: Vec<Word>,
    titles: Vec<Title>,
}

/// What a document is called, and the codes that it is about.
#[derive(Debug)]
struct Title {
    words: Vec<String>,
    codes: Vec<StatusCode>,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its index in the list that was indexed.
    pub document: usize,
    /// How well it fits: only the order means something.
    pub score: f32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// The documents, the best first.
    pub hits: Vec<Hit>,
    /// The words of the index that were looked for: those typed, completed, corrected and their synonyms.
    pub words: Vec<String>,
}

/// A word of the query, and the words of the index that may stand for it.
struct Asked {
    /// Indexes in the list of words, and what each counts.
    candidates: Vec<(usize, f32)>,
    /// How much the word matters beside the others.
    weight: f32,
}

impl Searcher {
    /// Makes an index ready. `titles` are the documents' titles and codes, in their order.
    pub fn new<'a>(index: Index, titles: impl Iterator<Item = (&'a str, &'a [StatusCode])>) -> Self {
        let words = index.words();
        let titles = titles.map(|(title, codes)| Title { words: tokens(title).collect(), codes: codes.to_vec() });
        Self { titles: titles.collect(), words, index }
    }

    /// Looks for the documents that fit best. The last word may be unfinished unless a blank follows it.
    pub fn search(&self, query: &str) -> Hits {
        let mut typed: Vec<String> = tokens(query).collect();
        let is_finished = !query.ends_with(char::is_alphanumeric);
        if typed.iter().any(|word| !is_filler(word)) {
            let last = typed.len() - 1;
            let mut count = 0;
            typed.retain(|word| {
                count += 1;
                !is_filler(word) || (count - 1 == last && !is_finished)
            });
        }
        let asked = self.asked(&typed, is_finished);
        let mut best = vec![0.0_f32; self.index.documents()];
        let mut scores = vec![0.0_f32; self.index.documents()];
        let mut covered = vec![0.0_f32; self.index.documents()];
        // A rare word that a document lacks counts against it more than a common one.
        let tells = |asked: &Asked| {
            let rarities = asked.candidates.iter().map(|(word, factor)| self.words[*word].rarity * factor);
            asked.weight * rarities.fold(0.0, f32::max)
        };
        for one in &asked {
            let Asked { candidates, weight } = one;
            let told = tells(one);
            best.fill(0.0);
            for (word, factor) in candidates {
                let word = &self.words[*word];
                for (document, level) in &word.documents {
                    let score = word.rarity * factor * LEVELS.get(usize::from(*level)).copied().unwrap_or_default();
                    let slot = &mut best[*document as usize];
                    *slot = slot.max(score);
                }
            }
            for (document, score) in best.iter().enumerate().filter(|(_, score)| **score > 0.0) {
                scores[document] += weight * score;
                covered[document] += told;
            }
        }
        let mut words: Vec<_> =
            asked.iter().flat_map(|asked| &asked.candidates).map(|(word, _)| self.words[*word].text.clone()).collect();
        sort_and_dedup(&mut words);
        let whole: f32 = asked.iter().map(tells).sum();
        let codes: Vec<StatusCode> = typed.iter().filter_map(|word| code(word)).collect();
        let mut hits: Vec<Hit> = Vec::new();
        for (document, score) in scores.iter().enumerate().filter(|(_, score)| **score > 0.0) {
            let share = covered[document] / whole;
            let mut score = score * share * share;
            if let Some(title) = self.titles.get(document) {
                if !codes.is_empty() && !codes.iter().any(|code| title.codes.contains(code)) {
                    score *= OTHER_CODE;
                }
                let known = title.words.iter().filter(|word| words.binary_search(word).is_ok()).count();
                score *= 1.0 + WHOLE_TITLE * known as f32 / title.words.len().max(1) as f32;
            }
            hits.push(Hit { document, score });
        }
        sort_by(&mut hits, |one, other| other.score.total_cmp(&one.score).then(one.document.cmp(&other.document)));
        Hits { hits, words }
    }

    fn asked(&self, typed: &[String], is_finished: bool) -> Vec<Asked> {
        let mut asked: Vec<Asked> = typed
            .iter()
            .enumerate()
            .map(|(index, word)| {
                let is_unfinished = index + 1 == typed.len() && !is_finished;
                Asked { candidates: self.candidates(word, is_unfinished), weight: 1.0 }
            })
            .collect();
        for synonym in self.index.synonyms() {
            let length = synonym.phrase.len();
            for start in 0..(typed.len() + 1).saturating_sub(length.max(1)) {
                if typed[start..start + length] != synonym.phrase[..] {
                    continue;
                }
                let means = synonym.means.iter().filter_map(|word| self.exact(word));
                asked[start].candidates.extend(means.map(|word| (word, SYNONYM)));
                // The rest of the phrase says nothing of its own.
                for rest in &mut asked[start + 1..start + length] {
                    rest.weight *= 0.25;
                }
            }
        }
        asked
    }

    fn exact(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|known| known.text.as_str().cmp(word)).ok()
    }

    /// The words that may stand for one that was typed.
    fn candidates(&self, typed: &str, is_unfinished: bool) -> Vec<(usize, f32)> {
        let mut candidates: Vec<(usize, f32)> = self.exact(typed).map(|word| (word, 1.0)).into_iter().collect();
        let from = self.words.partition_point(|word| word.text.as_str() < typed);
        let is_long = typed.chars().count() >= 4;
        if is_unfinished || is_long {
            let beginning = self.words[from..].iter().take_while(|word| word.text.starts_with(typed));
            for (offset, word) in beginning.enumerate().filter(|(_, word)| word.text != typed) {
                let share = typed.len() as f32 / word.text.len() as f32;
                // A finished word rarely stands for a much longer one.
                let factor = if is_unfinished { BEGINNING.max(share) } else { BEGINNING * share };
                candidates.push((from + offset, factor * if candidates.is_empty() { 1.0 } else { 0.8 }));
            }
        }
        if candidates.is_empty() && may_have_typos(typed) && forgiven(typed.chars().count()) > 0 {
            candidates = self.misspelt(typed, is_unfinished);
        }
        candidates
    }

    /// The words at the smallest number of typing errors from one that is no word.
    fn misspelt(&self, typed: &str, is_unfinished: bool) -> Vec<(usize, f32)> {
        let mut misspelt = Misspelt::new(typed);
        let mut near = Vec::new();
        let mut least = misspelt.most();
        for (index, word) in self.words.iter().enumerate().filter(|(_, word)| word.may_have_typos) {
            let Some(distance) = misspelt.distance(&word.text, word.mask) else { continue };
            let edits = if is_unfinished { distance.whole.min(distance.beginning) } else { distance.whole };
            let is_whole = distance.whole <= edits;
            if edits <= least {
                least = edits;
                near.push((index, edits, is_whole));
            }
        }
        near.retain(|(_, edits, _)| *edits == least);
        let factor = |is_whole: bool| {
            let factor = MISSPELT.get(least.saturating_sub(1)).copied().unwrap_or(1.0);
            if is_whole { factor } else { factor * BEGINNING }
        };
        near.into_iter().map(|(index, _, is_whole)| (index, factor(is_whole))).collect()
    }
}

/// The status code that a word is.
fn code(word: &str) -> Option<StatusCode> {
    StatusCode::from_text(word).filter(|code| (400..600).contains(&code.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Document, Synonym};
    use proptest::prelude::*;

    const TITLES: [(&str, &[StatusCode]); 4] = [
        ("502 Bad Gateway", &[StatusCode(502)]),
        ("504 Gateway Timeout", &[StatusCode(504)]),
        ("nginx 504: upstream timed out", &[StatusCode(504)]),
        ("Cloudflare 522: connection timed out", &[StatusCode(522)]),
    ];

    fn searcher() -> Searcher {
        let documents: Vec<_> = TITLES
            .iter()
            .map(|(title, codes)| Document { title: (*title).into(), codes: codes.to_vec(), ..Document::default() })
            .collect();
        let phrase = ["took", "too", "long"].map(str::to_owned).to_vec();
        let synonyms = vec![Synonym { phrase, means: vec!["timeout".into()] }];
        Searcher::new(Index::build(&documents, synonyms), TITLES.into_iter())
    }

    fn found(query: &str) -> Vec<usize> {
        searcher().search(query).hits.into_iter().map(|hit| hit.document).collect()
    }

    #[test]
    fn the_best_title_comes_first() {
        assert_eq!(found("504")[0], 1);
        assert_eq!(found("504 gateway timeout")[0], 1);
        assert_eq!(found("nginx timed out")[0], 2);
        assert_eq!(found("cloudfl"), [3]);
    }

    #[test]
    fn typing_errors_are_forgiven_in_words_and_never_in_codes() {
        assert_eq!(found("cloudfalre"), [3]);
        assert_eq!(found("gateawy")[0], 0);
        assert!(!found("503").contains(&0) && found("503").is_empty());
        assert_eq!(found("5022"), Vec::<usize>::new());
        assert_eq!(found("ngnx"), Vec::<usize>::new());
    }

    #[test]
    fn a_phrase_of_the_field_finds_its_meaning() {
        assert_eq!(found("it took too long"), [1]);
    }

    proptest! {
        #[test]
        fn any_query_is_answered(query in "(?s).{0,60}") {
            let _ = searcher().search(&query);
        }
    }
}
