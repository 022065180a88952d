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

    /// Where the texts stand, each by its index in the list, in the order of their ends, also inside each other. Linear in
    /// the length of the text and the number of matches. The text is read in the stretches that are given.
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

/// Where numbers begin: digits behind something else.
pub(super) struct Numbers<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Where numbers begin in a text.
pub(super) const fn numbers(text: &str) -> Numbers<'_> {
    Numbers { bytes: text.as_bytes(), at: 0 }
}

impl Iterator for Numbers<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let digit = self.at + first_digit(&self.bytes[self.at..])?;
        let digits = self.bytes[digit..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at = digit + digits;
        Some(digit)
    }
}

/// Where the first digit stands. Most of a text is no number: eight bytes are seen at once.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let mut rest = bytes;
    while let Some((eight, more)) = rest.split_first_chunk::<8>() {
        // The upper half of a digit's byte is 3, and so it is of a few signs. A byte that is nothing but zeros then borrows
        // from its highest bit (Mycroft's test).
        let upper = (u64::from_ne_bytes(*eight) & (EACH * 0xf0)) ^ (EACH * 0x30);
        if upper.wrapping_sub(EACH) & !upper & (EACH * 0x80) != 0
            && let Some(digit) = eight.iter().position(u8::is_ascii_digit)
        {
            return Some(bytes.len() - rest.len() + digit);
        }
        rest = more;
    }
    let digit = rest.iter().position(u8::is_ascii_digit)?;
    Some(bytes.len() - rest.len() + digit)
}

/// Whether a text ends with a word, in any case. The last letters come first: by them most words differ.
pub(super) fn ends_with(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let (Some(end), Some(own)) = (text.last(), word.last()) else { return word.is_empty() };
    // Apart from case, letters have the same lower five bits.
    (end ^ own) & 0x1f == 0 && text.len() >= word.len() && text[text.len() - word.len()..].eq_ignore_ascii_case(word)
}
