//! Whether letters and digits look drawn at random.

/// Whether a text of at least `shortest` characters looks random: capitals, small letters and digits that change places
/// all the time. Of names made of words, at most every fourth character is of another class than the one before it; of
/// characters drawn from base62, six of ten.
pub(super) fn is_random(text: &str, shortest: usize) -> bool {
    /// Share of changes in percent from which on a text is random.
    const CHANGES: usize = 30;
    if text.len() < shortest {
        return false;
    }
    let class = |byte: u8| match byte {
        b'0'..=b'9' => 0,
        b'A'..=b'Z' => 1,
        b'a'..=b'z' => 2,
        _ => 3,
    };
    let mut counts = [0_usize; 4];
    let mut changes = 0;
    let mut last = None;
    for byte in text.bytes() {
        let class = class(byte);
        counts[class] += 1;
        // A sign between words is no change, and neither is what comes behind it.
        changes += usize::from(last.is_some_and(|last| last != class && last < 3 && class < 3));
        last = Some(class);
    }
    let [digits, capitals, small, others] = counts;
    // A path has many more signs.
    let signs = others * 6 <= text.len();
    digits >= 1 && capitals >= 2 && small >= 2 && signs && changes * 100 >= text.len() * CHANGES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_letters_are_told_from_words() {
        for text in ["aZ3kQ9mB2xC7vN5tL8pR", "dGhpcyBpcyBhIHNlY3JldA0K", "4/0AX4XfWhP3kTz9Qm"] {
            assert!(is_random(text, 16), "{text}");
        }
        for text in [
            "InternalServerErrorException2",
            "web-7d4b9c6f5-x2x9k-frontend",
            "0123456789abcdef0123456789abcdef",
            "/usr/lib/python3.11/site-packages",
            "SELECT1FROMusersWHERE",
            "aZ3k",
        ] {
            assert!(!is_random(text, 16), "{text}");
        }
    }
}
