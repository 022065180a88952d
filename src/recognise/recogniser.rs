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
use super::context::{around, is_about, is_about_body};
use super::finding::{Certainty, Conclusion, Evidence, EvidenceKind, Finding, Other, WhyNot};
use super::ids::{EntryId, VendorId};
use super::progress::{Pass, Progress, Work};
use super::read_records::read_records;
use super::records::{JsonSight, ReadRecords, Records};
use super::rules::{Pattern, Rules, Subject};
use super::statuses::Status;
use super::words::Words;
use crate::catalogue::{Layer, MarkProof, SignatureLocation, SignatureWeight, Timeout};
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
/// A mark of so many letters is a sentence of an error's page; a shorter one is the foot of any page of a product.
const SENTENCE: usize = 30;
/// How many entries are named beside the answer.
const MOST_OTHERS: usize = 4;

/// Compiled rules.
#[derive(Debug)]
pub struct Recogniser {
    rules: Rules,
    patterns: Words,
    /// Signatures that are JSON, by the index of their pattern.
    bodies: Vec<(usize, String)>,
}

/// What was seen of a pattern.
#[derive(Debug, Clone)]
struct Seen {
    /// The first occurrences, at most [`MOST_OCCURRENCES`].
    occurrences: Vec<Occurrence>,
    /// How many there are in all.
    count: usize,
    /// Whether all of these stand in lines that are about the message: sentences, source code.
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

/// Whether the text of a pattern is an object of JSON, or members of one.
fn is_json(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with('"') || text.starts_with("{\"")) && text.contains("\":")
}

/// What is seen of patterns in a text.
struct Sights<'a> {
    text: &'a str,
    /// Signatures that are JSON.
    bodies: &'a [(usize, String)],
    /// Lines and documents that are records.
    areas: &'a [Range<usize>],
    all: BTreeMap<usize, Seen>,
    /// The line of the last occurrence: many may be in one line, and it may be the whole text.
    line: Range<usize>,
}

impl Sights<'_> {
    fn add(&mut self, index: usize, pattern: &Pattern, span: Range<usize>) {
        let text = self.text;
        let new = Seen { occurrences: Vec::new(), count: 0, is_prose: true, is_bare: true };
        let seen = self.all.entry(index).or_insert(new);
        seen.count += 1;
        if seen.occurrences.len() >= MOST_OCCURRENCES {
            return;
        }
        let (head, tail) = around(text, &span);
        // A whole object, or a sentence of a product's page, is what somebody got, whatever stands around it.
        let is_body = pattern.location == SignatureLocation::Body && pattern.text.len() >= SENTENCE
            || self.bodies.iter().any(|(known, text)| *known == index && text.trim().ends_with('}'));
        let is_about = if is_body { is_about_body } else { is_about };
        let is_quoted = !lies_in(self.areas, &span) && is_about(head, tail);
        seen.is_prose &= is_quoted;
        seen.is_bare &= head.trim().is_empty() && tail.trim().is_empty() && !pattern.text.trim().contains(' ');
        let has_line_end = text[span.clone()].contains('\n');
        if has_line_end || !(self.line.contains(&span.start) && span.end <= self.line.end) {
            self.line.start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
            self.line.end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
        }
        seen.occurrences.push(Occurrence { span, line: self.line.clone() });
        if has_line_end {
            self.line = 0..0;
        }
    }
}

/// Whether a span lies in one of the records, which nobody wrote by hand.
fn lies_in(areas: &[Range<usize>], span: &Range<usize>) -> bool {
    let index = areas.partition_point(|area| area.end <= span.start);
    areas.get(index).is_some_and(|area| area.start <= span.start)
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
    weak_bodies: i32,
    /// The length of the longest strong signature: between equals the more particular one counts.
    longest: usize,
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
        let bodies = texts.clone().enumerate().filter(|(_, text)| is_json(text));
        let bodies = bodies.map(|(index, text)| (index, text.clone())).collect();
        Ok(Self { patterns: Words::new(texts)?, bodies, rules })
    }

    /// The rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Recognises who sent the error in a pasted text. Linear in its length; no text makes it panic.
    pub fn recognise(&self, raw: &str) -> Finding {
        self.recognise_with(raw, &read_records, &mut |_| {})
    }

    /// [`recognise`](Self::recognise) with records that are read as `read` does, and how far it is: several times for each
    /// megabyte, so whoever listens may want to leave out most of it.
    pub fn recognise_with(&self, raw: &str, read: &ReadRecords<'_>, progress: &mut dyn FnMut(Progress)) -> Finding {
        let mut work = Work::new(progress);
        let text = clean_with(raw, &mut work);
        let mut records = read(&text, &self.bodies);
        work.pass(Pass::Records, text.len()).for_each(drop);
        let statuses = std::mem::take(&mut records.statuses);
        let mut times = std::mem::take(&mut records.times);
        let seen = self.look(&text, &records, &mut work);
        let mut origins = self.vendors(&seen, MarkProof::Origin);
        for maker in &records.makers {
            let vendor = self.rules.vendors.iter().position(|vendor| vendor == maker).and_then(VendorId::from_index);
            origins.extend(vendor.filter(|vendor| !origins.contains(vendor)));
        }
        let unexplained = self.vendors(&seen, MarkProof::OtherError);
        origins.extend(unexplained.iter().copied().filter(|vendor| !origins.contains(vendor)).collect::<Vec<_>>());
        let mut relays = self.vendors(&seen, MarkProof::Relay);
        let look_alikes = self.vendors(&seen, MarkProof::LookAlike);
        origins.retain(|vendor| !look_alikes.contains(vendor));
        let failures = failures(&statuses);
        let mut cases = self.cases(&text, &seen, &statuses, &failures, &origins, &relays);
        cases.retain(|entry, case| {
            let vendor = self.rules.subject(*entry).vendor;
            !look_alikes.contains(&vendor) && (case.decisive > 0 || !unexplained.contains(&vendor))
        });
        let mut conclusion = self.conclude(&cases, &statuses, &failures, &origins, &seen, &records);
        let mut sender = self.sender_of(&conclusion);
        // Of a vendor that shows another error no entry is named but by a decisive signature.
        let vendor = match conclusion {
            Conclusion::Entry { certainty: Certainty::Certain, .. } | Conclusion::Open { .. } => None,
            Conclusion::Entry { .. } | Conclusion::Sender { .. } => {
                sender.filter(|vendor| unexplained.contains(vendor))
            }
            Conclusion::Status { .. } | Conclusion::About { .. } | Conclusion::Nothing => unexplained.first().copied(),
        };
        if let Some(vendor) = vendor {
            conclusion = Conclusion::Sender { vendor, entries: Vec::new() };
            sender = Some(vendor);
        }
        relays.extend(origins.iter().copied().filter(|vendor| !relays.contains(vendor)).collect::<Vec<_>>());
        relays.retain(|vendor| Some(*vendor) != sender);
        let mut evidence = self.evidence(&conclusion, sender, &seen, &statuses);
        let others = self.others(&conclusion, &cases, &failures, &seen);
        let is_timeout = self.is_timeout(&conclusion, &text, &evidence, &records, &failures);
        let spans = evidence.iter().map(|evidence| &evidence.span).chain(times.iter().map(|time| &time.span));
        let spans: Vec<_> = spans.cloned().collect();
        let raw_spans =
            evidence.iter_mut().map(|evidence| &mut evidence.raw).chain(times.iter_mut().map(|time| &mut time.raw));
        for (raw_span, raw) in raw_spans.zip(raw_ranges_with(raw, &text, &spans, &mut work)) {
            *raw_span = raw;
        }
        work.end();
        let Records { formats, lines, .. } = records;
        Finding { text, conclusion, evidence, others, relays, statuses, times, is_timeout, formats, lines }
    }

    /// The vendor that a conclusion says made the error.
    fn sender_of(&self, conclusion: &Conclusion) -> Option<VendorId> {
        match conclusion {
            Conclusion::Entry { entry, .. } => Some(self.rules.subject(*entry).vendor),
            Conclusion::Sender { vendor, .. } => Some(*vendor),
            _ => None,
        }
    }

    /// Which patterns the text has. Headers and statuses in any case, everything else to the letter.
    fn look(&self, text: &str, records: &Records, work: &mut Work<'_>) -> BTreeMap<usize, Seen> {
        let mut sights = Sights { text, bodies: &self.bodies, areas: &records.areas, all: BTreeMap::new(), line: 0..0 };
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
            if is_exact && !is_in_word && !is_searched {
                sights.add(index, pattern, span);
            }
        });
        for JsonSight { pattern: index, span, .. } in &records.bodies {
            // A byte of the text may be the half of a character that ends a text which was cut.
            let span = text.floor_char_boundary(span.start)..text.ceil_char_boundary(span.end);
            let is_known = sights.all.get(index).is_some_and(|seen| {
                seen.occurrences.iter().any(|known| known.span.start < span.end && span.start < known.span.end)
            });
            if !is_known {
                sights.add(*index, &self.rules.patterns[*index], span);
            }
        }
        sights.all
    }

    /// The vendors whose marks prove that.
    fn vendors(&self, seen: &BTreeMap<usize, Seen>, proof: MarkProof) -> Vec<VendorId> {
        // A page that a sentence links or names is no page that somebody got.
        let is_shown = |seen: &Seen| matches!(proof, MarkProof::Relay | MarkProof::LookAlike) || !seen.is_prose;
        let shown = seen.iter().filter(|(_, seen)| is_shown(seen));
        let marks = shown.flat_map(|(index, _)| &self.rules.patterns[*index].marks);
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
                        case.longest = case.longest.max(pattern.text.len());
                        case.strong_logs += i32::from(pattern.location == SignatureLocation::Log);
                    }
                    SignatureWeight::Weak => {
                        case.weak += 1;
                        case.weak_bodies += i32::from(pattern.location == SignatureLocation::Body);
                    }
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
        seen: &BTreeMap<usize, Seen>,
        records: &Records,
    ) -> Conclusion {
        let named =
            cases.iter().filter(|(entry, case)| is_named(self.rules.subject(**entry), case, statuses, failures));
        if let Some((entry, case)) =
            named.max_by_key(|(entry, case)| (self.score(**entry, case), case.longest, Reverse(**entry)))
        {
            let certainty = if case.decisive > 0 { Certainty::Certain } else { Certainty::Likely };
            return Conclusion::Entry { entry: *entry, certainty };
        }
        self.sender(cases, failures, origins)
            .or_else(|| self.only_sender_of(failures))
            .or_else(|| self.open(seen, records, cases, statuses, failures, origins))
            .or_else(|| self.standard(statuses, failures))
            .or_else(|| self.about(seen))
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
        /// A list of codes with their meanings is no error.
        const MOST: usize = 2;
        let own = || failures.iter().filter(|code| code.name().is_none());
        let code = own().next().filter(|_| own().count() <= MOST)?;
        let mut with = self.rules.subjects().filter(|(_, subject)| subject.codes.contains(code));
        let (entry, subject) = with.next()?;
        (with.next().is_none() && !subject.is_generic)
            .then_some(Conclusion::Entry { entry, certainty: Certainty::Likely })
    }

    /// A whole body that several errors write, or a page of a vendor's own without its status: those of one vendor leave the
    /// cause open, those of several the sender as well.
    fn open(
        &self,
        seen: &BTreeMap<usize, Seen>,
        records: &Records,
        cases: &BTreeMap<EntryId, Case>,
        statuses: &[Status],
        failures: &[StatusCode],
        origins: &[VendorId],
    ) -> Option<Conclusion> {
        let is_body = |index: &usize| records.bodies.iter().any(|body| body.is_whole && body.pattern == *index);
        let is_page = |index: &usize| {
            let pattern = &self.rules.patterns[*index];
            statuses.is_empty()
                && pattern.location == SignatureLocation::Body
                && pattern.text.len() >= SENTENCE
                && pattern.marks.iter().any(|mark| origins.contains(&mark.vendor))
        };
        let shown = || seen.iter().filter(|(_, seen)| !seen.is_prose).map(|(index, _)| index);
        let bodies = shown().filter(|index| is_body(index));
        let owners = bodies.flat_map(|index| &self.rules.patterns[*index].owners).map(|owner| owner.entry);
        // Entries whose page it may be.
        let is_any_page = shown().any(is_page);
        let pages = cases.iter().filter(|(entry, case)| {
            is_any_page && case.weak_bodies > 0 && origins.contains(&self.rules.subject(**entry).vendor)
        });
        let owners = owners.chain(pages.map(|(entry, _)| *entry));
        let fits = |entry: &EntryId| {
            let subject = self.rules.subject(*entry);
            !subject.is_generic && (failures.is_empty() || failures.iter().any(|code| subject.codes.contains(code)))
        };
        let mut entries: Vec<_> = owners.filter(fits).collect();
        sort_and_dedup(&mut entries);
        let vendor = self.rules.subject(*entries.first()?).vendor;
        // An answer that succeeded, and has such a body.
        if failures.is_empty() && !statuses.is_empty() {
            return None;
        }
        let is_one = entries.iter().all(|entry| self.rules.subject(*entry).vendor == vendor);
        Some(if is_one { Conclusion::Sender { vendor, entries } } else { Conclusion::Open { entries } })
    }

    /// Entries whose messages the text mentions without showing them.
    fn about(&self, seen: &BTreeMap<usize, Seen>) -> Option<Conclusion> {
        let mentioned =
            seen.iter().filter(|(_, seen)| seen.is_prose).flat_map(|(index, _)| &self.rules.patterns[*index].owners);
        let mut entries: Vec<_> =
            mentioned.filter(|owner| owner.weight != SignatureWeight::Weak).map(|owner| owner.entry).collect();
        sort_and_dedup(&mut entries);
        entries.truncate(MOST_OTHERS);
        (!entries.is_empty()).then_some(Conclusion::About { entries })
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
                (None, Some(mark))
                    if Some(mark.vendor) == sender
                        && matches!(mark.proof, MarkProof::Origin | MarkProof::OtherError) =>
                {
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
            let proof = |pattern: &Pattern| {
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

    /// Whether a time ran out: what the entry's front matter says, and where it says "sometimes", what the record or the words
    /// beside the evidence say.
    fn is_timeout(
        &self,
        conclusion: &Conclusion,
        text: &str,
        evidence: &[Evidence],
        records: &Records,
        failures: &[StatusCode],
    ) -> Option<bool> {
        let said = || {
            let lines = || {
                evidence.iter().flat_map(|evidence| {
                    let (head, tail) = around(text, &evidence.span);
                    [&text[evidence.span.clone()], head, tail]
                })
            };
            let is_said = |words: &[&str]| lines().any(|line| contains_any(line, words));
            if is_said(TIMED_OUT) || text.len() <= FEW_LINES && contains_any(text, &TIMED_OUT[..1]) {
                return Some(true);
            }
            // A message that says what failed, and nothing of time.
            let is_message = |evidence: &Evidence| {
                matches!(evidence.kind, EvidenceKind::Signature { location: SignatureLocation::Log | SignatureLocation::Body, weight, .. }
                    if weight != SignatureWeight::Weak)
            };
            let is_other = matches!(conclusion, Conclusion::Sender { entries, .. } if entries.is_empty());
            (is_other || is_said(NOT_TIMED_OUT) || evidence.iter().any(is_message)).then_some(false)
        };
        let is_code_of_time = || failures.iter().any(|code| TIMEOUTS.contains(code)).then_some(true);
        let decided = || records.is_timeout.or_else(is_code_of_time).or_else(said);
        match conclusion {
            Conclusion::Entry { entry, .. } | Conclusion::Status { entry } => {
                match self.rules.subject(*entry).timeout {
                    Timeout::Always => Some(true),
                    Timeout::Never => Some(false),
                    Timeout::Sometimes => decided(),
                }
            }
            Conclusion::Sender { entries, .. } | Conclusion::Open { entries } => {
                let is = |timeout| {
                    !entries.is_empty() && entries.iter().all(|entry| self.rules.subject(*entry).timeout == timeout)
                };
                match (is(Timeout::Always), is(Timeout::Never)) {
                    (true, _) => Some(true),
                    (_, true) => Some(false),
                    _ => decided(),
                }
            }
            Conclusion::About { .. } | Conclusion::Nothing => None,
        }
    }
}

/// Words of messages about a time that ran out.
const TIMED_OUT: &[&str] = &[
    "timed out",
    "timeout",
    "time-out",
    "timedout",
    "timing out",
    "time limit",
    "harakiri",
    "specified has expired",
    "deadline exceeded",
];
/// A text of so many bytes is about one failure.
const FEW_LINES: usize = 4_000;
/// Words of messages about something else that failed.
const NOT_TIMED_OUT: &[&str] = &[
    "refused",
    "reset",
    "closed",
    "denied",
    "unreachable",
    "resolve",
    "crash",
    "exited",
    "invalid",
    "malformed",
    "not found",
    "no healthy",
    "unavailable in",
    "terminated",
];

fn contains_any(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// Codes that say that a time ran out: 504 by RFC 9110, section 15.6.5, and those that vendors send for it.
const TIMEOUTS: [StatusCode; 5] = [StatusCode(504), StatusCode(522), StatusCode(524), StatusCode(598), StatusCode(599)];

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
        // A page and a header of the same product, with the status of its entry.
        return case.weak_bodies > 0
            && case.weak > case.weak_bodies
            && case.is_vendor_seen
            && case.is_status_seen
            && !subject.is_generic;
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
        let wanted = move |status: &&Status| status.is_passed_on == is_passed_on && status.code.is_failure();
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
    use super::super::rules::Owner;
    use super::*;

    fn recogniser() -> Recogniser {
        let subject = Subject {
            vendor: VendorId::from_index(0).unwrap(),
            is_generic: false,
            layer: Layer::Proxy,
            codes: vec![StatusCode(504)],
            timeout: Timeout::Always,
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
            let finding = recogniser().recognise_with(&text, &read_records, &mut |progress| reports.push(progress));
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
        recogniser().recognise_with("", &read_records, &mut |progress| reports.push(progress));
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
