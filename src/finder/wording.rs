//! A finding in words, the same on the page and in a ticket.

use super::answer::{Answer, Finder};
use super::excerpt::Excerpt;
use crate::budget::Inputs;
use crate::catalogue::{SignatureWeight, code_name};
use crate::duration::{Unit, format_in};
use crate::recognise::{Certainty, EvidenceKind, Finding, TimeKind, Verdict, WhyNot};

/// The size of a text of so many UTF-16 units, about as many bytes: `850 kB`, `20 MB`.
pub fn size_words(length: u32) -> String {
    const KILOBYTE: u32 = 1_000;
    const MEGABYTE: u32 = 1_000_000;
    if length < MEGABYTE {
        format!("{} kB", length.div_ceil(KILOBYTE))
    } else {
        format!("{} MB", (length + MEGABYTE / 2) / MEGABYTE)
    }
}

/// What is announced of an answer: a sentence.
pub fn said(finder: &Finder, answer: &Answer) -> String {
    match answer {
        Answer::Empty => String::new(),
        Answer::Search { all: 0, .. } => "No entry fits.".to_owned(),
        Answer::Search { all: 1, .. } => "1 entry.".to_owned(),
        Answer::Search { found, all, .. } if found.len() < *all => {
            format!("{all} entries, the best {} shown.", found.len())
        }
        Answer::Search { all, .. } => format!("{all} entries."),
        Answer::Paste(finding) => format!("{}: {}.", verdict_words(finding), title(finder, finding)),
    }
}

/// What the finding is, in a few words.
pub fn title(finder: &Finder, finding: &Finding) -> String {
    match &finding.verdict {
        Verdict::Entry { entry, .. } | Verdict::Status { entry } => finder.cards()[*entry].title.clone(),
        Verdict::Sender { vendor, .. } => {
            let code = finding.statuses.iter().map(|status| status.code.0).find(|code| *code >= 500);
            let vendor = &finder.vendors()[usize::from(*vendor)].name;
            match code {
                Some(code) => {
                    let name = code_name(code).map(|name| format!(" {name}")).unwrap_or_default();
                    format!("{code}{name}, written by {vendor}")
                }
                None => format!("an error of {vendor}"),
            }
        }
        Verdict::Nothing => "no known 5xx in this text".to_owned(),
    }
}

/// How sure the finding is.
pub const fn verdict_words(finding: &Finding) -> &'static str {
    match finding.verdict {
        Verdict::Entry { certainty: Certainty::Certain, .. } => "Recognised",
        Verdict::Entry { certainty: Certainty::Likely, .. } => "Probably",
        Verdict::Sender { .. } => "Sender recognised, cause open",
        Verdict::Status { .. } => "Only a status, sender unknown",
        Verdict::Nothing => "Not recognised",
    }
}

/// Who sent it, and through whose hands it went: a sentence, empty for nobody.
pub fn sender_words(finder: &Finder, finding: &Finding) -> String {
    let vendor = |place: u8| finder.vendors()[usize::from(place)].name.as_str();
    let passed: Vec<_> = finding.passed.iter().map(|place| vendor(*place)).collect();
    let passed = match passed.as_slice() {
        [] => String::new(),
        names => format!(" The answer passed through {}, which did not make it.", names.join(" and ")),
    };
    match &finding.verdict {
        Verdict::Entry { entry, .. } => {
            let card = &finder.cards()[*entry];
            if finder.recogniser().rules().subjects[*entry].is_generic {
                format!("Nothing in the text names a sender.{passed}")
            } else {
                format!("Made by {} ({}).{passed}", vendor(card.vendor), card.layer.label())
            }
        }
        Verdict::Sender { vendor: place, .. } => format!("Made by {}.{passed}", vendor(*place)),
        Verdict::Status { .. } => {
            format!("Nothing in the text says who sent it: headers or the body of the answer would.{passed}")
        }
        Verdict::Nothing => passed.trim_start().to_owned(),
    }
}

/// What a piece of evidence is.
pub fn evidence_words(finder: &Finder, kind: &EvidenceKind) -> String {
    let vendor = |place: &u8| finder.vendors()[usize::from(*place)].name.as_str();
    match kind {
        EvidenceKind::Signature { place, weight, .. } => {
            let proves = match weight {
                SignatureWeight::Decisive => "only this error writes it",
                SignatureWeight::Strong => "few others write it",
                SignatureWeight::Weak => "others write it too",
            };
            format!("{} signature ({}): {proves}", weight.key(), place.key())
        }
        EvidenceKind::Made { vendor: place } => format!("mark of {}: it wrote this answer", vendor(place)),
        EvidenceKind::Passed { vendor: place } => {
            format!("mark of {}: the answer passed through it, whoever made it", vendor(place))
        }
        EvidenceKind::Status(code) => format!("status {code}"),
    }
}

/// How many secrets are masked, and of what sort: a sentence, empty for none.
pub fn masked_words(excerpt: &Excerpt) -> String {
    let counts = excerpt.masked_counts().into_iter();
    let counts: Vec<_> = counts
        .map(|(shown, count)| format!("{count} {}", if count == 1 { shown.word() } else { shown.plural() }))
        .collect();
    match counts.as_slice() {
        [] => String::new(),
        [one] => format!("Masked: {one}."),
        [others @ .., last] => format!("Masked: {} and {last}.", others.join(", ")),
    }
}

/// Why an entry is not the answer: the end of a sentence that begins with its title.
pub fn why_not_words(finder: &Finder, why: &WhyNot) -> String {
    match why {
        WhyNot::FurtherOut => "is in the text too, but further out: it only reports what happened behind it".to_owned(),
        WhyNot::Weaker => "is in the text too, with less to speak for it".to_owned(),
        WhyNot::OtherStatus { found } => format!("comes with another status than the {found} of this text"),
        WhyNot::Missing { pattern } => {
            let pattern = &finder.recogniser().rules().patterns[*pattern].text;
            format!("shares marks with this text, but would show “{}”, which is not in it", pattern.trim())
        }
    }
}

/// The fragment that opens the troubleshooter with the finding's limit and times. `None` where no time ran out: throttling,
/// refused permissions and malformed answers have no budget.
pub fn budget_fragment(finder: &Finder, finding: &Finding) -> Option<String> {
    if finding.is_timeout != Some(true) {
        return None;
    }
    let mut inputs = Inputs::default();
    if let Verdict::Entry { entry, .. } = &finding.verdict {
        inputs.limit_id = finder.recogniser().rules().subjects[*entry].limit.clone().unwrap_or_default();
    }
    let text = |kind: TimeKind| {
        let time = finding.times.iter().find(|time| time.kind == kind)?;
        Some(format_in(time.duration, Unit::Millisecond))
    };
    inputs.cold_start = text(TimeKind::ColdStart).unwrap_or_default();
    inputs.processing = text(TimeKind::Processing).or_else(|| text(TimeKind::Whole)).unwrap_or_default();
    Some(inputs.to_fragment())
}
