//! Reads a query: the words that were typed, and the words of the index that may stand for each.

use super::index::{Synonym, Word};
use super::times::{time_word, times};
use super::tokens::{is_filler, may_have_typos};
use super::typos::{Misspelt, forgiven};
use crate::status_code::StatusCode;

/// What a word counts that begins with what was typed.
const BEGINNING: f32 = 0.5;
/// What a word counts at one typing error, and at two.
const MISSPELT: [f32; 2] = [0.9, 0.7];
/// What a synonym counts.
const SYNONYM: f32 = 0.8;
/// What a time counts that was typed without a unit.
const BARE_TIME: f32 = 0.6;
/// What the second half of a word counts beside the first, which stands for the whole.
const REST: f32 = 0.25;
/// What a word counts that entries only mention.
const MENTIONED: f32 = 0.4;
/// The level of a word in a heading.
const HEADING: u8 = 1;
/// What the first half counts on its own.
const HALF: f32 = 0.5;
/// A word that stands in a title, a sender's name or a tag with this level or a higher one names something.
pub(super) const NAME: u8 = 3;
/// A word that stands in a signature or above is written so, however it may be cut.
pub(super) const WRITTEN: u8 = 2;

/// Words that say nothing beside a status code.
const AROUND_CODES: [&str; 7] = ["code", "error", "errors", "http", "https", "response", "status"];

/// A word of the query, and the words of the index that may stand for it.
#[derive(Debug)]
pub(super) struct Asked {
    /// Indexes in the list of words, and what each counts.
    pub(super) candidates: Vec<(usize, f32)>,
    /// How much the word matters beside the others.
    pub(super) weight: f32,
}

impl Asked {
    /// How much a document that has the word is told apart by it.
    pub(super) fn tells(&self, words: &[Word]) -> f32 {
        tells(&self.candidates, words)
    }
}

/// How much the words tell that a word stands for most surely.
fn tells(candidates: &[(usize, f32)], words: &[Word]) -> f32 {
    let surest = candidates.iter().map(|(_, factor)| *factor).fold(0.0, f32::max);
    let sure = candidates.iter().filter(|(_, factor)| *factor >= surest);
    sure.map(|(word, factor)| words[*word].rarity * factor).fold(0.0, f32::max)
}

/// The words of an index, which are in order, and what they stand for.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary<'a> {
    pub(super) words: &'a [Word],
    /// The words of senders' names, in order.
    pub(super) names: &'a [String],
    pub(super) synonyms: &'a [Synonym],
}

impl Vocabulary<'_> {
    /// Reads a query: its words but for fillers where there are others, and what each may stand for. The last word may be
    /// unfinished unless a blank follows it.
    pub(super) fn read(self, query: &str) -> (Vec<String>, Vec<Asked>) {
        let mut is_unfinished = query.ends_with(char::is_alphanumeric);
        let typed = telling(times(query), is_unfinished);
        is_unfinished &= typed.last().is_some_and(|(_, time)| time.is_none());
        let is_codes = typed.iter().all(|(word, _)| code(word).is_some());
        let (mut words, mut asked) = (Vec::new(), Vec::new());
        let count = typed.len();
        for (index, (word, time)) in typed.into_iter().enumerate() {
            let mut one = self.ask(&word, time, is_unfinished && index + 1 == count);
            if let Some((first, rest)) = self.halves(&word) {
                one.candidates.push((first, 1.0));
                words.extend([first, rest].map(|half| self.words[half].text.clone()));
                asked.extend([one, Asked { candidates: vec![(rest, 1.0)], weight: 1.0 }]);
                continue;
            }
            // What follows goes by the word that was meant.
            let fits = |(meant, factor): (usize, f32)| factor * f32::from(self.words[meant].most);
            let meant = one.candidates.iter().copied().max_by(|one, other| fits(*one).total_cmp(&fits(*other)));
            let meant = meant.map_or(word.as_str(), |(meant, _)| &self.words[meant].text);
            let is_misspelt = !one.candidates.iter().any(|(meant, _)| self.words[*meant].text.starts_with(&word));
            words.push(if is_misspelt { meant.to_owned() } else { word });
            asked.push(one);
        }
        if is_codes {
            // Each of several codes is what the query is about.
            let rest: Vec<_> = asked.drain(1.min(asked.len())..).flat_map(|rest| rest.candidates).collect();
            asked.iter_mut().for_each(|one| one.candidates.extend(&rest));
        } else {
            self.join(&words, &mut asked);
            self.mean(&words, &mut asked);
        }
        (words, asked)
    }

    /// What a word may stand for, which may be the number of a time, and unfinished.
    fn ask(self, word: &str, time: Option<String>, is_unfinished: bool) -> Asked {
        let mut candidates = self.candidates(word, is_unfinished);
        // What goes on from it, or is further from it, says no more than the word itself, however rare it is.
        let told = tells(&candidates, self.words);
        for (word, factor) in &mut candidates {
            *factor = factor.min(told / self.words[*word].rarity);
        }
        // Below ten, a number without a unit is rather a part of a version or the number of something.
        let seconds = || word.parse().ok().filter(|seconds: &u16| *seconds >= 10);
        let (time, factor) = match time {
            Some(time) => (Some(time), 1.0),
            None => (seconds().map(|seconds| time_word(u128::from(seconds) * 1000)), BARE_TIME),
        };
        candidates.extend(time.and_then(|time| self.exact(&time)).map(|time| (time, factor)));
        // What no entry names in more than its running text is not what any is about.
        let is_named = candidates.iter().any(|(word, _)| self.words[*word].most >= HEADING);
        let weight = match (is_filler(word), is_named) {
            (true, _) => REST,
            (false, true) => 1.0,
            (false, false) => MENTIONED,
        };
        Asked { candidates, weight }
    }

    /// Adds the names that were written as two words, such as `cloud front`.
    fn join(self, words: &[String], asked: &mut [Asked]) {
        for (start, pair) in words.windows(2).enumerate() {
            let joined = pair.concat();
            let Some(word) = self.known(&joined, NAME) else { continue };
            let is_sender = self.names.binary_search(&joined).is_ok();
            if is_sender {
                asked[start].candidates.iter_mut().for_each(|(_, factor)| *factor *= HALF);
                asked[start + 1].weight *= REST;
            }
            asked[start].candidates.push((word, if is_sender { 1.0 } else { SYNONYM }));
        }
    }

    /// Adds what phrases mean.
    fn mean(self, words: &[String], asked: &mut [Asked]) {
        for synonym in self.synonyms {
            let length = synonym.phrase.len();
            for start in 0..(words.len() + 1).saturating_sub(length.max(1)) {
                if words[start..start + length] != synonym.phrase[..] {
                    continue;
                }
                let means = synonym.means.iter().filter_map(|word| self.exact(word));
                asked[start].candidates.extend(means.map(|word| (word, SYNONYM)));
                // The rest of the phrase says nothing of its own.
                for rest in &mut asked[start + 1..start + length] {
                    rest.weight *= REST;
                }
            }
        }
    }

    fn exact(self, word: &str) -> Option<usize> {
        find_word(self.words, word)
    }

    /// The word, if it stands somewhere with that level.
    fn known(self, word: &str, least: u8) -> Option<usize> {
        let index = self.exact(word).filter(|_| may_have_typos(word))?;
        (self.words[index].most >= least).then_some(index)
    }

    /// The two names that were written as one word, such as `frontdoor`.
    fn halves(self, word: &str) -> Option<(usize, usize)> {
        if word.len() < 6 || !word.is_ascii() || self.known(word, WRITTEN).is_some() {
            return None;
        }
        (2..word.len() - 1).find_map(|cut| Some((self.known(&word[..cut], NAME)?, self.known(&word[cut..], NAME)?)))
    }

    /// The words that may stand for one that was typed.
    fn candidates(self, typed: &str, is_unfinished: bool) -> Vec<(usize, f32)> {
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
    fn misspelt(self, typed: &str, is_unfinished: bool) -> Vec<(usize, f32)> {
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

/// The words of a query that say something: without fillers, and without what says nothing beside a status code. All of
/// them where nothing would be left.
fn telling(mut typed: Vec<(String, Option<String>)>, is_unfinished: bool) -> Vec<(String, Option<String>)> {
    if typed.iter().all(|(word, _)| is_filler(word)) {
        return typed;
    }
    // The last word may be the beginning of another.
    let last = typed.pop().filter(|(word, _)| is_unfinished || !is_filler(word));
    typed.retain(|(word, _)| !is_filler(word));
    typed.extend(last);
    // `http error 502` says no more than `502`.
    let is_code = |word: &str| code(word).is_some();
    let is_http = typed.iter().any(|(word, _)| word == "http");
    let is_vague = |word: &str| AROUND_CODES.contains(&word) || is_http && ["1", "2", "3"].contains(&word);
    if typed.iter().any(|(word, _)| is_code(word)) && typed.iter().all(|(word, _)| is_vague(word) || is_code(word)) {
        typed.retain(|(word, _)| is_code(word));
    }
    typed
}

/// The index of a word in a list in order.
pub(super) fn find_word(words: &[Word], word: &str) -> Option<usize> {
    words.binary_search_by(|known| known.text.as_str().cmp(word)).ok()
}

/// The status code that a word is.
pub(super) fn code(word: &str) -> Option<StatusCode> {
    StatusCode::from_text(word).filter(|code| (400..600).contains(&code.0))
}
