//! What stands where a secret would: a placeholder, the mask of another program, a word about the secret.

/// What stands in place of a secret is not longer, in bytes.
const LONGEST_PLACEHOLDER: usize = 64;

/// What stands where a secret was, or will be: `***`, `[FILTERED]`, `<token>`, `${TOKEN}`, `null`.
pub(super) fn is_placeholder(value: &str) -> bool {
    let is_between = |open: &str, close: &str| value.starts_with(open) && value.ends_with(close);
    let first = value.chars().next();
    let is_one_letter = |letter: char| value.chars().all(|other| other == letter);
    let has_dots = value.ends_with("...") || value.ends_with('…');
    if value.len() > LONGEST_PLACEHOLDER {
        return false;
    }
    value.is_empty()
        || is_placeholder_word(value)
        || is_between("<", ">")
        || (value.starts_with('<') && value.contains("> "))
        || is_between("${{", "}}")
        || is_between("[", "]")
        || is_between("(", ")")
        || is_between("{{", "}}")
        || is_between("{", "}")
        || is_between("%", "%")
        || is_between("__", "__")
        || is_variable(value)
        || is_between("$(", ")")
        || (value.starts_with('$') && value[1..].bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_'))
        || value.starts_with("***")
        || value.starts_with("•••")
        || (has_dots && value.len() <= 8)
        || first.is_some_and(|first| matches!(first, 'x' | 'X' | '*' | '.' | '#' | '•' | '-') && is_one_letter(first))
}

/// A word for what is not there.
pub(super) fn is_placeholder_word(word: &str) -> bool {
    const WORDS: [&str; 26] = [
        "-",
        "_",
        "null",
        "none",
        "nil",
        "undefined",
        "true",
        "false",
        "yes",
        "no",
        "redacted",
        "filtered",
        "masked",
        "hidden",
        "removed",
        "omitted",
        "empty",
        "unset",
        "n/a",
        "nan",
        "string",
        "set",
        "present",
        "absent",
        "secret",
        "sensitive",
    ];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// A variable of a shell, without a value of its own: `${TOKEN}`, `${TOKEN:?not set}`.
fn is_variable(value: &str) -> bool {
    value.strip_prefix("${").is_some_and(|rest| {
        let name =
            rest.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.'));
        name.starts_with('}') || name.is_empty() || name.starts_with(":?") || name.starts_with('?')
    })
}

/// A word that says how it stands with a secret, where the secret would stand: `token=expired`, `Signature: does not match`.
pub(super) fn is_status_word(word: &str) -> bool {
    const WORDS: [&str; 84] = [
        "a",
        "above",
        "accepted",
        "an",
        "and",
        "are",
        "authentication",
        "below",
        "but",
        "by",
        "cannot",
        "changed",
        "changes",
        "could",
        "created",
        "deleted",
        "denied",
        "did",
        "disabled",
        "does",
        "enabled",
        "error",
        "expected",
        "expired",
        "failed",
        "failure",
        "field",
        "follows",
        "for",
        "found",
        "from",
        "generated",
        "got",
        "handled",
        "has",
        "ignored",
        "in",
        "incorrect",
        "invalid",
        "is",
        "loaded",
        "malformed",
        "mismatch",
        "missing",
        "must",
        "no",
        "none",
        "not",
        "of",
        "ok",
        "on",
        "optional",
        "or",
        "please",
        "provided",
        "read",
        "rejected",
        "required",
        "reset",
        "revoked",
        "rotated",
        "sent",
        "set",
        "should",
        "stored",
        "succeeded",
        "successful",
        "supplied",
        "the",
        "to",
        "too",
        "unauthorized",
        "unexpected",
        "unknown",
        "unset",
        "updated",
        "used",
        "valid",
        "validation",
        "verified",
        "via",
        "was",
        "with",
        "wrong",
    ];
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '"', '\'', ')']);
    word.len() <= 14 && WORDS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// Whether another program's mask stands there.
pub(super) fn is_masked(value: &str) -> bool {
    const MASKS: [&str; 8] =
        ["[MASKED]", "[REDACTED]", "[FILTERED]", "[HIDDEN]", "MASKED]", "REDACTED]", "FILTERED]", "HIDDEN]"];
    MASKS.iter().any(|mask| value.starts_with(mask))
}

/// Whether a password in an address or an option is a placeholder. Its first character is enough there: variables of shells
/// and templates begin with one of these, and so do masks.
pub(super) fn begins_as_placeholder(password: &str) -> bool {
    password.starts_with(['$', '<', '{', '%', '*', '['])
        || password.bytes().all(|byte| matches!(byte, b'*' | b'x' | b'X' | b'.'))
        || password.starts_with("xxx")
        || password.eq_ignore_ascii_case("redacted")
}
