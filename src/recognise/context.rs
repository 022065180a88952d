//! What stands around a message: whether a program wrote it there, or people wrote about it.

use std::ops::Range;

use crate::sorting::sort_and_dedup;

/// What stands before a span in its line, and what behind. A few hundred bytes are enough to know a line by.
pub(super) fn around<'a>(text: &'a str, span: &Range<usize>) -> (&'a str, &'a str) {
    const ENOUGH: usize = 400;
    let head = &text[text.ceil_char_boundary(span.start.saturating_sub(ENOUGH))..span.start];
    let tail = &text[span.end..text.ceil_char_boundary(span.end + ENOUGH)];
    (head.rsplit('\n').next().unwrap_or_default(), tail.split('\n').next().unwrap_or_default())
}

/// Whether a line is about a message rather than the message itself: a sentence, a line of a changelog, source code, a
/// test's expectation, configuration, a query of logs.
pub(super) fn is_about(head: &str, tail: &str) -> bool {
    is_prose(head, tail) || is_definition(head) || is_changelog(head) || is_code(head, tail)
}

/// Whether a line explains a term in a list, `• UH: …`, or is a labelled part of a document, `**Browser:** …`.
fn is_definition(head: &str) -> bool {
    let head = head.trim();
    let is_flag = |term: &str| term.len() <= 5 && term.bytes().all(|byte| byte.is_ascii_uppercase());
    let term = head.trim_start_matches(['\u{2022}', '-', '*', ' ']).strip_suffix(':');
    term.is_some_and(is_flag) && term.map(str::len) < Some(head.len() - 1)
        || head.starts_with("**") && head.ends_with(":**")
}

/// Whether a line that holds a whole body is about it: a body between the words of a sentence is still the body that somebody
/// got.
pub(super) fn is_about_body(head: &str, tail: &str) -> bool {
    is_changelog(head) || is_code(head, tail)
}

/// Whether the words before and behind a message are prose: people cannot write a sentence without the small words of their
/// language, and programs hardly use them. Scripts that no log is written in count by their letters.
fn is_prose(head: &str, tail: &str) -> bool {
    /// English, German, French, Spanish and Portuguese.
    const SMALL: &[&str] = &[
        "a", "all", "also", "an", "and", "are", "as", "auf", "avec", "because", "bei", "been", "but", "can", "com",
        "como", "con", "da", "dans", "das", "dass", "de", "den", "der", "des", "did", "die", "do", "does", "du", "ein",
        "eine", "el", "em", "en", "es", "est", "et", "für", "has", "have", "i", "if", "im", "in", "is", "ist", "it",
        "its", "la", "las", "le", "les", "lo", "los", "may", "mit", "most", "my", "nach", "nicht", "no", "não", "o",
        "of", "on", "or", "os", "our", "para", "pas", "por", "pour", "quand", "que", "qui", "say", "says", "se",
        "should", "sich", "so", "some", "such", "sur", "than", "that", "the", "then", "there", "these", "they", "this",
        "um", "uma", "un", "una", "und", "une", "von", "was", "we", "wenn", "were", "what", "when", "which", "who",
        "will", "wird", "with", "would", "you", "your", "zu",
    ];
    const ENOUGH: usize = 4;
    /// So many letters of a script are a clause.
    const ENOUGH_LETTERS: usize = 6;
    let words = head.split(' ').chain(tail.split(' '));
    let words = words.map(|word| word.trim_matches(|end: char| !end.is_alphanumeric()));
    let words = words.map(str::to_ascii_lowercase);
    let mut small: Vec<_> = words.filter(|word| SMALL.contains(&word.as_str())).collect();
    sort_and_dedup(&mut small);
    // Greek to Devanagari, then kana, Han and Hangul.
    let is_other_script =
        |letter: &char| matches!(letter, '\u{370}'..='\u{97f}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let letters = head.chars().chain(tail.chars()).filter(is_other_script).take(ENOUGH_LETTERS).count();
    small.len() >= ENOUGH || letters >= ENOUGH_LETTERS
}

/// Whether a line begins as lists of changes do: `- Fixed …`, `* Add …`.
fn is_changelog(head: &str) -> bool {
    const FIRST: &[&str] = &[
        "add",
        "added",
        "adds",
        "avoid",
        "avoids",
        "bugfix",
        "change",
        "changed",
        "changes",
        "deprecate",
        "ensure",
        "feature",
        "fix",
        "fixed",
        "fixes",
        "handle",
        "handles",
        "improve",
        "improved",
        "improves",
        "prevent",
        "refactor",
        "remove",
        "removed",
        "support",
        "supports",
    ];
    let words = head.trim_start_matches(|first: char| !first.is_alphanumeric());
    let first = words.split(|end: char| !end.is_alphanumeric()).next().unwrap_or_default();
    // The word alone also names a step of a program: something must follow.
    words.len() > first.len() && FIRST.iter().any(|known| known.eq_ignore_ascii_case(first))
}

/// Whether a line is source code, configuration or a query: by what stands next to the message, or at the ends of its line.
fn is_code(head: &str, tail: &str) -> bool {
    /// Where a line of a program, a test or a query begins.
    const STARTS: &[&str] = &[
        "//",
        "/*",
        "assert",
        "expect",
        "return ",
        "throw ",
        "raise ",
        "if ",
        "if(",
        "elif ",
        "elsif ",
        "else ",
        "case ",
        "const ",
        "let ",
        "var ",
        "def ",
        "func ",
        "fn ",
        "it(",
        "it '",
        "describe(",
        "test(",
        "when ",
        "fields @",
        "filter ",
        "| filter",
        "| where",
        "where ",
        "select ",
        "sum by",
        "rate(",
        "count_over_time(",
        "log_format ",
        "proxy_",
        "fastcgi_",
        "error_page",
        "#define",
        "static ",
        "public ",
        "private ",
        "import ",
        "use ",
        "pytest",
        "grep ",
        "rg ",
        "curl_setopt",
        "echo ",
        "print",
        "console.",
        "logger.",
        "log.",
    ];
    /// What stands at once before a message where a program holds it.
    const BEFORE: &[&str] = &[
        "==",
        "=>",
        "!=",
        "=~",
        "|=",
        "|~",
        "contains",
        "like",
        "json(",
        "tobe(",
        "equal(",
        "equals(",
        "eq(",
        "contains(",
        "contain(",
        "includes(",
        "include(",
        "include?(",
        "match(",
        "matches(",
        "errorf(",
        "error(",
        "new(",
        "send(",
        "text(",
        "assert(",
        "write(",
        "print(",
        "printf(",
        "println!(",
        "startswith(",
    ];
    let line = head.trim_start();
    let starts = |start: &&str| line.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    let end = tail.trim_end();
    // Markup has scripts and styles in it, and is a page.
    let is_markup = line.starts_with('<') || end.ends_with('>');
    if is_markup {
        return false;
    }
    if STARTS.iter().any(starts) || end.ends_with([';', '{']) || end.ends_with("=>") {
        return true;
    }
    // In quotes, behind a comparison or the bracket of a call, and closed again.
    let Some(before) = head.trim_end().strip_suffix(['"', '\'', '`', '{', '/']) else { return false };
    let before = before.trim_end().to_ascii_lowercase();
    let is_closed = end.starts_with(['"', '\'', '`', '}', '/', '.', ':']) || end.contains(')');
    is_closed && BEFORE.iter().any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_a_message_are_told_from_the_message() {
        for line in [
            "when the app is slow you see that @ and it is all over",
            "Wenn der Dienst nicht antwortet, steht @ in der Antwort und das ist alles",
            "数秒後に@というエラーが返ってきます",
            "- Fixed @ after a reload",
            "  expect(res.body.message).toBe('@');",
            "if (err.message === \"@\") {",
            "return errors.New(\"@\")",
            "{app=\"api\"} |= \"@\"",
            "fields @timestamp | filter @message like /@/",
            " • UH: @ hosts.",
            "**Browser:** @",
            "elsif body.include?(\"@\")",
        ] {
            let at = line.rfind('@').unwrap();
            assert!(is_about(&line[..at], &line[at + 1..]), "{line}");
        }
        for line in [
            "@",
            "2024/01/01 00:00:00 [error] 12#12: *3 @ while reading response header from upstream, client: 192.0.2.1",
            "Error: @",
            "{\"message\":\"@\"}",
            "<html><body>@</body></html>",
            "Response: {\"message\": \"@\"}",
            "[2024-01-01 00:00:00 +0000] [12] [CRITICAL] @ (pid:13)",
        ] {
            let at = line.find('@').unwrap();
            assert!(!is_about(&line[..at], &line[at + 1..]), "{line}");
        }
    }
}
