//! Words of a text, as both the index and a query see them.

/// Longer runs of letters and digits are ids, hashes (a SHA-1 has 40 digits) and encoded data: nobody looks for those. The
/// longest names of exceptions are just below.
const LONGEST: usize = 39;

/// The words of a text in lower case: runs of ASCII letters and digits, and of letters of other scripts. `php-fpm` is two
/// words, `H12` is one, `FUNCTION_INVOCATION_TIMEOUT` three.
pub fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|end: char| !end.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() <= LONGEST)
        .map(str::to_lowercase)
}

/// The [`tokens`] of a text in a list: one copy of the code that finds them, for the browser.
#[inline(never)]
pub fn words_of(text: &str) -> Vec<String> {
    tokens(text).collect()
}

/// Whether typing errors are looked for in a word: codes and numbers mean what they say.
pub(super) fn may_have_typos(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Words that say nothing about an error. They count only where a query has no others.
pub(super) fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "a",
        "about",
        "after",
        "all",
        "always",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "between",
        "but",
        "by",
        "can",
        "could",
        "did",
        "difference",
        "do",
        "does",
        "for",
        "from",
        "get",
        "gets",
        "getting",
        "give",
        "gives",
        "giving",
        "got",
        "happen",
        "happens",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "keeps",
        "me",
        "mean",
        "means",
        "my",
        "of",
        "on",
        "only",
        "or",
        "our",
        "please",
        "return",
        "returning",
        "returns",
        "see",
        "seeing",
        "sees",
        "should",
        "so",
        "some",
        "still",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "us",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ];
    FILLERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let all: Vec<_> = tokens("H12: php-fpm's FUNCTION_TIMEOUT, 29 s…").collect();
        assert_eq!(all, ["h12", "php", "fpm", "s", "function", "timeout", "29", "s"]);
    }

    #[test]
    fn fillers_are_sorted() {
        assert!(is_filler("a") && is_filler("your") && is_filler("when") && !is_filler("timeout"));
    }
}
