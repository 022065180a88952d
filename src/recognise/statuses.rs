//! The status codes in a text: numbers that stand where programs write a status. A bare number is none.
//!
//! Numbers are rarer than words and lines: each number is held against what stands before and behind it, and a line
//! without one of three digits is never looked at.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::words::{ends_with, numbers};
use crate::status_code::{StatusCode, status_at_start};

/// A status code of a response, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The code.
    pub code: StatusCode,
    /// Its digits, as bytes of the cleaned text.
    pub span: Range<usize>,
    /// Whether the record says that the upstream made it, and whoever wrote the record passed it on.
    pub is_passed_on: bool,
}

/// What stands before a status, in any case. After it may come blanks, `:`, `=` and quotes.
const KEYS: &[&str] = &[
    "status",
    "statuscode",
    "status_code",
    "status-code",
    "status code",
    "httpstatus",
    "http_status",
    "http status",
    "httpcode",
    "http_code",
    "http code",
    "response_code",
    "responsecode",
    "response code",
    "response status",
    "responsestatus",
    "sc-status",
    "httpstatus_d",
    "elb_status_code",
    "error code",
    "errorcode",
    "returned error",
    "downstreamstatus",
    "originstatus",
    "status_code_returned",
    "response.status",
    "res.statuscode",
    "code",
];

/// Before a status without `:` or `=`, as people and programs say it.
const PHRASES: &[&str] = &[
    "responded with a status of ",
    "with status: ",
    "with status ",
    "status code ",
    "http error ",
    "http status ",
    "returned error: ",
    "response code ",
    "returned http ",
    "returned status ",
    "error code: ",
    "error reference number: ",
    "api error: ",
    "http/2 ",
    "got http ",
    "with response code ",
    "unexpected server response: ",
    "unexpected status code: ",
    "unexpected status ",
    "too many ",
];

/// Every status code in the text, line by line: those of records, those behind a version of HTTP, those behind a word, and those
/// beside their reason. Linear in the length of the text.
pub(super) fn read(text: &str, of_records: Vec<Status>, areas: &[Range<usize>]) -> Vec<Status> {
    let mut of_records = of_records.into_iter().peekable();
    let mut areas = areas.iter().peekable();
    let mut all = Vec::new();
    // What the current line has of the second kind and of the third.
    let (mut named, mut shown) = (Vec::new(), Vec::new());
    let mut line = 0..0;
    for at in numbers(text) {
        let Some(code) = status_at(text, at) else { continue };
        if at >= line.end {
            all.append(&mut named);
            all.append(&mut shown);
            line = line_of(text, at, line.end);
        }
        while let Some(status) = of_records.next_if(|status| status.span.start <= at) {
            all.push(status);
        }
        // A record says which of its numbers is the status.
        while areas.next_if(|area| area.end <= at).is_some() {}
        if areas.peek().is_some_and(|area| area.contains(&at)) {
            continue;
        }
        let status = Status { code, span: at..at + 3, is_passed_on: false };
        let (before, after) = (&text[line.start..at], &text[at + 3..line.end]);
        if before.is_empty() && after.trim_end().is_empty() {
            // Consoles and panels write the name above the value.
            if is_below_name(&text[..at]) {
                all.push(status);
            }
        } else if is_behind_version(before) {
            all.push(status);
        } else if is_behind_word(before, after, code) {
            named.push(status);
        } else if is_shown(before, after, code) {
            shown.push(status);
        }
    }
    all.append(&mut named);
    all.append(&mut shown);
    all.extend(of_records);
    all
}

/// The status that a number may be which begins at `at`, because it has three digits and is no part of a word.
pub(super) fn status_at(text: &str, at: usize) -> Option<StatusCode> {
    let is_in_word = at.checked_sub(1).is_some_and(|before| text.as_bytes()[before].is_ascii_alphanumeric());
    status_at_start(&text[at..]).filter(|_| !is_in_word)
}

/// The line that holds an offset, with its line end; `from` is the start of a line before it or of its own.
pub(super) fn line_of(text: &str, offset: usize, from: usize) -> Range<usize> {
    let start = text[from..offset].rfind('\n').map_or(from, |at| from + at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at + 1);
    start..end
}

/// Whether the last whole line is the name of a status and nothing else.
fn is_below_name(before: &str) -> bool {
    let Some(line) = before.strip_suffix('\n') else { return false };
    let name = line.trim_end_matches(|end: char| end.is_whitespace() && end != '\n').trim_end_matches(':');
    ends_with(name, "status") && name.len().checked_sub("status\n".len()).is_none_or(|at| name.as_bytes()[at] == b'\n')
}

/// Whether a number stands behind a version of HTTP: `HTTP/1.1 502`, and in logs `"GET / HTTP/1.1" 502`.
fn is_behind_version(before: &str) -> bool {
    let is_gap = |letter| matches!(letter, '"' | '\'' | ' ' | '|' | ',');
    // Some formats write `"GET / HTTP/1.1" - 502`.
    let (before, is_apart) = before.strip_suffix("- ").map_or((before, false), |before| (before, true));
    let version = before.trim_end_matches(is_gap);
    let name = version.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    (is_apart || version.len() < before.len()) && name.len() < version.len() && name.ends_with("HTTP/")
}

/// Whether a number stands behind one of the [`KEYS`] or [`PHRASES`].
fn is_behind_word(before: &str, after: &str, code: StatusCode) -> bool {
    if !before.ends_with(['"', '\'', ' ', ':', '=', '|']) {
        return false;
    }
    if before.ends_with(' ') && PHRASES.iter().any(|phrase| ends_with(before, phrase)) {
        return true;
    }
    let head = before.trim_end_matches(['"', '\'', ' ', ':', '=', '|']);
    let is_key = |key: &&str| {
        let is_word = || !head[..head.len() - key.len()].ends_with(|letter: char| letter.is_ascii_alphanumeric());
        // `code` alone is also an exit code, an error number and much else: with a reason it is a status.
        ends_with(head, key) && is_word() && (**key != *"code" || is_reason(after, code))
    };
    before[head.len()..].contains([':', '=', '|']) && KEYS.iter().any(is_key)
}

/// Whether a number stands where pages, consoles and some logs show a status: `<title>502 Bad Gateway</title>`,
/// `| 524: A timeout occurred</title>`, `504 (Gateway Time-out)`, `502 Bad Gateway`.
fn is_shown(before: &str, after: &str, code: StatusCode) -> bool {
    let before = before.trim_end();
    let is_first =
        before.is_empty() || before.ends_with(['>', '|', '<', ':', '\u{ff1a}', '"', '`']) || before.ends_with("Error");
    let is_console = after.starts_with(" (");
    // .NET's `The remote server returned an error: (503) Server Unavailable.`
    let (is_bracketed, after) = match (before.strip_suffix('('), after.strip_prefix(") ")) {
        (Some(_), Some(reason)) => (true, reason),
        _ => (false, after),
    };
    // Rails' `Completed in: 41 ms | 501 [https://…]`, Squid's `TCP_MISS/503 0 CONNECT`.
    let is_logged = (before.ends_with('|') && after.starts_with(" [")) || is_squid(before, after);
    // A code outside the standard with its reason is a status wherever it stands.
    let is_own = code.is_server_error() && code.name().is_none();
    is_logged
        || is_on_page(before, after)
        || (is_first || is_console || is_bracketed || is_own) && is_reason(after, code)
}

/// Whether a number stands where Cloudflare's pages show the code: `Error 522 Ray ID: …`, `Error code 522`.
fn is_on_page(before: &str, after: &str) -> bool {
    let is_end = || after.trim_start().is_empty() || after.trim_start().starts_with('<');
    (before.ends_with("Error") && after.starts_with(" Ray ID: ")) || (before.ends_with("Error code") && is_end())
}

/// Whether a number stands where Squid writes the status: behind a result code and a slash, before the size.
fn is_squid(before: &str, after: &str) -> bool {
    // First what is at hand: a word is looked for only where a blank ends it, so that no stretch is searched twice.
    let Some(before) = before.strip_suffix('/').filter(|_| after.starts_with(' ')) else { return false };
    let result = before.rsplit(' ').next().unwrap_or_default();
    result.contains('_') && result.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// How far behind a code its reason phrase begins and ends at the most, in bytes.
const NEAR: usize = 400;

/// Whether a reason phrase, as servers write it, and hardly anything else follows a code.
fn is_reason(after: &str, code: StatusCode) -> bool {
    /// The title and the heading of CloudFront's pages, copied into one line.
    const CLOUDFRONT: &str = "error the request could not be satisfied";
    const WORDS: &[(u16, &[&str])] = &[
        (444, &["no response"]),
        (499, &["client closed request"]),
        (500, &["internal server error", "error", CLOUDFRONT, "proxy error", "internal_server_error"]),
        (501, &["not implemented", "method not implemented", "unsupported method"]),
        (502, &["bad gateway", "error", CLOUDFRONT, "proxy error", "bad_gateway"]),
        (
            503,
            &[
                "service unavailable",
                "server unavailable",
                "service temporarily unavailable",
                "error",
                CLOUDFRONT,
                "slow down",
                "backend",
                "first byte timeout",
                "service_unavailable",
                "connection timed out",
            ],
        ),
        (504, &["gateway time-out", "gateway timeout", "gateway time out", "error", CLOUDFRONT, "gateway_timeout"]),
        (505, &["http version not supported"]),
        (506, &["variant also negotiates"]),
        (507, &["insufficient storage"]),
        (508, &["loop detected", "infinite_loop_detected", "resource limit is reached"]),
        (510, &["not extended"]),
        (511, &["network authentication required"]),
        (520, &["web server is returning an unknown error", "web server returned an unknown error", "origin error"]),
        (521, &["web server is down", "origin down"]),
        (522, &["connection timed out", "origin connection time-out"]),
        (523, &["origin is unreachable", "origin unreachable"]),
        (524, &["a timeout occurred", "origin time-out"]),
        (525, &["ssl handshake failed", "origin ssl handshake error"]),
        (526, &["invalid ssl certificate", "origin ssl certificate error"]),
        (527, &["railgun error"]),
        (529, &["site is overloaded", "overloaded"]),
        (530, &["<none>", "site is frozen", "origin dns error"]),
        (561, &["unauthorized"]),
        (598, &["network read timeout"]),
        (599, &["network connect timeout"]),
    ];
    // A phrase stands near its code: without an end, tags that are never closed would be searched to the end of the text.
    let mut words = &after[..after.floor_char_boundary(NEAR)];
    loop {
        words = words.trim_start_matches(['"', '\'', ':', ' ', '(', '-', '.', '|', '_', '\u{2013}', '\u{2014}', '*']);
        match words.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
            Some((tag, rest)) if !tag.contains('<') && tag.len() < 40 => words = rest,
            _ => break,
        }
    }
    if !words.starts_with(|first: char| first.is_ascii_alphabetic() || first == '<') {
        return false;
    }
    /// What Python's requests says of every one.
    const ANY: &[&str] = &["server error"];
    let known = WORDS.iter().filter(|(known, _)| StatusCode(*known) == code).flat_map(|(_, all)| *all);
    known.chain(ANY.iter().filter(|_| code.is_5xx())).any(|phrase| {
        let head = words.get(..phrase.len()).unwrap_or_default();
        // A code outside the standard and its reason are no words of a sentence by chance.
        let is_end = |rest: &str| code.name().is_none() || is_end_of_phrase(rest);
        head.eq_ignore_ascii_case(phrase) && is_end(&words[phrase.len()..])
    })
}

/// What follows a reason phrase where it stands for itself: markup, the end of a line, a bracket; not a sentence.
fn is_end_of_phrase(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    rest.is_empty()
        || rest.starts_with([
            '<', '\n', '(', ')', '"', '\'', '`', '\\', '}', '|', ',', '.', '=', ':', ';', '-', '/', '·', '*',
        ])
}

#[cfg(test)]
mod tests {
    use super::super::read_records::read_records;
    use super::*;
    use proptest::prelude::*;

    fn statuses(text: &str) -> Vec<Status> {
        read_records(text, &[]).statuses
    }

    fn codes(text: &str) -> Vec<u16> {
        statuses(text).into_iter().map(|status| status.code.0).collect()
    }

    #[test]
    fn statuses_are_found_where_programs_write_them() {
        for (text, expected) in [
            ("HTTP/1.1 504 Gateway Time-out", vec![504]),
            ("< HTTP/2 504", vec![504]),
            (r#"1.2.3.4 - - [01/Jan/2024:00:00:00 +0000] "GET / HTTP/1.1" 502 157 "-" "curl""#, vec![502]),
            ("<head><title>503 Service Temporarily Unavailable</title></head>", vec![503]),
            ("<center><h1>502 Bad Gateway</h1></center>", vec![502]),
            (r#"{"status":504,"statusCode": "502"}"#, vec![504, 502]),
            ("at=error code=H12 status=503 bytes=0", vec![503]),
            ("Status Code: 504 Gateway Time-out", vec![504]),
            ("GET https://example.com/ 504 (Gateway Time-out)", vec![504]),
            ("504 Gateway Time-out", vec![504]),
            ("(id) Method completed with status: 504", vec![504]),
            ("error code: 522", vec![522]),
            ("example.com | 524: A timeout occurred</title>", vec![524]),
            ("curl: (22) The requested URL returned error: 502", vec![502]),
            (
                "http 2024-01-15T12:30:46.000000Z app/a/b 192.0.2.1:1 - -1 -1 -1 502 - 0 0 \"GET http://a HTTP/1.1\"",
                vec![502],
            ),
            ("... www be/s1 1/0/0/-1/30001 504 194 - - sH-- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"", vec![504]),
            ("2024-01-01 00:00:00 10.0.0.1 GET / - 80 - 192.0.2.1 curl - 503 2 0 15", vec![503]),
            ("NetworkError: 501 Unsupported method ('POST') - http://a", vec![501]),
            ("1 TCP_MISS/503 0 CONNECT a:443", vec![503]),
            ("2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 80 HTTP/1.1 GET / 503 3 AppOffline Pool", vec![503]),
            ("2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 443 HTTP/3 GET / 101 - 503 4 QueueFull Pool QUIC", vec![503]),
            ("Error 522 Ray ID: 1 • 2024-01-01 00:00:00 UTC", vec![522]),
            ("Error code 521\n", vec![521]),
            ("Error reference number: 520", vec![520]),
            ("502 ERROR The request could not be satisfied.", vec![502]),
            ("httpStatus_d | 504", vec![504]),
            (r#"API Error: 529 {"type":"error"}"#, vec![529]),
            ("<TITLE>500 HTTP Version not relevant</TITLE>", vec![]),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_statuses() {
        for text in [
            "we get 504 Gateway Timeout errors every day",
            "proxy_read_timeout 504s;",
            "error_page 502 504 /50x.html;",
            r#"1.2.3.4 - - [01/Jan/2024:00:00:00 +0000] "GET / HTTP/1.1" 200 502"#,
            "exit code: 502",
            "listening on port 502",
            "status: 5020",
            "id=502",
        ] {
            assert_eq!(codes(text).iter().filter(|code| **code >= 500).count(), 0, "{text}");
        }
    }

    // Once for each status the line was searched again, so that a megabyte without a line end took minutes.
    #[test]
    fn a_long_line_is_read_in_one_pass() {
        for (part, codes) in [("HTTP/1.1 504 ", 1), ("status=504,", 1), ("504/", 0), ("502 <", 0)] {
            assert_eq!(statuses(&part.repeat(100_000)).len(), codes * 100_000, "{part}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(?s).{0,200}") {
            for status in statuses(&text) {
                prop_assert!(text.get(status.span).is_some());
            }
        }

        #[test]
        fn any_mix_of_log_parts_is_read(
            parts in proptest::collection::vec("HTTP/|1\\.1|\" |50[0-9]|status|[:=]| app/|Z|http |[0-9]{1,2}/-1/3/4/5|é|\n|sH--|2024-01-01|00:00:00|<h1>", 0..40),
        ) {
            let text = parts.concat();
            for status in statuses(&text) {
                prop_assert!(text.get(status.span).is_some());
            }
        }
    }
}
