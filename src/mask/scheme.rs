//! Schemes of `Authorization`, whose names are no secrets.

use std::ops::Range;

/// Names of schemes in lower case, and whether one tells by itself that a credential follows, wherever it stands. The others
/// are followed by one in a header alone.
const SCHEMES: [(&str, bool); 13] = [
    ("bearer", true),
    ("basic", true),
    ("negotiate", true),
    ("apikey", true),
    ("token", true),
    ("splunk", true),
    ("ssws", true),
    ("jwt", true),
    ("geniekey", true),
    ("digest", false),
    ("ntlm", false),
    ("snowflake", false),
    ("aws4-hmac-sha256", false),
];

/// Whether a word is a scheme behind which a credential follows wherever it stands.
pub(super) fn tells_a_credential(word: &str) -> bool {
    SCHEMES.iter().any(|(scheme, tells)| *tells && word.eq_ignore_ascii_case(scheme))
}

/// The credential without its scheme: a wrong scheme is why many a request is refused, so that it stays visible.
pub(super) fn behind_scheme(text: &str, credential: Range<usize>) -> Range<usize> {
    let bare = text[credential.clone()].trim_start();
    let is_gap = [' ', '+'];
    let rest = SCHEMES.iter().find_map(|(scheme, _)| {
        let (head, rest) = bare.split_at_checked(scheme.len())?;
        (head.eq_ignore_ascii_case(scheme) && rest.starts_with(is_gap)).then_some(rest)
    });
    match rest {
        Some(rest) => credential.end - rest.trim_start_matches(is_gap).len()..credential.end,
        None => credential,
    }
}
