//! A finding in words, the same on the page and in a ticket.

use super::answer::{Answer, Finder};
use super::excerpt::Excerpt;
use crate::budget::Inputs;
use crate::catalogue::SignatureWeight;
use crate::duration::{Unit, format_in};
use crate::recognise::{Certainty, Conclusion, EvidenceKind, Finding, TimeKind, VendorId, WhyNot};
use crate::status_code::StatusCode;

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
        Answer::Search { hits, all, .. } if hits.len() < *all => {
            format!("{all} entries, the best {} shown.", hits.len())
        }
        Answer::Search { all, .. } => format!("{all} entries."),
        Answer::Paste(finding) => format!("{}: {}.", conclusion_words(finding), title(finder, finding)),
    }
}

/// What the finding is, in a few words.
pub fn title(finder: &Finder, finding: &Finding) -> String {
    match &finding.conclusion {
        Conclusion::Entry { entry, .. } | Conclusion::Status { entry } => finder.card(*entry).title.clone(),
        Conclusion::Sender { vendor, .. } => {
            let code = finding.statuses.iter().map(|status| status.code).find(|code| code.is_server_error());
            let vendor = &finder.vendor(*vendor).name;
            match code {
                Some(code) => {
                    let name = code.name().map(|name| format!(" {name}")).unwrap_or_default();
                    format!("{code}{name}, written by {vendor}")
                }
                None => format!("an error of {vendor}"),
            }
        }
        Conclusion::Open { .. } => "a message that several errors write".to_owned(),
        Conclusion::About { .. } => "a text about errors, not an error".to_owned(),
        Conclusion::Nothing => "no known 5xx in this text".to_owned(),
    }
}

/// How sure the finding is.
pub const fn conclusion_words(finding: &Finding) -> &'static str {
    match finding.conclusion {
        Conclusion::Entry { certainty: Certainty::Certain, .. } => "Recognised",
        Conclusion::Entry { certainty: Certainty::Likely, .. } => "Probably",
        Conclusion::Sender { .. } => "Sender recognised, cause open",
        Conclusion::Status { .. } => "Only a status, sender unknown",
        Conclusion::Open { .. } => "Several senders possible",
        Conclusion::About { .. } => "Mentioned, not shown",
        Conclusion::Nothing => "Not recognised",
    }
}

/// Who sent it, and through whose hands it went: a sentence, empty for nobody.
pub fn sender_words(finder: &Finder, finding: &Finding) -> String {
    let name = |vendor: VendorId| finder.vendor(vendor).name.as_str();
    let relays: Vec<_> = finding.relays.iter().map(|vendor| name(*vendor)).collect();
    let relayed = match relays.as_slice() {
        [] => String::new(),
        names => format!(" The answer passed through {}, which did not make it.", names.join(" and ")),
    };
    match &finding.conclusion {
        Conclusion::Entry { entry, .. } => {
            let card = finder.card(*entry);
            if finder.recogniser().rules().subject(*entry).is_generic {
                format!("Nothing in the text names a sender.{relayed}")
            } else {
                format!("Made by {} ({}).{relayed}", name(card.vendor), card.layer.label())
            }
        }
        Conclusion::Sender { vendor, .. } => format!("Made by {}.{relayed}", name(*vendor)),
        Conclusion::Status { .. } => {
            format!("Nothing in the text says who sent it: headers or the body of the answer would.{relayed}")
        }
        Conclusion::Open { .. } => {
            format!("More than one product writes exactly this: headers or the log of each would tell.{relayed}")
        }
        Conclusion::About { .. } => {
            "The words stand in a sentence, in source code or in configuration, so nothing says that it happened."
                .to_owned()
        }
        Conclusion::Nothing => relayed.trim_start().to_owned(),
    }
}

/// What a piece of evidence is.
pub fn evidence_words(finder: &Finder, kind: &EvidenceKind) -> String {
    let name = |vendor: &VendorId| finder.vendor(*vendor).name.as_str();
    match kind {
        EvidenceKind::Signature { location, weight, .. } => {
            let proves = match weight {
                SignatureWeight::Decisive => "only this error writes it",
                SignatureWeight::Strong => "few others write it",
                SignatureWeight::Weak => "others write it too",
            };
            format!("{} signature ({}): {proves}", weight.key(), location.key())
        }
        EvidenceKind::Origin { vendor } => format!("mark of {}: it wrote this answer", name(vendor)),
        EvidenceKind::Relay { vendor } => {
            format!("mark of {}: the answer passed through it, whoever made it", name(vendor))
        }
        EvidenceKind::Status(code) => format!("status {code}"),
    }
}

/// Which codes count as failures: `status codes from 500 up, and 000, … and 499`.
pub fn failure_codes_words() -> String {
    let codes = StatusCode::FAILURES_BELOW_500.map(|code| code.to_string());
    format!("status codes from 500 up, and {}", listed(&codes))
}

/// `a`, `a and b`, `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        words => words.concat(),
    }
}

/// How many secrets are masked, and of what sort: a sentence, empty for none.
pub fn masked_words(excerpt: &Excerpt) -> String {
    let counts = excerpt.masked_counts().into_iter();
    let counts: Vec<_> = counts
        .map(|(shown, count)| format!("{count} {}", if count == 1 { shown.word() } else { shown.plural() }))
        .collect();
    if counts.is_empty() { String::new() } else { format!("Masked: {}.", listed(&counts)) }
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
    if let Conclusion::Entry { entry, .. } = &finding.conclusion {
        inputs.limit_id = finder.recogniser().rules().subject(*entry).limit.clone().unwrap_or_default();
    }
    let text = |kind: TimeKind| {
        let time = finding.times.iter().find(|time| time.kind == kind)?;
        Some(format_in(time.duration, Unit::Millisecond))
    };
    inputs.cold_start = text(TimeKind::ColdStart).unwrap_or_default();
    inputs.processing = text(TimeKind::Processing).or_else(|| text(TimeKind::Whole)).unwrap_or_default();
    Some(inputs.to_fragment())
}
