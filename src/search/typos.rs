//! Typing errors: how far a word is from another.

/// How many edits are forgiven in a word of that many letters: one from five letters, two from eight.
pub(super) const fn forgiven(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..8 => 1,
        _ => 2,
    }
}

/// A word, ready to be held against many others.
#[derive(Debug)]
pub struct Misspelt {
    letters: Vec<char>,
    mask: u32,
    most: usize,
    rows: [Vec<usize>; 3],
}

/// How far a word is from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// Edits to the whole of it.
    pub whole: usize,
    /// Edits to the nearest of its beginnings.
    pub beginning: usize,
}

impl Misspelt {
    /// The word, with as many edits forgiven as its length allows.
    pub fn new(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let most = forgiven(letters.len());
        Self { mask: mask(word), letters, most, rows: Default::default() }
    }

    /// How many edits are forgiven.
    pub const fn most(&self) -> usize {
        self.most
    }

    /// The distance to a word whose letters have that [`mask`]: insertions, deletions, substitutions, and swaps of
    /// neighbours, each one edit, none of them where an edit was made already (optimal string alignment). `None` if
    /// even the nearest beginning is further away than is forgiven.
    pub fn distance(&mut self, word: &str, word_mask: u32) -> Option<Distance> {
        // A letter that the other word lacks costs an edit.
        if (self.mask & !word_mask).count_ones() as usize > self.most || word.len() + self.most < self.letters.len() {
            return None;
        }
        let length = self.letters.len();
        let [before, last, row] = &mut self.rows;
        // Rows are letters of the other word; columns are those of this one.
        last.clear();
        last.extend(0..=length);
        let mut beginning = length;
        let mut previous = None;
        for (index, other) in word.chars().enumerate() {
            row.clear();
            row.push(index + 1);
            let mut nearest = index + 1;
            for (column, letter) in self.letters.iter().enumerate() {
                let change = last[column] + usize::from(*letter != other);
                let mut edits = change.min(last[column + 1] + 1).min(row[column] + 1);
                if column > 0 && previous == Some(*letter) && self.letters[column - 1] == other {
                    edits = edits.min(before[column - 1] + 1);
                }
                row.push(edits);
                nearest = nearest.min(edits);
            }
            beginning = beginning.min(row[length]);
            if nearest > self.most {
                // No later row can come nearer; only a beginning seen so far can be near enough.
                return (beginning <= self.most).then_some(Distance { whole: usize::MAX, beginning });
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
            previous = Some(other);
        }
        (beginning <= self.most).then_some(Distance { whole: last[length], beginning })
    }
}

/// Which of the letters a to z a word has, and whether it has anything else.
pub fn mask(word: &str) -> u32 {
    word.chars()
        .fold(0, |mask, letter| mask | 1 << if letter.is_ascii_lowercase() { letter as u32 - 'a' as u32 } else { 26 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(one: &str, other: &str) -> Option<usize> {
        let distance = Misspelt::new(one).distance(other, mask(other))?;
        Some(distance.whole).filter(|edits| *edits <= forgiven(one.chars().count()))
    }

    #[test]
    fn edits_are_forgiven_by_the_length_of_a_word() {
        for (typed, meant, edits) in [
            ("gateawy", "gateway", Some(1)),
            ("timeot", "timeout", Some(1)),
            ("cloudfalre", "cloudflare", Some(1)),
            ("prematuerly", "prematurely", Some(1)),
            ("conection", "connection", Some(1)),
            ("cnoectoin", "connection", None),
            ("timeuot", "timeout", Some(1)),
            ("ngnx", "nginx", None),
            ("haproxi", "haproxy", Some(1)),
            ("integraiton", "integration", Some(1)),
            ("intergration", "integration", Some(1)),
        ] {
            assert_eq!(whole(typed, meant), edits, "{typed}");
        }
    }

    /// The textbook's recursion, to hold the fast one against.
    fn textbook(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([a, one_rest @ ..], [b, other_rest @ ..]) => {
                let mut edits = (textbook(one_rest, other_rest) + usize::from(a != b))
                    .min(textbook(one_rest, other) + 1)
                    .min(textbook(one, other_rest) + 1);
                if let ([a, b, one_rest @ ..], [c, d, other_rest @ ..]) = (one, other)
                    && (a, b) == (d, c)
                {
                    edits = edits.min(textbook(one_rest, other_rest) + 1);
                }
                edits
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_distance_is_the_textbooks(one in "[ab]{5,7}", other in "[abc]{3,8}") {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            let edits = textbook(&letters(&one), &letters(&other));
            prop_assert_eq!(whole(&one, &other), Some(edits).filter(|edits| *edits <= 1));
            let nearest = (0..=other.len()).map(|end| textbook(&letters(&one), &letters(&other[..end]))).min();
            let beginning = Misspelt::new(&one).distance(&other, mask(&other)).map(|distance| distance.beginning);
            prop_assert_eq!(beginning, nearest.filter(|edits| *edits <= 1));
        }
    }
}
