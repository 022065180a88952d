//! Decisive signatures, of all entries together: each proves one error and no other.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::AhoCorasick;

use crate::catalogue::model::signature::{SignatureLocation, SignatureWeight};
use crate::catalogue::problem::{Problem, quoted};
use crate::catalogue::read::entry_file::EntryFile;

/// A decisive signature.
#[derive(Clone, Copy)]
struct Decisive<'a> {
    file: &'a EntryFile,
    pattern: &'a str,
    line: usize,
}

impl Decisive<'_> {
    fn problem(&self, expected: &str) -> Problem {
        self.file.problem(self.line, "signatures.pattern", quoted(self.pattern), expected)
    }

    /// Entries may repeat themselves, and a file that stands twice is a problem of its own.
    fn is_of_the_entry_of(&self, other: &Self) -> bool {
        self.file.entry.slug == other.file.entry.slug
    }
}

/// No two entries share a decisive text, and none has one that contains another's: it would prove both. The problem is
/// the later file's, once for each of its signatures.
pub(crate) fn check_decisive(files: &[EntryFile], problems: &mut Vec<Problem>) {
    for location in SignatureLocation::ALL {
        let distinct = check_repeated(decisive(files, location), problems);
        check_contained(&distinct, problems);
    }
}

fn decisive(files: &[EntryFile], location: SignatureLocation) -> impl Iterator<Item = Decisive<'_>> {
    files.iter().flat_map(move |file| {
        let lines = file.positions.of("signatures.pattern").map(|position| position.line);
        let here = (location, SignatureWeight::Decisive);
        let signatures = file.entry.signatures.iter().zip(lines);
        signatures
            .filter(move |(signature, _)| (signature.location, signature.weight) == here)
            .map(move |(signature, line)| Decisive { file, pattern: &signature.pattern, line })
    })
}

/// Reports texts that stood before, but for ASCII case and the blanks around them. Gives the others.
fn check_repeated<'a>(all: impl Iterator<Item = Decisive<'a>>, problems: &mut Vec<Problem>) -> Vec<Decisive<'a>> {
    let mut first: HashMap<String, Decisive<'_>> = HashMap::new();
    let mut distinct = Vec::new();
    for signature in all {
        match first.get(&signature.pattern.trim().to_ascii_lowercase()) {
            None => {
                first.insert(signature.pattern.trim().to_ascii_lowercase(), signature);
                distinct.push(signature);
            }
            Some(other) if other.is_of_the_entry_of(&signature) => {}
            Some(other) => {
                let expected = format!("a text that is not decisive for `{}` as well", other.file.entry.slug);
                problems.push(signature.problem(&expected));
            }
        }
    }
    distinct
}

/// Reports texts that contain another entry's, but for ASCII case. Blanks count: they keep a short text out of longer
/// words.
fn check_contained(distinct: &[Decisive<'_>], problems: &mut Vec<Problem>) {
    let patterns = distinct.iter().map(|signature| signature.pattern);
    let finder = match AhoCorasick::builder().ascii_case_insensitive(true).build(patterns) {
        Ok(finder) => finder,
        Err(error) => {
            let (field, expected) = ("signatures.pattern", "fewer decisive texts");
            problems.push(Problem::new("content/errors", 0, field, error.to_string(), expected));
            return;
        }
    };
    let mut seen = BTreeMap::new();
    for (longer, signature) in distinct.iter().enumerate() {
        for shorter in finder.find_overlapping_iter(signature.pattern).map(|found| found.pattern().as_usize()) {
            if !distinct[shorter].is_of_the_entry_of(signature) {
                let (earlier, later) = (longer.min(shorter), longer.max(shorter));
                seen.entry(later).or_insert((earlier, later == longer));
            }
        }
    }
    for (later, (earlier, is_longer)) in seen {
        let Decisive { file, pattern, .. } = distinct[earlier];
        let (verb, slug, pattern) = (if is_longer { "contain" } else { "stand in" }, &file.entry.slug, quoted(pattern));
        let expected = format!("a text that does not {verb} {pattern}, which is decisive for `{slug}`");
        problems.push(distinct[later].problem(&expected));
    }
}
