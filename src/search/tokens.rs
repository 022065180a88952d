//! Words of a text, as both the index and a query see them.

/// Longer runs of letters and digits are ids, hashes and encoded data: nobody looks for those.
const LONGEST: usize = 32;

/// The words of a text in lower case: runs of ASCII letters and digits, and of letters of other scripts. `php-fpm` is two
/// words, `H12` is one, `FUNCTION_INVOCATION_TIMEOUT` three.
pub fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|end: char| !end.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() <= LONGEST)
        .map(str::to_lowercase)
}

/// Whether typing errors are looked for in a word: codes and numbers mean what they say.
pub(super) fn may_have_typos(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Words that say nothing about an error. They count only where a query has no others.
pub(super) fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "a", "about", "after", "all", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does",
        "for", "from", "get", "getting", "gets", "got", "has", "have", "how", "i", "if", "in", "into", "is", "it",
        "its", "keeps", "me", "my", "of", "on", "or", "our", "please", "so", "still", "that", "the", "their", "then",
        "there", "this", "to", "was", "we", "what", "when", "why", "will", "with", "you", "your",
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
