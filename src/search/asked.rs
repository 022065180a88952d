//! Reads a query: the words that were typed, and the words of the index that may stand for each.

use super::index::{Synonym, Word};
use super::times::{Typed, time_word, times};
use super::tokens::{is_filler, may_have_typos};
use super::typos::{Misspelt, forgiven};
use crate::duration::Unit;
use crate::status_code::StatusCode;

/// What a word counts that begins with what was typed.
const BEGINNING: f32 = 0.5;
/// What a word counts at one typing error.
const MISSPELT: f32 = 0.9;
/// What a word counts at two.
const MISSPELT_TWICE: f32 = 0.7;
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
        let is_unfinished = query.ends_with(char::is_alphanumeric);
        let typed = telling(times(query), is_unfinished);
        let (mut words, mut asked) = (Vec::new(), Vec::new());
        let mut is_codes = true;
        let count = typed.len();
        for (index, typed) in typed.into_iter().enumerate() {
            is_codes &= code(&typed.word).is_some();
            let is_unfinished = is_unfinished && index + 1 == count && typed.time.is_none();
            let mut one = self.ask(&typed, is_unfinished);
            if let Some((first, rest)) = self.halves(&typed.word) {
                one.candidates.push((first, 1.0));
                asked.push(one);
                words.push(self.words[first].text.clone());
                asked.push(Asked { candidates: vec![(rest, 1.0)], weight: 1.0 });
                words.push(self.words[rest].text.clone());
                continue;
            }
            words.push(self.meant(typed.word, &one));
            asked.push(one);
        }
        if !is_codes {
            self.join(&words, &mut asked);
            self.mean(&words, &mut asked);
        } else if let Some((first, rest)) = asked.split_first_mut() {
            // Each of several codes is what the query is about.
            for one in rest {
                first.candidates.append(&mut one.candidates);
            }
            asked.truncate(1);
        }
        (words, asked)
    }

    /// What a word may stand for.
    fn ask(self, typed: &Typed, is_unfinished: bool) -> Asked {
        let word = &typed.word;
        let mut candidates = self.candidates(word, is_unfinished);
        // What goes on from it, or is further from it, says no more than the word itself, however rare it is.
        let told = tells(&candidates, self.words);
        for (word, factor) in &mut candidates {
            *factor = factor.min(told / self.words[*word].rarity);
        }
        if let Some(time) = &typed.time {
            candidates.extend(self.exact(time).map(|time| (time, 1.0)));
        } else if word.len() > 1
            && let Some(time) = time_word(word, Unit::Second)
        {
            // One digit without a unit is rather a part of a version or the number of something.
            candidates.extend(self.exact(&time).map(|time| (time, BARE_TIME)));
        }
        // What no entry names in more than its running text is not what any is about.
        let is_named = candidates.iter().any(|(word, _)| self.words[*word].most >= HEADING);
        let weight = match (is_filler(word), is_named) {
            (true, _) => REST,
            (false, true) => 1.0,
            (false, false) => MENTIONED,
        };
        Asked { candidates, weight }
    }

    /// The word that was meant by one that is misspelt: what follows goes by it.
    fn meant(self, word: String, asked: &Asked) -> String {
        let mut meant = None;
        let mut best = 0.0;
        for (candidate, factor) in &asked.candidates {
            let candidate = &self.words[*candidate];
            if candidate.text.starts_with(&word) {
                return word;
            }
            let fits = factor * f32::from(candidate.most);
            if fits > best {
                (best, meant) = (fits, Some(candidate));
            }
        }
        meant.map_or(word, |meant| meant.text.clone())
    }

    /// Adds the names that were written as two words, such as `cloud front`.
    fn join(self, words: &[String], asked: &mut [Asked]) {
        for (start, pair) in words.windows(2).enumerate() {
            let joined = pair.concat();
            let Some(word) = self.known(&joined, NAME) else { continue };
            let is_sender = has_word(self.names, &joined);
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
            for (offset, word) in self.words[from..].iter().enumerate() {
                if !word.text.starts_with(typed) {
                    break;
                }
                if word.text.len() == typed.len() {
                    continue;
                }
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
        for (index, word) in self.words.iter().enumerate() {
            if !word.may_have_typos {
                continue;
            }
            let Some(distance) = misspelt.distance(&word.text, word.mask) else { continue };
            let edits = if is_unfinished { distance.whole.min(distance.beginning) } else { distance.whole };
            if edits > least {
                continue;
            }
            if edits < least {
                near.clear();
                least = edits;
            }
            let factor = if edits > 1 { MISSPELT_TWICE } else { MISSPELT };
            near.push((index, if distance.whole <= edits { factor } else { factor * BEGINNING }));
        }
        near
    }
}

/// The words of a query that say something: without fillers, and without what says nothing beside a status code. All of
/// them where nothing would be left.
fn telling(mut typed: Vec<Typed>, is_unfinished: bool) -> Vec<Typed> {
    let (mut has_code, mut has_others, mut is_http) = (false, false, false);
    for Typed { word, .. } in typed.iter().filter(|typed| !is_filler(&typed.word)) {
        let is_code = code(word).is_some();
        has_code |= is_code;
        // `http error 502` says no more than `502`.
        has_others |= !(is_code || AROUND_CODES.contains(&word.as_str()) || is_http && word.len() == 1);
        is_http |= word == "http";
    }
    let has_only_codes = has_code && !has_others;
    if has_code || has_others {
        let mut left = typed.len();
        typed.retain(|Typed { word, .. }| {
            left -= 1;
            // The last word may be the beginning of another.
            if has_only_codes { code(word).is_some() } else { !is_filler(word) || left == 0 && is_unfinished }
        });
    }
    typed
}

/// The index of a word in a list in order.
#[inline(never)]
pub(super) fn find_word(words: &[Word], word: &str) -> Option<usize> {
    words.binary_search_by(|known| known.text.as_str().cmp(word)).ok()
}

/// Whether a word is in a list in order.
#[inline(never)]
pub(super) fn has_word(list: &[String], word: &str) -> bool {
    list.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
}

/// Adds a word to a list in order, once.
pub(super) fn insert_word(list: &mut Vec<String>, word: &str) {
    if let Err(at) = list.binary_search_by(|known| known.as_str().cmp(word)) {
        list.insert(at, word.to_owned());
    }
}

/// The status code that a word is.
pub(super) fn code(word: &str) -> Option<StatusCode> {
    StatusCode::from_text(word).filter(|code| (400..600).contains(&code.0))
}
