//! Weighs what a text shows.
//!
//! Every signature and mark is looked for at once, in one pass. An entry is named only on the strength of a text that few
//! write; among several named the innermost counts, because those further out only passed its answer on. A vendor's own
//! page without more leads to the vendor, a status without more to the standard's entry, and anything else to no answer
//! at all: a wrong one costs more than none.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::BuildError;

use super::clean::{clean_with, raw_ranges_with};
use super::finding::{Certainty, Conclusion, Evidence, EvidenceKind, Finding, Other, WhyNot};
use super::ids::{EntryId, VendorId};
use super::progress::{Pass, Progress, Work};
use super::rules::{Rules, Subject};
use super::statuses::{self, Status};
use super::times;
use super::words::Words;
use crate::catalogue::{Layer, MarkProof, SignatureLocation, SignatureWeight};
use crate::logs::Writer;
use crate::sorting::{sort_and_dedup, sort_by_key};
use crate::status_code::StatusCode;

/// What a signature adds to its entry. A decisive one outweighs any number of strong ones, because those may all stem
/// from one line; a strong one outweighs the weak ones of a whole page.
const fn points(weight: SignatureWeight) -> i32 {
    match weight {
        SignatureWeight::Decisive => 100,
        SignatureWeight::Strong => 20,
        SignatureWeight::Weak => 2,
    }
}

/// What the entry's own code in the text adds.
const STATUS_AGREES: i32 = 10;
/// What a mark of the entry's vendor adds.
const VENDOR_MARK: i32 = 8;
/// What each layer further in adds: less than a strong signature, so that depth decides between equals.
const DEPTH: i32 = 3;
/// A strong signature of fewer letters is a word that may stand anywhere: it needs the status or the sender beside it.
const SHORT: usize = 14;
/// How many entries are named beside the answer.
const MOST_OTHERS: usize = 4;

/// Compiled rules.
#[derive(Debug)]
pub struct Recogniser {
    rules: Rules,
    patterns: Words,
}

/// What was seen of a pattern.
#[derive(Debug, Clone)]
struct Seen {
    /// The first occurrences, at most [`MOST_OCCURRENCES`].
    occurrences: Vec<Occurrence>,
    /// How many there are in all.
    count: usize,
    /// Whether all of these stand in sentences that people wrote.
    is_prose: bool,
    /// Whether all are the only word of their line.
    is_bare: bool,
}

/// A pattern found in the text.
#[derive(Debug, Clone)]
struct Occurrence {
    /// Where it stands.
    span: Range<usize>,
    /// The line, or lines, in which it does.
    line: Range<usize>,
}

/// The codes of lines by their starts and ends.
type CodesOfLines = BTreeMap<(usize, usize), Vec<StatusCode>>;

/// How many occurrences of a pattern are looked at.
const MOST_OCCURRENCES: usize = 16;

/// What speaks for an entry.
#[derive(Debug, Clone, Copy, Default)]
struct Case {
    decisive: i32,
    strong: i32,
    strong_logs: i32,
    weak: i32,
    is_status_seen: bool,
    is_vendor_seen: bool,
}

impl Recogniser {
    /// Compiles rules.
    ///
    /// # Errors
    /// Rules with more patterns than can be told apart, billions of them.
    pub fn new(rules: Rules) -> Result<Self, BuildError> {
        let texts = rules.patterns.iter().map(|pattern| &pattern.text);
        Ok(Self { patterns: Words::new(texts)?, rules })
    }

    /// The rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Recognises who sent the error in a pasted text. Linear in its length; no text makes it panic.
    pub fn recognise(&self, raw: &str) -> Finding {
        self.recognise_with(raw, &mut |_| {})
    }

    /// [`recognise`](Self::recognise), and how far it is: several times for each megabyte, so whoever listens may want to
    /// leave out most of it.
    pub fn recognise_with(&self, raw: &str, progress: &mut dyn FnMut(Progress)) -> Finding {
        let mut work = Work::new(progress);
        let text = clean_with(raw, &mut work);
        let statuses = statuses::read(&text, &mut work);
        let mut times = times::read(&text, &mut work);
        let seen = self.look(&text, &mut work);
        let mut origins = self.vendors(&seen, MarkProof::Origin);
        for status in &statuses {
            if let Writer::Proxy(id) = status.by
                && status.code.is_failure()
                && let Some(vendor) = self.rules.vendors.iter().position(|vendor| vendor == id)
            {
                origins.extend(VendorId::from_index(vendor).filter(|vendor| !origins.contains(vendor)));
            }
        }
        let mut relays = self.vendors(&seen, MarkProof::Relay);
        let look_alikes = self.vendors(&seen, MarkProof::LookAlike);
        origins.retain(|vendor| !look_alikes.contains(vendor));
        let failures = failures(&statuses);
        let mut cases = self.cases(&text, &seen, &statuses, &failures, &origins, &relays);
        cases.retain(|entry, _| !look_alikes.contains(&self.rules.subject(*entry).vendor));
        let conclusion = self.conclude(&cases, &statuses, &failures, &origins);
        let sender = match &conclusion {
            Conclusion::Entry { entry, .. } => Some(self.rules.subject(*entry).vendor),
            Conclusion::Sender { vendor, .. } => Some(*vendor),
            Conclusion::Status { .. } | Conclusion::Nothing => None,
        };
        relays.extend(origins.iter().copied().filter(|vendor| !relays.contains(vendor)).collect::<Vec<_>>());
        relays.retain(|vendor| Some(*vendor) != sender);
        let mut evidence = self.evidence(&conclusion, sender, &seen, &statuses);
        let others = self.others(&conclusion, &cases, &failures, &seen);
        let is_timeout = self.is_timeout(&conclusion, &text, &evidence, &failures);
        let spans = evidence.iter().map(|evidence| &evidence.span).chain(times.iter().map(|time| &time.span));
        let spans: Vec<_> = spans.cloned().collect();
        let raw_spans =
            evidence.iter_mut().map(|evidence| &mut evidence.raw).chain(times.iter_mut().map(|time| &mut time.raw));
        for (raw_span, raw) in raw_spans.zip(raw_ranges_with(raw, &text, &spans, &mut work)) {
            *raw_span = raw;
        }
        work.end();
        Finding { text, conclusion, evidence, others, relays, statuses, times, is_timeout }
    }

    /// Which patterns the text has. Headers and statuses in any case, everything else to the letter.
    fn look(&self, text: &str, work: &mut Work<'_>) -> BTreeMap<usize, Seen> {
        let mut all: BTreeMap<usize, Seen> = BTreeMap::new();
        // The line of the last occurrence: many may be in one line, and it may be the whole text.
        let mut line = 0..0;
        self.patterns.find(text, work.pass(Pass::Patterns, text.len()), |index, span| {
            let pattern = &self.rules.patterns[index];
            let is_exact = matches!(pattern.location, SignatureLocation::Header | SignatureLocation::Status)
                || text[span.clone()] == pattern.text;
            let (before, after) = (&text[..span.start], &text[span.end..]);
            let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            let is_in_word = before.ends_with(is_word) && pattern.text.starts_with(is_word);
            // A query of logs: somebody looks for it.
            let is_searched =
                ["like /", "~ /"].iter().any(|operator| before.ends_with(operator)) && after.starts_with('/');
            if !is_exact || is_in_word || is_searched {
                return;
            }
            let seen =
                all.entry(index).or_insert(Seen { occurrences: Vec::new(), count: 0, is_prose: true, is_bare: true });
            seen.count += 1;
            if seen.occurrences.len() < MOST_OCCURRENCES {
                let (head, tail) = around(text, &span);
                seen.is_prose &= is_prose(head, tail);
                seen.is_bare &= head.trim().is_empty() && tail.trim().is_empty() && !pattern.text.trim().contains(' ');
                let has_line_end = text[span.clone()].contains('\n');
                if has_line_end || !(line.contains(&span.start) && span.end <= line.end) {
                    line.start = before.rfind('\n').map_or(0, |at| at + 1);
                    line.end = after.find('\n').map_or(text.len(), |at| span.end + at);
                }
                seen.occurrences.push(Occurrence { span, line: line.clone() });
                if has_line_end {
                    line = 0..0;
                }
            }
        });
        all
    }

    /// The vendors whose marks prove that.
    fn vendors(&self, seen: &BTreeMap<usize, Seen>, proof: MarkProof) -> Vec<VendorId> {
        let marks = seen.keys().flat_map(|index| &self.rules.patterns[*index].marks);
        let mut vendors: Vec<_> = marks.filter(|mark| mark.proof == proof).map(|mark| mark.vendor).collect();
        sort_and_dedup(&mut vendors);
        vendors
    }

    /// What speaks for each entry that anything speaks for.
    fn cases(
        &self,
        text: &str,
        seen: &BTreeMap<usize, Seen>,
        statuses: &[Status],
        failures: &[StatusCode],
        origins: &[VendorId],
        relays: &[VendorId],
    ) -> BTreeMap<EntryId, Case> {
        let mut cases: BTreeMap<EntryId, Case> = BTreeMap::new();
        let codes_of_lines = codes_of_lines(seen, statuses);
        // Of line ends alone a text may have megabytes: as bytes they are passed over fast.
        let is_one_line = !text.trim_ascii().trim().contains('\n');
        for (index, seen) in seen {
            let pattern = &self.rules.patterns[*index];
            for owner in &pattern.owners {
                let subject = self.rules.subject(owner.entry);
                let is_status_seen = failures.iter().any(|code| subject.codes.contains(code));
                let is_origin = origins.contains(&subject.vendor);
                // Words in a sentence are no message, unless the answer that they are the message of is there too.
                if seen.is_prose && !is_status_seen && !is_origin {
                    continue;
                }
                let is_listed = seen.is_bare && !is_one_line && !is_status_seen && !is_origin;
                let is_short = owner.weight == SignatureWeight::Strong && pattern.text.trim().len() < SHORT;
                let weight = match owner.weight {
                    SignatureWeight::Weak => SignatureWeight::Weak,
                    _ if is_listed => SignatureWeight::Weak,
                    // A line that has a status of its own speaks for entries of that status.
                    SignatureWeight::Strong if contradicts(seen, &codes_of_lines, subject) => continue,
                    SignatureWeight::Strong if is_short && !is_status_seen && !is_origin => SignatureWeight::Weak,
                    weight => weight,
                };
                let case = cases.entry(owner.entry).or_default();
                match weight {
                    SignatureWeight::Decisive => case.decisive += 1,
                    SignatureWeight::Strong => {
                        case.strong += 1;
                        case.strong_logs += i32::from(pattern.location == SignatureLocation::Log);
                    }
                    SignatureWeight::Weak => case.weak += 1,
                }
            }
        }
        for (entry, case) in &mut cases {
            let subject = self.rules.subject(*entry);
            case.is_status_seen = failures.iter().any(|code| subject.codes.contains(code));
            case.is_vendor_seen = origins.contains(&subject.vendor) || relays.contains(&subject.vendor);
        }
        cases
    }

    fn conclude(
        &self,
        cases: &BTreeMap<EntryId, Case>,
        statuses: &[Status],
        failures: &[StatusCode],
        origins: &[VendorId],
    ) -> Conclusion {
        let named =
            cases.iter().filter(|(entry, case)| is_named(self.rules.subject(**entry), case, statuses, failures));
        if let Some((entry, case)) = named.max_by_key(|(entry, case)| (self.score(**entry, case), Reverse(**entry))) {
            let certainty = if case.decisive > 0 { Certainty::Certain } else { Certainty::Likely };
            return Conclusion::Entry { entry: *entry, certainty };
        }
        self.sender(cases, failures, origins)
            .or_else(|| self.only_sender_of(failures))
            .or_else(|| self.standard(statuses, failures))
            .unwrap_or(Conclusion::Nothing)
    }

    fn score(&self, entry: EntryId, case: &Case) -> i32 {
        let subject = self.rules.subject(entry);
        let depth = Layer::ALL.iter().take_while(|layer| **layer < subject.layer).count();
        // The standard's entries have texts of many vendors: a vendor's own entry says more.
        let generic = if subject.is_generic { -200 } else { 0 };
        case.decisive.min(1) * points(SignatureWeight::Decisive)
            + case.decisive.min(3)
            + case.strong.min(3) * points(SignatureWeight::Strong)
            + case.weak.min(5) * points(SignatureWeight::Weak)
            + i32::from(case.is_status_seen) * STATUS_AGREES
            + i32::from(case.is_vendor_seen) * VENDOR_MARK
            + DEPTH * i32::try_from(depth).unwrap_or_default()
            + generic
    }

    /// A vendor that wrote the answer: one entry of its own with the code is it, several are left open.
    fn sender(
        &self,
        cases: &BTreeMap<EntryId, Case>,
        failures: &[StatusCode],
        origins: &[VendorId],
    ) -> Option<Conclusion> {
        if failures.is_empty() {
            return None;
        }
        let of = |vendor: VendorId| {
            let own = self.rules.subjects().filter(move |(_, subject)| {
                subject.vendor == vendor && failures.iter().any(|code| subject.codes.contains(code))
            });
            own.map(|(entry, _)| entry).collect::<Vec<_>>()
        };
        let (vendor, mut entries) = origins
            .iter()
            .map(|vendor| (*vendor, of(*vendor)))
            .max_by_key(|(_, entries)| entries.iter().map(|entry| self.rules.subject(*entry).layer).max())?;
        sort_by_key(&mut entries, |entry| Reverse(cases.get(entry).map_or(0, |case| self.score(*entry, case))));
        Some(match entries.as_slice() {
            [entry] => Conclusion::Entry { entry: *entry, certainty: Certainty::Likely },
            _ => Conclusion::Sender { vendor, entries },
        })
    }

    /// A code that is no standard and that only one vendor sends.
    fn only_sender_of(&self, failures: &[StatusCode]) -> Option<Conclusion> {
        let code = failures.iter().find(|code| code.name().is_none())?;
        let mut with = self.rules.subjects().filter(|(_, subject)| subject.codes.contains(code));
        let (entry, subject) = with.next()?;
        (with.next().is_none() && !subject.is_generic)
            .then_some(Conclusion::Entry { entry, certainty: Certainty::Likely })
    }

    /// The standard's own entry for a code that somebody in the text answered with.
    fn standard(&self, statuses: &[Status], failures: &[StatusCode]) -> Option<Conclusion> {
        let code = failures.first()?;
        let (entry, _) =
            self.rules.subjects().find(|(_, subject)| subject.is_generic && subject.codes.contains(code))?;
        statuses.iter().any(|status| status.code == *code).then_some(Conclusion::Status { entry })
    }

    fn evidence(
        &self,
        conclusion: &Conclusion,
        sender: Option<VendorId>,
        seen: &BTreeMap<usize, Seen>,
        statuses: &[Status],
    ) -> Vec<Evidence> {
        let answer = conclusion.entry();
        let mut all = Vec::new();
        for (index, Seen { occurrences, count, .. }) in seen {
            let Some(first) = occurrences.first() else { continue };
            let pattern = &self.rules.patterns[*index];
            let owner = pattern.owners.iter().find(|owner| Some(owner.entry) == answer);
            let mark = pattern.marks.first();
            let kind = match (owner, mark) {
                (Some(owner), _) => {
                    EvidenceKind::Signature { location: pattern.location, weight: owner.weight, source: owner.source }
                }
                (None, Some(mark)) if Some(mark.vendor) == sender && mark.proof == MarkProof::Origin => {
                    EvidenceKind::Origin { vendor: mark.vendor }
                }
                (None, Some(mark)) if mark.proof != MarkProof::LookAlike => EvidenceKind::Relay { vendor: mark.vendor },
                (None, _) => continue,
            };
            all.push(Evidence { span: first.span.clone(), raw: 0..0, count: *count, kind });
        }
        let codes = answer.map(|entry| &self.rules.subject(entry).codes);
        // Where each code stands first, and how often it does.
        let mut own: Vec<Option<(&Status, usize)>> = vec![None; StatusCode::COUNT];
        for status in statuses {
            if codes.map_or(status.code.is_failure(), |codes| codes.contains(&status.code))
                && let Some(known) = own.get_mut(usize::from(status.code.0))
            {
                known.get_or_insert((status, 0)).1 += 1;
            }
        }
        all.extend(own.into_iter().flatten().map(|(first, count)| Evidence {
            span: first.span.clone(),
            raw: 0..0,
            count,
            kind: EvidenceKind::Status(first.code),
        }));
        sort_by_key(&mut all, |evidence| (rank(&evidence.kind), evidence.span.start));
        // A text inside a heavier one says nothing more.
        let spans: Vec<_> = all.iter().map(|evidence| evidence.span.clone()).collect();
        let mut index = 0;
        all.retain(|evidence| {
            let is_inside =
                spans[..index].iter().any(|other| other.start <= evidence.span.start && evidence.span.end <= other.end);
            index += 1;
            !is_inside
        });
        all
    }

    fn others(
        &self,
        conclusion: &Conclusion,
        cases: &BTreeMap<EntryId, Case>,
        failures: &[StatusCode],
        seen: &BTreeMap<usize, Seen>,
    ) -> Vec<Other> {
        // Without one the conclusion lists its own candidates, or has none.
        let Some(answer) = conclusion.entry() else { return Vec::new() };
        let mut ranked: Vec<_> = cases.iter().filter(|(entry, _)| **entry != answer).collect();
        ranked.retain(|(entry, case)| !self.rules.subject(**entry).is_generic || case.decisive > 0);
        sort_by_key(&mut ranked, |(entry, case)| Reverse(self.score(**entry, case)));
        let answer_layer = self.rules.subject(answer).layer;
        let why = |entry: EntryId, case: &Case| {
            let subject = self.rules.subject(entry);
            let disagrees = failures.first().filter(|_| !failures.iter().any(|code| subject.codes.contains(code)));
            if let (Some(found), 0) = (disagrees, case.decisive) {
                return Some(WhyNot::OtherStatus { found: *found });
            }
            if case.decisive > 0 || case.strong > 0 {
                let is_outside = subject.layer < answer_layer;
                return Some(if is_outside { WhyNot::FurtherOut } else { WhyNot::Weaker });
            }
            let proof = |pattern: &super::rules::Pattern| {
                let owners = pattern.owners.iter().filter(|owner| owner.entry == entry);
                owners.map(|owner| owner.weight).any(|weight| weight != SignatureWeight::Weak)
            };
            let missing = (0..self.rules.patterns.len())
                .find(|index| !seen.contains_key(index) && proof(&self.rules.patterns[*index]));
            missing.map(|pattern| WhyNot::Missing { pattern })
        };
        let named =
            ranked.into_iter().filter_map(|(entry, case)| Some(Other { entry: *entry, why: why(*entry, case)? }));
        named.take(MOST_OTHERS).collect()
    }

    /// Whether a time ran out. An entry may be about refused connections as well as slow ones: then the text itself has to
    /// say which.
    fn is_timeout(
        &self,
        conclusion: &Conclusion,
        text: &str,
        evidence: &[Evidence],
        failures: &[StatusCode],
    ) -> Option<bool> {
        let is_code_of_time = || failures.iter().any(|code| TIMEOUTS.contains(code));
        match conclusion {
            Conclusion::Entry { entry, .. } => {
                let says = |words: &str| {
                    let words = words.to_ascii_lowercase();
                    ["timed out", "timeout", "time-out", "timedout", "timing out", "time limit", "harakiri", "expired"]
                        .iter()
                        .any(|word| words.contains(word))
                };
                let is_in_evidence = |evidence: &Evidence| says(&text[evidence.span.clone()]);
                let is_beside_it = |evidence: &Evidence| {
                    let (head, tail) = around(text, &evidence.span);
                    says(head) || says(tail)
                };
                if self.rules.subject(*entry).is_timeout {
                    return (is_code_of_time() || evidence.iter().any(is_in_evidence)).then_some(true);
                }
                let is_doubtful = |one: &Evidence| is_in_evidence(one) || is_beside_it(one);
                (!is_code_of_time() && !evidence.iter().any(is_doubtful)).then_some(false)
            }
            Conclusion::Sender { .. } | Conclusion::Status { .. } => is_code_of_time().then_some(true),
            Conclusion::Nothing => None,
        }
    }
}

/// Codes that say that a time ran out: 504 by RFC 9110, section 15.6.5, and those that vendors send for it.
const TIMEOUTS: [StatusCode; 5] = [StatusCode(504), StatusCode(522), StatusCode(524), StatusCode(598), StatusCode(599)];

/// What stands before a span in its line, and what behind. A few hundred bytes are enough to know a line by.
fn around<'a>(text: &'a str, span: &Range<usize>) -> (&'a str, &'a str) {
    const ENOUGH: usize = 400;
    let head = &text[text.ceil_char_boundary(span.start.saturating_sub(ENOUGH))..span.start];
    let tail = &text[span.end..text.ceil_char_boundary(span.end + ENOUGH)];
    (head.rsplit('\n').next().unwrap_or_default(), tail.split('\n').next().unwrap_or_default())
}

/// Whether the words before and behind a signature are prose about it: people cannot write a sentence without the small
/// words of the language, and programs hardly use them.
fn is_prose(head: &str, tail: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "all", "also", "an", "and", "are", "as", "because", "been", "but", "can", "did", "do", "does", "has",
        "have", "i", "if", "in", "is", "it", "its", "may", "most", "my", "of", "on", "or", "our", "says", "should",
        "so", "some", "such", "than", "that", "the", "then", "there", "these", "they", "this", "was", "we", "were",
        "what", "when", "which", "who", "will", "with", "would", "you", "your",
    ];
    const ENOUGH: usize = 4;
    let words = head.split(' ').chain(tail.split(' '));
    let words = words.map(|word| word.trim_matches(|end: char| !end.is_ascii_alphanumeric()));
    let words = words.map(str::to_ascii_lowercase);
    let mut small: Vec<_> = words.filter(|word| SMALL.contains(&word.as_str())).collect();
    sort_and_dedup(&mut small);
    small.len() >= ENOUGH
}

/// The codes of each line in which a signature stands. Read once: one line may have a million statuses,
/// and many signatures.
fn codes_of_lines(seen: &BTreeMap<usize, Seen>, statuses: &[Status]) -> CodesOfLines {
    let mut lines = BTreeMap::new();
    for Occurrence { line, .. } in seen.values().flat_map(|seen| &seen.occurrences) {
        lines.entry((line.start, line.end)).or_insert_with(|| {
            let from = statuses.partition_point(|status| status.span.start < line.start);
            let own = statuses[from..].iter().take_while(|status| status.span.start < line.end);
            each_once(own.map(|status| status.code))
        });
    }
    lines
}

/// Whether every line in which a signature stands has a status of its own, and none of them is the entry's.
fn contradicts(seen: &Seen, codes: &CodesOfLines, subject: &Subject) -> bool {
    !seen.occurrences.is_empty()
        && seen.occurrences.iter().all(|occurrence| {
            let own = codes.get(&(occurrence.line.start, occurrence.line.end));
            own.is_some_and(|own| !own.is_empty() && !own.iter().any(|code| subject.codes.contains(code)))
        })
}

/// Whether what speaks for an entry is enough to name it.
fn is_named(subject: &Subject, case: &Case, statuses: &[Status], failures: &[StatusCode]) -> bool {
    if case.decisive > 0 {
        return true;
    }
    if case.strong == 0 {
        return false;
    }
    // The text has statuses, and none of them is the entry's.
    if !statuses.is_empty() && !case.is_status_seen && !failures.is_empty() {
        return false;
    }
    // Answers that succeeded, or failed for the client's sake, are no errors of a server.
    if failures.is_empty() && !statuses.is_empty() && case.strong_logs == 0 {
        return false;
    }
    // Texts of the standard's entries are those of many products: a status goes with them, or a client's own message.
    !subject.is_generic || case.is_status_seen || (failures.is_empty() && case.strong_logs > 0)
}

/// The codes of failures in the text, in their order, each once. What is passed on counts only where nothing else is there.
fn failures(statuses: &[Status]) -> Vec<StatusCode> {
    each_once([false, true].into_iter().flat_map(|is_passed_on| {
        let wanted =
            move |status: &&Status| (status.by == Writer::Upstream) == is_passed_on && status.code.is_failure();
        statuses.iter().filter(wanted).map(|status| status.code)
    }))
}

/// The codes, each once, in the order in which they first occur. There may be a million of them, of few kinds.
fn each_once(all: impl Iterator<Item = StatusCode>) -> Vec<StatusCode> {
    let mut codes = Vec::new();
    let mut known = vec![false; StatusCode::COUNT];
    for code in all {
        if let Some(known @ false) = known.get_mut(usize::from(code.0)) {
            *known = true;
            codes.push(code);
        }
    }
    codes
}

fn rank(kind: &EvidenceKind) -> u8 {
    match kind {
        EvidenceKind::Signature { weight: SignatureWeight::Decisive, .. } => 0,
        EvidenceKind::Signature { weight: SignatureWeight::Strong, .. } => 1,
        EvidenceKind::Origin { .. } => 2,
        EvidenceKind::Status(_) => 3,
        EvidenceKind::Signature { weight: SignatureWeight::Weak, .. } => 4,
        EvidenceKind::Relay { .. } => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids::SourceId;
    use super::super::rules::{Owner, Pattern};
    use super::*;

    fn recogniser() -> Recogniser {
        let subject = Subject {
            vendor: VendorId::from_index(0).unwrap(),
            is_generic: false,
            layer: Layer::Proxy,
            codes: vec![StatusCode(504)],
            is_timeout: true,
            limit: None,
            next: None,
        };
        let pattern = Pattern {
            text: "upstream \"timed\" out".to_owned(),
            location: SignatureLocation::Log,
            owners: vec![Owner {
                entry: EntryId::from_index(0).unwrap(),
                weight: SignatureWeight::Decisive,
                source: SourceId::from_index(0).unwrap(),
            }],
            marks: Vec::new(),
        };
        let vendors = vec!["proxy".to_owned()];
        Recogniser::new(Rules { subjects: vec![subject], patterns: vec![pattern], vendors, ..Rules::default() })
            .unwrap()
    }

    #[test]
    fn progress_is_reported_often_and_never_goes_back() {
        for (part, megabytes) in [("é: a line, status=504\n", 5), ("\n", 1), ("502\n", 1), ("é", 1)] {
            let mut reports = Vec::new();
            let text = part.repeat(megabytes * 1_000_000 / part.len());
            let finding = recogniser().recognise_with(&text, &mut |progress| reports.push(progress));
            assert_eq!(finding.text.len(), text.len());
            // At least the passes that clean and look for statuses, times and patterns.
            assert!(reports.len() >= 4 * megabytes, "{} times", reports.len());
            assert!(reports.is_sorted());
            assert_eq!(reports.last(), Some(&Progress::WHOLE));
            assert_eq!(Progress::WHOLE.thousandths(), 1000);
        }
    }

    #[test]
    fn an_empty_text_is_done_at_once() {
        let mut reports = Vec::new();
        recogniser().recognise_with("", &mut |progress| reports.push(progress));
        assert_eq!(reports, [Progress::WHOLE]);
    }

    #[test]
    fn evidence_and_times_have_their_spans_in_the_text_as_it_was_pasted() {
        let raw = "\u{1b}[31m504 Gateway Time-out\u{1b}[0m\r\n\u{201c}upstream &quot;timed&quot; out\u{201d} took\t29&#46;0 s\r\n";
        let finding = recogniser().recognise(raw);
        let evidence: Vec<_> = finding.evidence.iter().map(|evidence| &raw[evidence.raw.clone()]).collect();
        assert_eq!(evidence, ["upstream &quot;timed&quot; out", "504"]);
        let times: Vec<_> = finding.times.iter().map(|time| &raw[time.raw.clone()]).collect();
        assert_eq!(times, ["29&#46;0 s"]);
    }

    // Once for each occurrence of a signature its whole line was looked through for statuses.
    #[test]
    fn a_long_line_of_signatures_and_statuses_is_read_in_one_pass() {
        let text = "upstream \"timed\" out status=502 ".repeat(100_000);
        let finding = recogniser().recognise(&text);
        assert_eq!(finding.statuses.len(), 100_000);
        assert_eq!(finding.evidence[0].count, 100_000);
    }
}
