//! What a message for people says of the cause, in the words of the system and of common libraries.

use super::columns::find;

/// A time ran out.
const TIMED_OUT: &[&[u8]] = &[
    b"timed out",
    b"timeout specified has expired",
    b"i/o timeout",
    b"timeout awaiting",
    b"Timeout waiting",
    b"deadline exceeded",
];

/// Something else failed, and at once. What was closed or reset is not among these: whoever closed it may have run out of time.
const FAILED: &[&[u8]] = &[
    b"refused",
    b"No route to host",
    b"nreachable",
    b"No such file",
    b"ermission denied",
    b"no such host",
    b"Resource temporarily unavailable",
    b"no live upstreams",
    b"limiting ",
    b"too big header",
    b"redirection cycle",
];

/// Whether a time limit ended the request; `None` where the message leaves that open.
pub(super) fn is_timeout(message: &[u8]) -> Option<bool> {
    let has = |words: &[&[u8]]| words.iter().any(|word| find(message, word).is_some());
    if has(TIMED_OUT) { Some(true) } else { has(FAILED).then_some(false) }
}
