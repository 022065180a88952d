//! Many texts looked for at once, and the numbers that words stand before.

use std::ops::Range;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, BuildError};

/// An automaton over a set of texts (Aho and Corasick, 1975), which are found in any case.
///
/// Always the contiguous NFA without a prefilter: a table of states for each byte would be megabytes, and what chooses
/// among the kinds of automata is a tenth of the finder's bytes.
#[derive(Debug)]
pub(super) struct Words(NFA);

impl Words {
    /// Compiles the texts.
    ///
    /// # Errors
    /// Billions of them.
    pub(super) fn new<T: AsRef<[u8]>>(texts: impl IntoIterator<Item = T>) -> Result<Self, BuildError> {
        Ok(Self(NFA::builder().ascii_case_insensitive(true).prefilter(false).build(texts)?))
    }

    /// Where the texts stand, each by its place in the list, in the order of their ends, also inside each other. Linear in
    /// the length of the text and the number of places. The text is read in the stretches that are given.
    pub(super) fn find(
        &self,
        text: &str,
        stretches: impl Iterator<Item = Range<usize>>,
        mut found: impl FnMut(usize, Range<usize>),
    ) {
        // An automaton of this kind begins anywhere without a condition.
        let Ok(mut state) = self.0.start_state(Anchored::No) else { return };
        for stretch in stretches {
            for at in stretch {
                state = self.0.next_state(Anchored::No, state, text.as_bytes()[at]);
                if self.0.is_match(state) {
                    for index in 0..self.0.match_len(state) {
                        let pattern = self.0.match_pattern(state, index);
                        found(pattern.as_usize(), at + 1 - self.0.pattern_len(pattern)..at + 1);
                    }
                }
            }
        }
    }
}

/// Where numbers begin: digits behind something else. The text is read in the stretches that are given.
pub(super) fn numbers(text: &str, stretches: impl Iterator<Item = Range<usize>>) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    stretches.flat_map(move |stretch| {
        let mut at = stretch.start;
        std::iter::from_fn(move || {
            while let Some(skipped) = first_digit(&bytes[at..stretch.end]) {
                let digit = at + skipped;
                at = digit + 1;
                if digit == 0 || !bytes[digit - 1].is_ascii_digit() {
                    return Some(digit);
                }
            }
            at = stretch.end;
            None
        })
    })
}

/// Where the first digit stands. Most of a text is no number: eight bytes are seen at once.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let mut at = 0;
    loop {
        while let Some(eight) = bytes[at..].first_chunk::<8>() {
            // The upper half of a digit's byte is 3, and so it is of a few signs. A byte that is nothing but zeros then
            // borrows from its highest bit (Mycroft's test).
            let upper = (u64::from_ne_bytes(*eight) & (EACH * 0xf0)) ^ (EACH * 0x30);
            if upper.wrapping_sub(EACH) & !upper & (EACH * 0x80) != 0 {
                break;
            }
            at += eight.len();
        }
        let end = bytes.len().min(at + 8);
        if let Some(digit) = bytes[at..end].iter().position(u8::is_ascii_digit) {
            return Some(at + digit);
        }
        at = end;
        if at == bytes.len() {
            return None;
        }
    }
}

/// Whether a text ends with a word, in any case. Read from the end, where most of them differ.
pub(super) fn ends_with(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.len() >= word.len()
        && word.iter().rev().zip(text.iter().rev()).all(|(one, other)| one.eq_ignore_ascii_case(other))
}
