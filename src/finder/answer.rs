//! From what stands in the box to what is shown.

use std::cmp::Reverse;

use super::LONGEST_QUESTION;
use super::guide::{Card, Guide, GuideError, Name};
use crate::catalogue::{SectionKind, SignatureWeight, anchor_of};
use crate::mask::Masker;
use crate::recognise::{
    Certainty, Conclusion, EntryId, Finding, Progress, ReadRecords, Recogniser, Records, VendorId, read_records,
};
use crate::search::{Hits, Searcher, Subject, words_of};
use crate::sorting::sort_by_key;
use crate::status_code::StatusCode;

/// How many entries a search shows.
const MOST_HITS: usize = 10;

/// How surely the standard's entry owns the name of its code, which many write.
const OF_STANDARD: f32 = 1.1;
/// How surely the entry of a limit owns the name of its setting.
const OF_SETTING: f32 = 0.8;

/// A guide that is ready to be asked.
#[derive(Debug)]
pub struct Finder {
    vendors: Vec<Name>,
    cards: Vec<Card>,
    searcher: Searcher,
    recogniser: Recogniser,
    masker: Masker,
    formats: Vec<String>,
}

/// What narrows a search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// Entries of this code only.
    pub code: Option<StatusCode>,
    /// Entries of this vendor only: its id.
    pub vendor: Option<String>,
}

impl Filters {
    /// Reads words such as `code:504 vendor:nginx`; others are ignored.
    pub fn from_words(words: &str) -> Self {
        let value =
            |name: &str| words.split(' ').find_map(|word| word.strip_prefix(name)).filter(|value| !value.is_empty());
        Self { code: value("code:").and_then(StatusCode::from_text), vendor: value("vendor:").map(str::to_owned) }
    }
}

/// What the box leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Nothing stands in the box.
    Empty,
    /// Typed words.
    Search {
        /// The entries, the best first.
        hits: Vec<SearchHit>,
        /// How many entries fit in all.
        all: usize,
        /// The codes of all that fit but for the filter of codes, and how many have each.
        codes: Vec<(StatusCode, usize)>,
        /// The vendors of all that fit but for the filter of vendors, and how many each has.
        vendors: Vec<(VendorId, usize)>,
        /// What the same words are as a message, where only one error writes them.
        finding: Option<Box<Finding>>,
    },
    /// A paste.
    Paste(Box<Finding>),
}

impl Answer {
    /// What was recognised, if anything was.
    pub fn finding(&self) -> Option<&Finding> {
        match self {
            Self::Paste(finding) => Some(finding),
            Self::Search { finding, .. } => finding.as_deref(),
            Self::Empty => None,
        }
    }

    /// Whether it is the answer to a paste.
    pub const fn is_paste(&self) -> bool {
        matches!(self, Self::Paste(_))
    }
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The entry.
    pub entry: EntryId,
    /// The part of its text that fits best, unless that is its summary.
    pub section: Option<HitSection>,
    /// The line of it that fits best, in pieces: whether a piece is a word that was looked for, and its text.
    pub excerpt: Vec<(bool, String)>,
    /// The title in such pieces.
    pub title: Vec<(bool, String)>,
}

/// A part of an entry's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitSection {
    /// A section.
    Section(SectionKind),
    /// A question of the FAQ: which of the card's lines.
    Question(usize),
}

impl HitSection {
    /// Its heading in the entry of that card.
    pub fn heading(self, card: &Card) -> &str {
        match self {
            Self::Section(kind) => kind.heading(),
            Self::Question(line) => card.lines.get(line).map_or("", String::as_str),
        }
    }

    /// Its anchor on the entry's page.
    pub fn fragment(self, card: &Card) -> String {
        match self {
            Self::Section(kind) => kind.anchor().to_owned(),
            Self::Question(_) => anchor_of(self.heading(card)),
        }
    }
}

impl Finder {
    /// Makes a guide ready.
    ///
    /// # Errors
    /// A guide whose parts do not fit together.
    pub fn new(guide: Guide) -> Result<Self, GuideError> {
        let Guide { vendors, cards, index, rules, kinds, formats } = guide;
        let fits = index.documents() == cards.len()
            && rules.is_whole(vendors.len())
            && rules.subjects.len() == cards.len()
            && cards.iter().all(|card| card.vendor.index() < vendors.len());
        if !fits {
            return Err(GuideError);
        }
        let mut searcher = Searcher::new(index);
        for (entry, card) in EntryId::all().zip(&cards) {
            searcher.add_subject(Subject {
                title: &card.title,
                sender: &vendors[card.vendor.index()].name,
                codes: &card.codes,
                weight: f32::from(card.weight) / 10.0,
            });
            for setting in &card.settings {
                searcher.add_phrase(setting, entry.index(), OF_SETTING);
            }
            // The standard's entries have the names of their codes as titles.
            if rules.subject(entry).is_generic {
                let name = card.title.trim_start_matches(|letter: char| letter.is_ascii_digit());
                searcher.add_phrase(&card.title, entry.index(), OF_STANDARD);
                searcher.add_phrase(name, entry.index(), OF_STANDARD);
            }
        }
        for pattern in &rules.patterns {
            for owner in &pattern.owners {
                searcher.add_phrase(&pattern.text, owner.entry.index(), strength(owner.weight));
            }
        }
        let recogniser = Recogniser::new(rules).map_err(|_| GuideError)?;
        let masker = Masker::new(kinds).map_err(|_| GuideError)?;
        Ok(Self { vendors, cards, searcher, recogniser, masker, formats })
    }

    /// The entries.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The card of an entry.
    pub fn card(&self, entry: EntryId) -> &Card {
        &self.cards[entry.index()]
    }

    /// The vendors.
    pub fn vendors(&self) -> &[Name] {
        &self.vendors
    }

    /// The name of a vendor.
    pub fn vendor(&self, vendor: VendorId) -> &Name {
        &self.vendors[vendor.index()]
    }

    /// The formats whose records are read, by name.
    pub fn formats(&self) -> &[String] {
        &self.formats
    }

    /// The recogniser.
    pub fn recogniser(&self) -> &Recogniser {
        &self.recogniser
    }

    /// What finds secrets.
    pub fn masker(&self) -> &Masker {
        &self.masker
    }

    /// Whether a question may stand in the address of a page: words that were searched for, not longer than anybody types,
    /// and without anything in them that may be secret.
    pub fn is_shareable(&self, text: &str, answer: &Answer) -> bool {
        matches!(answer, Answer::Search { .. }) && has_length_of_question(text) && self.masker.secrets(text).is_empty()
    }

    /// Answers what stands in the box. Typed words are searched, and filters narrow what they find; what was pasted, or
    /// [looks so](is_paste), is recognised.
    pub fn answer(&self, text: &str, is_pasted: bool, filters: &Filters) -> Answer {
        self.answer_with(text, is_pasted, filters, &read_records, &mut |_| {})
    }

    /// [`answer`](Self::answer) with records that are read as `read` does, and how far the reading is. What was typed has no
    /// records.
    pub fn answer_with(
        &self,
        text: &str,
        is_pasted: bool,
        filters: &Filters,
        read: &ReadRecords<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Answer {
        if text.trim().is_empty() {
            return Answer::Empty;
        }
        if !is_pasted && !is_paste(text) {
            let finding = self.recogniser.recognise_with(text, &|_, _| Records::default(), progress);
            return self.search(text, finding, filters);
        }
        let finding = self.recogniser.recognise_with(text, read, progress);
        // A short line of no error that is known may still be words of the catalogue.
        let may_be_words = has_length_of_question(text) && !text.trim().contains('\n');
        if may_be_words && finding.conclusion == Conclusion::Nothing {
            let answer = self.search(text, finding.clone(), filters);
            if matches!(answer, Answer::Search { all: 1.., .. }) {
                return answer;
            }
        }
        Answer::Paste(Box::new(finding))
    }

    fn search(&self, text: &str, finding: Finding, filters: &Filters) -> Answer {
        let found = self.searcher.search(text);
        let (mut kept, mut codes, mut vendors) = (Vec::new(), Vec::new(), Vec::new());
        for hit in &found.hits {
            let Some(entry) = EntryId::from_index(hit.document) else { continue };
            let card = self.card(entry);
            let has_code = filters.code.is_none_or(|code| card.codes.contains(&code));
            let has_vendor = filters.vendor.as_ref().is_none_or(|id| self.vendor(card.vendor).id == *id);
            if has_vendor {
                card.codes.iter().for_each(|code| count(&mut codes, *code));
            }
            if has_code {
                count(&mut vendors, card.vendor);
            }
            if has_code && has_vendor {
                kept.push(entry);
            }
        }
        sort_by_key(&mut codes, |(code, count)| (Reverse(*count), *code));
        sort_by_key(&mut vendors, |(vendor, count)| (Reverse(*count), *vendor));
        // Words that only one error writes are that error's, however often others mention them.
        if let Conclusion::Entry { entry, certainty: Certainty::Certain } = finding.conclusion
            && let Some(at) = kept.iter().position(|kept| *kept == entry)
        {
            kept.remove(at);
            kept.insert(0, entry);
        }
        let hits = kept.iter().take(MOST_HITS).map(|entry| self.hit(*entry, &found));
        let is_message = matches!(finding.conclusion, Conclusion::Entry { .. });
        Answer::Search {
            hits: hits.collect(),
            all: kept.len(),
            codes,
            vendors,
            finding: is_message.then(|| Box::new(finding)),
        }
    }

    fn hit(&self, entry: EntryId, found: &Hits) -> SearchHit {
        let card = self.card(entry);
        let words = &found.words;
        let marked = |line: &str| marked(line, words);
        let hits = |line: &str| {
            let mut known: Vec<String> = Vec::new();
            for word in words_of(line) {
                if words.binary_search(&word).is_ok() && !known.contains(&word) {
                    known.push(word);
                }
            }
            known.len()
        };
        // The summary unless a question has more of the words.
        let (mut best, mut most, mut section) = (&card.summary, hits(&card.summary), None);
        for (index, line) in card.lines.iter().enumerate() {
            let count = hits(line);
            if count > most {
                (best, most, section) = (line, count, Some(HitSection::Question(index)));
            }
        }
        if section.is_none() {
            let number = self.searcher.section(entry.index(), found);
            section = number.and_then(|number| SectionKind::ALL.get(number)).map(|kind| HitSection::Section(*kind));
        }
        SearchHit { entry, section, excerpt: marked(best), title: marked(&card.title) }
    }
}

/// How surely an entry owns the words of a signature.
const fn strength(weight: SignatureWeight) -> f32 {
    match weight {
        SignatureWeight::Decisive => 1.0,
        SignatureWeight::Strong => 0.95,
        SignatureWeight::Weak => 0.5,
    }
}

/// Counts a value once more.
fn count<T: PartialEq>(counts: &mut Vec<(T, usize)>, value: T) {
    match counts.iter_mut().find(|(known, _)| *known == value) {
        Some((_, count)) => *count += 1,
        None => counts.push((value, 1)),
    }
}

/// Whether a text is pasted rather than typed: several lines, or more than anybody types, or what programs write.
pub fn is_paste(text: &str) -> bool {
    let text = text.trim();
    text.contains('\n')
        || !has_length_of_question(text)
        || text.starts_with(['{', '<', '['])
        || ["HTTP/1", "HTTP/2", "\":", "=\"", "</"].iter().any(|mark| text.contains(mark))
}

/// Whether a text has at most [`LONGEST_QUESTION`] UTF-16 units.
fn has_length_of_question(text: &str) -> bool {
    // Counts no further than that: a paste may have megabytes.
    text.encode_utf16().nth(LONGEST_QUESTION).is_none()
}

/// A line in pieces: words that are in the list, which is sorted, and what stands between them.
fn marked(line: &str, words: &[String]) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for part in line.split_inclusive(|end: char| !end.is_alphanumeric()) {
        let word = part.trim_end_matches(|end: char| !end.is_alphanumeric());
        let is_known = words.binary_search(&word.to_lowercase()).is_ok();
        for (is_known, text) in [(is_known, word), (false, &part[word.len()..])] {
            match pieces.last_mut() {
                Some((known, piece)) if *known == is_known => piece.push_str(text),
                _ if text.is_empty() => {}
                _ => pieces.push((is_known, text.to_owned())),
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_told_from_typed_words() {
        for typed in ["504 gateway timeout", "H12", "upstream timed out (110: Connection timed out)", ""] {
            assert!(!is_paste(typed), "{typed}");
        }
        for pasted in ["a\nb", "{\"message\": \"x\"}", "< HTTP/2 504", "<html>", "status=503 desc=\"Request timeout\""]
        {
            assert!(is_paste(pasted), "{pasted}");
        }
    }

    #[test]
    fn a_question_is_as_long_as_a_browser_counts_it() {
        for (letter, most) in [("a", LONGEST_QUESTION), ("é", LONGEST_QUESTION), ("\u{1f600}", LONGEST_QUESTION / 2)] {
            assert!(!is_paste(&letter.repeat(most)), "{letter}");
            assert!(is_paste(&letter.repeat(most + 1)), "{letter}");
        }
    }

    #[test]
    fn words_that_were_looked_for_are_marked() {
        let words = ["504", "timeout"].map(str::to_owned);
        let pieces = marked("A 504 is a Timeout.", &words);
        let text: String =
            pieces.iter().map(|(is_known, text)| if *is_known { format!("[{text}]") } else { text.clone() }).collect();
        assert_eq!(text, "A [504] is a [Timeout].");
    }
}
