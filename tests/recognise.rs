//! The recogniser against real texts: each sample of `tests/fixtures/recognise` says who sent it and which entries explain
//! it. Prints precision and recall per vendor.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod samples;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use fivexx::catalogue::{Catalogue, SignatureWeight};
use fivexx::finder::{Answer as Answered, Filters, Finder, Guide, Piece, excerpt, report, visible};
use fivexx::recognise::{Conclusion, EntryId, Recogniser, Rules, Time, VendorId};
use fivexx::site::load_content;
use proptest::prelude::*;
use serde::Deserialize;

/// The header of a sample.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    /// Where such a text was seen.
    origin: String,
    /// Id of the vendor that sent it; `none` where the text cannot tell, or nothing failed.
    vendor: String,
    /// Entries that may be answered first.
    #[serde(default)]
    entries: Vec<String>,
    /// Whether a time ran out, where the text tells.
    timeout: Option<bool>,
    /// How long the failed request took, where the text tells.
    time: Option<String>,
    /// What it is.
    #[allow(dead_code)]
    note: Option<String>,
    /// Its file below the folder of samples.
    #[serde(default)]
    name: String,
    /// What was pasted: the file below its header.
    #[serde(default)]
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> Vec<Sample> {
    let files = samples::read::<Sample>("recognise").into_iter();
    files.map(|(name, sample, text)| Sample { name, text, ..sample }).collect()
}

/// What was answered: the entry or the vendor's id, and whether a vendor was named at all.
struct Answer {
    entry: Option<String>,
    vendor: Option<String>,
}

fn answer(catalogue: &Catalogue, conclusion: &Conclusion) -> Answer {
    let entry = |entry: EntryId| &catalogue.pages[entry.index()].entry;
    match conclusion {
        Conclusion::Entry { entry: index, .. } | Conclusion::Status { entry: index } => {
            let entry = entry(*index);
            Answer { entry: Some(entry.slug.clone()), vendor: Some(entry.vendor.clone()) }
        }
        Conclusion::Sender { vendor, .. } => {
            Answer { entry: None, vendor: Some(catalogue.vendors[vendor.index()].id.clone()) }
        }
        // No claim about a sender.
        Conclusion::Open { .. } | Conclusion::About { .. } | Conclusion::Nothing => {
            Answer { entry: None, vendor: None }
        }
    }
}

/// The row of texts that show no sender.
const NONE: &str = "(none)";

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.wrong + self.missed)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// How the recogniser does on texts.
#[derive(Default)]
struct Scores {
    vendors: BTreeMap<String, Score>,
    /// Errors that are labelled with whether a time ran out: how many were told rightly, how many wrongly, and how many there are.
    timeouts: (usize, usize, usize),
    /// Errors that are labelled with a time: how many it was found of, and how many there are.
    times: (usize, usize),
    /// Missed errors whose entry is among those that the answer links all the same: mentioned, or left open.
    linked: usize,
    failures: Vec<String>,
}

impl Scores {
    fn of(samples: &[Sample], catalogue: &Catalogue, recogniser: &Recogniser) -> Self {
        let mut scores = Self::default();
        for sample in samples {
            scores.add(sample, catalogue, recogniser);
        }
        scores
    }

    fn add(&mut self, sample: &Sample, catalogue: &Catalogue, recogniser: &Recogniser) {
        for slug in &sample.entries {
            assert!(catalogue.page(slug).is_some(), "{}: there is no entry `{slug}`", sample.name);
        }
        let is_named = ["https://", "http://", "captured: "].iter().any(|start| sample.origin.starts_with(start));
        assert!(is_named, "{}: origin", sample.name);
        let finding = recogniser.recognise(&sample.text);
        let Answer { entry, vendor } = answer(catalogue, &finding.conclusion);
        // The standard's entries say what a status means; to be given one for a status is no claim about a sender.
        let is_standard = vendor.as_deref() == Some("http");
        let expected = (sample.vendor != "none").then_some(sample.vendor.as_str());
        let is_right = match (&vendor, expected) {
            (None, None) => true,
            (Some(_), None) => is_standard && sample.entries.is_empty(),
            (None, Some(_)) => false,
            (Some(vendor), Some(expected)) => {
                // An answer of the vendor alone is right where the text leaves several entries open, or none.
                let fits = match &entry {
                    Some(entry) => sample.entries.contains(entry),
                    None => sample.entries.len() != 1,
                };
                vendor == expected && fits || entry.as_ref().is_some_and(|entry| sample.entries.contains(entry))
            }
        };
        let is_claim = vendor.is_some() && !(is_standard && expected != Some("http"));
        let score = self.vendors.entry(expected.unwrap_or(NONE).to_owned()).or_default();
        match (is_right, is_claim) {
            (true, _) => score.right += 1,
            (false, true) => score.wrong += 1,
            (false, false) => score.missed += 1,
        }
        let name = &sample.name;
        if !is_right {
            let mut candidates =
                finding.conclusion.candidates().iter().map(|entry| &catalogue.pages[entry.index()].entry.slug);
            self.linked += usize::from(!is_claim && candidates.any(|slug| sample.entries.contains(slug)));
            let claim = if is_claim { "WRONG" } else { "MISSED" };
            let found = format!("{} {}", vendor.as_deref().unwrap_or("nothing"), entry.as_deref().unwrap_or(""));
            let expected = format!("{} {:?}", sample.vendor, sample.entries);
            self.failures.push(format!("{claim} {name}: expected {expected}, found {}", found.trim_end()));
        }
        if let (Some(is_timeout), Some(_)) = (sample.timeout, expected) {
            self.timeouts.2 += 1;
            match finding.is_timeout {
                Some(found) if found == is_timeout => self.timeouts.0 += 1,
                Some(_) => self.timeouts.1 += 1,
                None => {}
            }
            if finding.is_timeout != Some(is_timeout) {
                self.failures.push(format!("TIMEOUT {name}: expected {is_timeout}, found {:?}", finding.is_timeout));
            }
        }
        if let (Some(time), Some(_)) = (&sample.time, expected) {
            let number = time.split_whitespace().next().and_then(|number| number.parse::<f64>().ok());
            let expected = number.unwrap_or_default() / if time.ends_with("ms") { 1000.0 } else { 1.0 };
            let is_near = |time: &Time| (time.duration.as_secs_f64() - expected).abs() < 0.01 * expected;
            self.times.1 += 1;
            if finding.times.iter().any(is_near) {
                self.times.0 += 1;
            } else {
                let found: Vec<_> = finding.times.iter().map(|time| time.duration).collect();
                self.failures.push(format!("TIME {name}: expected {time}, found {found:?}"));
            }
        }
    }

    /// Precision counts every claim, those about traps too; recall counts the texts that do show a sender.
    fn total(&self) -> Score {
        let mut total = Score::default();
        for (vendor, score) in &self.vendors {
            total.wrong += score.wrong;
            if vendor != NONE {
                total.right += score.right;
                total.missed += score.missed;
            }
        }
        total
    }

    fn print(&self) {
        println!("{:<28} {:>8} {:>9} {:>7} {:>6} {:>7}", "vendor", "samples", "precision", "recall", "wrong", "missed");
        let total = self.total();
        for (vendor, score) in
            self.vendors.iter().map(|(vendor, score)| (vendor.as_str(), score)).chain([("all", &total)])
        {
            let Score { right, wrong, missed } = score;
            let (precision, recall) = (score.precision(), score.recall());
            println!(
                "{vendor:<28} {:>8} {precision:>9.3} {recall:>7.3} {wrong:>6} {missed:>7}",
                right + wrong + missed
            );
        }
        let (told, false_told, all) = self.timeouts;
        println!("time ran out or not: {told} of {all} told rightly, {false_told} wrongly");
        println!("how long it took: {} of {}", self.times.0, self.times.1);
        println!("of those missed, linked all the same: {}", self.linked);
    }
}

fn recogniser(catalogue: &Catalogue) -> Recogniser {
    Recogniser::new(Rules::compile(catalogue).unwrap()).unwrap()
}

/// The working half: the rules were made with these texts in view. What is not right is a snapshot: a change of it is looked at.
#[test]
fn real_samples_are_recognised_and_traps_are_not() {
    let catalogue = load_content(root()).unwrap();
    let scores = Scores::of(&samples(), &catalogue, &recogniser(&catalogue));
    scores.print();
    let failures = scores.failures.join("\n") + "\n";
    println!("{failures}");
    assert_eq!(scores.total().wrong, 0, "a claim that is wrong");
    let known = root().join("tests/snapshots/recognise-misses.txt");
    if std::env::var_os("UPDATE_MISSES").is_some() {
        fs::write(&known, &failures).unwrap();
    }
    let known = fs::read_to_string(&known).unwrap();
    assert_eq!(failures, known, "the misses changed: look at each, then run the test with UPDATE_MISSES=1");
}

/// The sealed half: texts of other sources, which nobody looked at while the rules were made. Their figures are printed with
/// `SEALED=1` only, after a change is done: whoever tunes on them breaks the seal.
#[test]
fn sealed_samples_are_whole() {
    #[derive(Deserialize)]
    struct Sealed {
        sample: Vec<Sample>,
    }
    let file = fs::read_to_string(root().join("tests/fixtures/sealed/recognise.toml")).unwrap();
    let samples = toml::from_str::<Sealed>(&file).unwrap().sample;
    let traps = samples.iter().filter(|sample| sample.vendor == "none").count();
    assert!(samples.len() >= 290 && traps * 10 >= samples.len() * 3, "{} samples, {traps} traps", samples.len());
    if std::env::var_os("SEALED").is_some() {
        let catalogue = load_content(root()).unwrap();
        let scores = Scores::of(&samples, &catalogue, &recogniser(&catalogue));
        scores.print();
        if std::env::var("SEALED").is_ok_and(|wanted| wanted == "names") {
            println!("{}", scores.failures.join("\n"));
        }
    }
}

#[test]
fn a_vendor_or_a_source_that_there_is_none_of_is_named() {
    let mut no_vendor = load_content(root()).unwrap();
    let slug = no_vendor.pages[3].entry.slug.clone();
    no_vendor.pages[3].entry.vendor = "nobody".to_owned();
    let error = Rules::compile(&no_vendor).unwrap_err();
    assert_eq!(error.to_string(), format!("entry `{slug}`: there is no vendor `nobody`"));
    let mut no_source = load_content(root()).unwrap();
    let page = no_source.pages.iter_mut().find(|page| !page.entry.signatures.is_empty()).unwrap();
    let slug = page.entry.slug.clone();
    page.entry.signatures[0].weight = SignatureWeight::Decisive;
    page.entry.signatures[0].source = "nowhere".to_owned();
    let error = Rules::compile(&no_source).unwrap_err();
    assert_eq!(error.to_string(), format!("entry `{slug}`: there is no source `nowhere`"));
}

#[test]
fn a_list_that_is_too_long_for_its_ids_is_named_with_its_length() {
    let mut many = load_content(root()).unwrap();
    many.vendors.resize(VendorId::MOST, many.vendors[0].clone());
    assert!(Rules::compile(&many).is_ok());
    many.vendors.push(many.vendors[0].clone());
    let error = Rules::compile(&many).unwrap_err().to_string();
    assert!(error.starts_with("65537 vendors: the file of rules can number 65536"), "{error}");
}

#[test]
fn rules_that_name_what_is_not_there_are_not_whole() {
    let rules = Rules::compile(&load_content(root()).unwrap()).unwrap();
    let vendors = rules.vendors.len();
    assert!(rules.is_whole(vendors));
    assert!(!rules.is_whole(vendors - 1));
    let broken = |change: fn(&mut Rules)| {
        let mut rules = rules.clone();
        change(&mut rules);
        !rules.is_whole(vendors)
    };
    assert!(broken(|rules| rules.sources.truncate(rules.sources.len() / 2)));
    assert!(broken(|rules| rules.subjects.truncate(rules.subjects.len() / 2)));
    assert!(broken(|rules| rules.patterns[0].text.clear()));
}

static FINDER: LazyLock<Finder> =
    LazyLock::new(|| Finder::new(Guide::compile(&load_content(root()).unwrap()).unwrap()).unwrap());

/// Texts as nobody would write them: pieces of signatures, of log formats and of anything else, in any order.
fn mixtures() -> impl Strategy<Value = String> {
    let patterns: Vec<String> =
        FINDER.recogniser().rules().patterns.iter().map(|pattern| pattern.text.clone()).collect();
    let glue = "[ \n\"{}<>:=/|-]{0,3}|HTTP/1\\.1 50[0-9] |\\PC{0,4}|\u{1b}\\[3[0-9]m|authorization: |192\\.0\\.2\\.[0-9]{1,3}|&lt;|\\\\\"";
    proptest::collection::vec((proptest::sample::select(patterns), glue, 0..40_usize), 1..8).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(pattern, glue, cut)| pattern.chars().skip(cut / 4).collect::<String>() + &glue)
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_answered_and_what_is_shown_of_it_stands_in_it(text in mixtures()) {
        let answer = FINDER.answer(&text, true, &Filters::default());
        if let Answered::Paste(finding) = answer {
            for evidence in &finding.evidence {
                prop_assert!(finding.text.get(evidence.span.clone()).is_some_and(|found| !found.is_empty()));
            }
            let excerpt = excerpt(FINDER.masker(), &text, &finding);
            for (_, pieces) in &excerpt.lines {
                for piece in pieces {
                    if let Piece::Plain(part) | Piece::Marked(part, _) = piece {
                        prop_assert!(visible(&text).contains(part));
                    }
                }
            }
            let _ = report(&FINDER, &text, &finding, &excerpt, |path| format!("/{path}"));
        }
    }

    #[test]
    fn a_guide_that_was_cut_is_refused(length in 0..200_000_usize) {
        static BYTES: LazyLock<Vec<u8>> =
            LazyLock::new(|| Guide::compile(&load_content(root()).unwrap()).unwrap().to_bytes().unwrap());
        prop_assume!(length < BYTES.len());
        prop_assert!(Guide::from_bytes(&BYTES[..length]).is_err());
    }
}
