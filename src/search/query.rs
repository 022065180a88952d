//! Looks a query up.

use super::asked::{NAME, Vocabulary, WRITTEN, code, has_word, insert_word};
use super::index::{Index, LEVELS, Word};
use super::phrases::{self, Phrase};
use super::tokens::words_of;
use crate::sorting::sort_by;
use crate::status_code::StatusCode;

/// How surely a document owns the name of its sender: others have it too.
const OF_SENDER: f32 = 0.3;
/// What a word counts at least that names a sender.
const SURE: f32 = 0.5;
/// A document of another status than the query names is hardly what is looked for.
const OTHER_CODE: f32 = 0.35;
/// Nor is one of another sender, unless it is about that one too.
const OTHER_SENDER: f32 = 0.6;
/// The share of a query from which on a document has all of it, whatever the rounding.
const ALL_WORDS: f32 = 0.99;
/// What a document counts that has all words of the query.
const HAS_ALL: f32 = 2.0;
/// What a title that the query has whole adds, as a share of the score.
const WHOLE_TITLE: f32 = 1.5;
/// A longer title is not expected to be typed whole.
const LONGEST_TITLE: usize = 7;

/// An index that is ready to be asked.
#[derive(Debug)]
pub struct Searcher {
    index: Index,
    words: Vec<Word>,
    titles: Vec<Title>,
    phrases: Vec<Phrase>,
    /// The words of senders' names, in order.
    names: Vec<String>,
    /// Those that are the whole of a name.
    senders: Vec<String>,
}

/// What a document is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The title.
    pub title: &'a str,
    /// The sender's name.
    pub sender: &'a str,
    /// The status codes.
    pub codes: &'a [StatusCode],
    /// How much it counts beside others that fit as well: 1, and more for the main one of its sender.
    pub weight: f32,
}

/// A subject as the search keeps it.
#[derive(Debug)]
struct Title {
    words: Vec<String>,
    codes: Vec<StatusCode>,
    weight: f32,
}

/// What speaks for a document.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// How well its words fit.
    score: f32,
    /// How much of the query it has.
    covered: f32,
    /// How much of the query it has in a signature or in what counts more.
    written: f32,
    /// Whether it is about the sender that the query names.
    is_of_sender: bool,
    /// What it has of the query word for word.
    owned: f32,
}

/// What speaks best for a document among the words that one of the query may stand for.
#[derive(Debug, Clone, Copy, Default)]
struct Best {
    score: f32,
    tells: f32,
    level: u8,
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
    /// Those of them that say in which section they stand.
    rare: Vec<usize>,
}

impl Searcher {
    /// Makes an index ready. Its documents' [subjects](Self::add_subject) are to be added in their order.
    pub fn new(index: Index) -> Self {
        let words = index.words();
        Self { titles: Vec::new(), phrases: Vec::new(), names: Vec::new(), senders: Vec::new(), words, index }
    }

    /// Says what the next document is about.
    pub fn add_subject(&mut self, subject: Subject<'_>) {
        let name = words_of(subject.sender);
        if let [sender] = name.as_slice() {
            insert_word(&mut self.senders, sender);
        }
        for word in &name {
            insert_word(&mut self.names, word);
        }
        self.add_phrase(subject.sender, self.titles.len(), OF_SENDER);
        let mut words = Vec::new();
        for word in words_of(subject.title) {
            insert_word(&mut words, &word);
        }
        self.titles.push(Title { words, codes: subject.codes.to_vec(), weight: subject.weight });
    }

    /// Says that a document owns a text word for word, and how surely, from 0 to 1.
    pub fn add_phrase(&mut self, text: &str, document: usize, strength: f32) {
        self.phrases.extend(Phrase::new(&self.words, text, document, strength));
    }

    /// Looks for the documents that fit best. The last word may be unfinished unless a blank follows it.
    pub fn search(&self, query: &str) -> Hits {
        let vocabulary = Vocabulary { words: &self.words, names: &self.names, synonyms: self.index.synonyms() };
        let (typed, asked) = vocabulary.read(query);
        let mut tallies = vec![Tally::default(); self.index.documents()];
        let mut best = vec![Best::default(); tallies.len()];
        let mut is_sender_named = false;
        let mut whole = 0.0;
        for one in &asked {
            let is_sender = one
                .candidates
                .iter()
                .any(|(word, factor)| *factor >= SURE && has_word(&self.senders, &self.words[*word].text));
            is_sender_named |= is_sender;
            best.fill(Best::default());
            for (word, factor) in &one.candidates {
                let word = &self.words[*word];
                let tells = word.rarity * factor;
                for place in &word.places {
                    let score = tells * LEVELS.get(usize::from(place.level)).copied().unwrap_or_default();
                    let best = &mut best[place.document as usize];
                    if score > best.score {
                        *best = Best { score, tells: best.tells.max(tells), level: place.level };
                    }
                }
            }
            // A rare word that a document lacks counts against it more than a common one.
            let told = one.tells(&self.words);
            whole += one.weight * told;
            for (tally, best) in tallies.iter_mut().zip(&best).filter(|(_, best)| best.score > 0.0) {
                let tells = one.weight * best.tells.min(told);
                tally.score += one.weight * best.score;
                tally.covered += tells;
                tally.written += if best.level >= WRITTEN { tells } else { 0.0 };
                tally.is_of_sender |= is_sender && best.level >= NAME;
            }
        }
        let places = phrases::places(&self.words, &asked);
        let codes: Vec<StatusCode> = typed.iter().filter_map(|word| code(word)).collect();
        // Codes alone are no message.
        let phrases = if codes.len() < typed.len() { self.phrases.as_slice() } else { &[] };
        phrases::find(phrases, &self.words, &asked, &places, whole, query, |document, score| {
            if let Some(tally) = tallies.get_mut(document) {
                tally.owned = tally.owned.max(score);
            }
        });
        let (mut words, mut rare) = (Vec::new(), Vec::new());
        for (index, stands) in places.iter().enumerate() {
            if stands.places > 0 {
                let word = &self.words[index];
                words.push(word.text.clone());
                if word.places.iter().any(|place| place.section.is_some()) {
                    rare.push(index);
                }
            }
        }
        let mut hits: Vec<Hit> = Vec::new();
        for (document, (tally, title)) in tallies.iter().zip(&self.titles).enumerate() {
            if tally.score <= 0.0 {
                continue;
            }
            let known = title.words.iter().filter(|word| has_word(&words, word)).count();
            let length = title.words.len().clamp(1, LONGEST_TITLE);
            let of_title = known.min(length) as f32 / length as f32;
            let (covered, written) = (tally.covered / whole, tally.written / whole);
            let mut score = tally.score * title.weight * (1.0 + WHOLE_TITLE * of_title) * covered * covered;
            // What stands there word for word counts as far as the rest of the query is written there as well.
            score += tally.owned * written * written;
            if covered > ALL_WORDS {
                score *= HAS_ALL;
            }
            if !codes.is_empty() && !codes.iter().any(|code| title.codes.contains(code)) {
                score *= OTHER_CODE;
            }
            if is_sender_named && !tally.is_of_sender {
                score *= OTHER_SENDER;
            }
            hits.push(Hit { document, score });
        }
        sort_by(&mut hits, |one, other| other.score.total_cmp(&one.score).then(one.document.cmp(&other.document)));
        Hits { hits, words, rare }
    }

    /// The section of a document in which rare ones of the words stand that were looked for: its number in the document.
    pub fn section(&self, document: usize, hits: &Hits) -> Option<usize> {
        let mut told: Vec<f32> = Vec::new();
        for word in hits.rare.iter().filter_map(|word| self.words.get(*word)) {
            let place = word.places.iter().find(|place| place.document as usize == document);
            if let Some(section) = place.and_then(|place| place.section).map(usize::from) {
                told.resize(told.len().max(section + 1), 0.0);
                told[section] += word.rarity;
            }
        }
        let most = told.iter().copied().fold(0.0, f32::max);
        told.iter().position(|told| *told > 0.0 && *told >= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Document, Synonym};
    use proptest::prelude::*;

    const SUBJECTS: [Subject<'_>; 6] = [
        Subject { title: "502 Bad Gateway", sender: "HTTP standard", codes: &[StatusCode(502)], weight: 1.0 },
        Subject { title: "504 Gateway Timeout", sender: "HTTP standard", codes: &[StatusCode(504)], weight: 1.0 },
        Subject { title: "nginx 504: upstream timed out", sender: "nginx", codes: &[StatusCode(504)], weight: 1.0 },
        Subject {
            title: "Cloudflare 522: connection timed out",
            sender: "Cloudflare",
            codes: &[StatusCode(522)],
            weight: 1.0,
        },
        Subject {
            title: "CloudFront 504: no answer in time",
            sender: "CloudFront",
            codes: &[StatusCode(504)],
            weight: 1.2,
        },
        Subject {
            title: "CloudFront 504: no DNS answer",
            sender: "CloudFront",
            codes: &[StatusCode(504)],
            weight: 1.0,
        },
    ];

    fn searcher() -> Searcher {
        let mut documents: Vec<_> = SUBJECTS
            .iter()
            .map(|subject| Document {
                title: subject.title.into(),
                vendor: subject.sender.into(),
                codes: subject.codes.to_vec(),
                ..Document::default()
            })
            .collect();
        documents[2].signatures = vec!["while reading response header from upstream".into()];
        documents[2].limits = vec!["proxy_read_timeout 60 s".into()];
        documents[2].sections = vec!["The server was slow.".into(), "Raise `proxy_read_timeout`.".into()];
        // It mentions what the others own, in a title at that.
        documents[3].summary =
            "While reading the response it has no header from upstream, after 60 s, says Cloudflare".into();
        let phrase = ["took", "too", "long"].map(str::to_owned).to_vec();
        let synonyms = vec![Synonym { phrase, means: vec!["timeout".into()] }];
        let mut searcher = Searcher::new(Index::build(&documents, synonyms));
        SUBJECTS.into_iter().for_each(|subject| searcher.add_subject(subject));
        searcher.add_phrase("while reading response header from upstream", 2, 1.0);
        searcher.add_phrase("Gateway Timeout", 1, 1.0);
        searcher
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
        assert_eq!(found("it took too long")[0], 1);
    }

    #[test]
    fn the_words_of_a_message_lead_to_its_owner() {
        for query in
            ["while reading response header from upstream", "RESPONSE HEADER FROM UPSTREAM", "reading response"]
        {
            assert_eq!(found(query)[0], 2, "{query}");
        }
    }

    #[test]
    fn names_are_found_split_and_joined_and_the_main_entry_comes_first() {
        assert_eq!(found("cloud front")[..2], [4, 5]);
        assert_eq!(found("cloudfront")[..2], [4, 5]);
        assert_eq!(found("badgateway")[0], 0);
    }

    #[test]
    fn a_time_leads_to_its_limit() {
        for query in ["60 seconds", "60s", "1 minute"] {
            assert_eq!(found(query)[0], 2, "{query}");
        }
    }

    #[test]
    fn words_around_a_code_say_nothing() {
        assert_eq!(found("http error 502"), found("502"));
        assert_eq!(found("502 504")[..2], found("504 502")[..2]);
    }

    #[test]
    fn a_document_with_all_words_comes_before_one_with_fewer() {
        assert_eq!(found("cloudfront dns")[0], 5);
        assert_eq!(found("cloudflare upstream header")[0], 3);
    }

    #[test]
    fn a_section_is_found_by_its_rare_words() {
        let searcher = searcher();
        let hits = searcher.search("proxy read timeout");
        assert_eq!(searcher.section(2, &hits), Some(1));
        assert_eq!(searcher.section(0, &hits), None);
    }

    proptest! {
        #[test]
        fn any_query_is_answered(query in "(?s).{0,60}") {
            let _ = searcher().search(&query);
        }
    }
}
