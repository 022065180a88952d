//! Many texts looked for at once.

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{BuildError, Input, Match};

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

    /// Where the texts stand, in the order of their ends, also inside each other. Linear in the length of the text and
    /// the number of places.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Match> + 'a {
        // An automaton of this kind finds overlapping places without a condition.
        self.0.try_find_overlapping_iter(Input::new(text)).into_iter().flatten()
    }
}
