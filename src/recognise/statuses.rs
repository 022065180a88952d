//! Where a status code stands in a text: only in places in which programs write one. A bare number is none.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::BuildError;

use super::words::Words;
use crate::catalogue::StatusCode;

/// A status code of a response, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The code.
    pub code: StatusCode,
    /// Its digits, or the words that stand for it, as bytes of the text.
    pub span: Range<usize>,
    /// Who wrote it, as far as the line says.
    pub by: Writer,
}

/// Who wrote a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// The text does not say.
    Unknown,
    /// The product whose log this is, by its vendor's id: it made the answer itself.
    Own(&'static str),
    /// The server behind it: whoever logged the line passed its answer on, or was told to give it.
    Behind,
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
];

/// Finds the places in which programs write a status code.
#[derive(Debug)]
pub struct StatusReader {
    /// [`KEYS`], then [`PHRASES`].
    words: Words,
}

impl StatusReader {
    /// Compiles the words before statuses.
    ///
    /// # Errors
    /// Never with the words that stand here.
    pub fn new() -> Result<Self, BuildError> {
        let words = Words::new(KEYS.iter().chain(PHRASES))?;
        Ok(Self { words })
    }

    /// Every status code in the text, in its order. Linear in the length of the text.
    pub fn read(&self, text: &str) -> Vec<Status> {
        let mut all = Vec::new();
        let mut start = 0;
        let mut is_named_above = false;
        let mut known = BTreeSet::new();
        for line in text.split_inclusive('\n') {
            known.clear();
            self.read_line(line, |at, code, by| {
                if known.insert(at) {
                    all.push(Status { code: StatusCode(code), span: start + at..start + at + 3, by });
                }
            });
            // Consoles and panels write the name above the value.
            if let Some(code) = three_digits(line).filter(|_| is_named_above && line.trim_end().len() == 3) {
                all.push(Status { code: StatusCode(code), span: start..start + 3, by: Writer::Unknown });
            }
            is_named_above = line.trim_end().trim_end_matches(':').eq_ignore_ascii_case("status");
            start += line.len();
        }
        all
    }

    fn read_line(&self, line: &str, mut push: impl FnMut(usize, u16, Writer)) {
        if let Some((at, code, by)) = of_load_balancer(line).or_else(|| of_haproxy(line)) {
            return push(at, code, by);
        }
        if let Some((at, code)) = of_cloudfront(line).or_else(|| of_iis(line)).or_else(|| of_http_sys(line)) {
            return push(at, code, Writer::Unknown);
        }
        for (at, _) in line.match_indices("HTTP/") {
            let rest = &line[at + 5..];
            let version = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
            let gap =
                rest[version..].bytes().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b'|' | b',')).count();
            // Some formats write `"GET / HTTP/1.1" - 502`.
            let gap = if rest[version + gap..].starts_with("- ") { gap + 2 } else { gap };
            if let Some(code) = three_digits(&rest[version + gap..]).filter(|_| version > 0 && gap > 0) {
                push(at + 5 + version + gap, code, Writer::Unknown);
            }
        }
        for found in self.words.find(line) {
            let after = found.end();
            if found.pattern().as_usize() >= KEYS.len() {
                if let Some(code) = three_digits(&line[after..]) {
                    push(after, code, Writer::Unknown);
                }
                continue;
            }
            let gap = line[after..]
                .bytes()
                .take_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b':' | b'=' | b'|'))
                .count();
            let is_named = line[after..after + gap].contains([':', '=', '|']);
            let is_word = !line[..found.start()].ends_with(|before: char| before.is_ascii_alphanumeric());
            if let Some(code) = three_digits(&line[after + gap..]).filter(|_| is_named && is_word) {
                // `code` alone is also an exit code, an error number and much else: with a reason it is a status.
                if KEYS[found.pattern().as_usize()] != "code" || is_reason(&line[after + gap + 3..], code) {
                    push(after + gap, code, Writer::Unknown);
                }
            }
        }
        // `<title>502 Bad Gateway</title>`, `| 524: A timeout occurred</title>`, `504 (Gateway Time-out)`, `502 Bad Gateway`.
        for at in digits(line) {
            let Some(code) = three_digits(&line[at..]) else { continue };
            let before = line[..at].trim_end();
            let is_first = before.is_empty()
                || before.ends_with(['>', '|', '<', ':', '\u{ff1a}', '"', '`'])
                || before.ends_with("Error");
            let after = &line[at + 3..];
            let is_console = after.starts_with(" (");
            // Rails' `Completed in: 41 ms | 501 [https://…]`, Squid's `TCP_MISS/503 0 CONNECT`.
            let is_logged = (before.ends_with('|') && after.starts_with(" [")) || is_squid(before, after);
            let is_logged = is_logged || is_on_page(before, after);
            if is_logged || (is_first || is_console) && is_reason(after, code) {
                push(at, code, Writer::Unknown);
            }
        }
    }
}

/// Whether a number stands where Cloudflare's pages show the code: `Error 522 Ray ID: …`, `Error code 522`.
fn is_on_page(before: &str, after: &str) -> bool {
    let is_end = after.trim().is_empty() || after.trim_start().starts_with('<');
    (before.ends_with("Error") && after.starts_with(" Ray ID: ")) || (before.ends_with("Error code") && is_end)
}

/// Whether a number stands where Squid writes the status: behind a result code and a slash, before the size.
fn is_squid(before: &str, after: &str) -> bool {
    // First what is at hand: a word is looked for only where a blank ends it, so that no stretch is searched twice.
    let Some(before) = before.strip_suffix('/').filter(|_| after.starts_with(' ')) else { return false };
    let result = before.rsplit(' ').next().unwrap_or_default();
    result.contains('_') && result.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// Places at which a number begins.
fn digits(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[*at - 1].is_ascii_alphanumeric()))
}

/// The status at the start: three digits from 000 to 999 and then no more of a number.
pub(super) fn three_digits(text: &str) -> Option<u16> {
    let number = text.get(..3)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let next = text.as_bytes().get(3).copied().unwrap_or(b' ');
    let is_decimal = || matches!(next, b'.' | b',' | b':') && text.as_bytes().get(4).is_some_and(u8::is_ascii_digit);
    let is_whole = !(next.is_ascii_alphanumeric() || next == b'_' || is_decimal());
    if is_number && is_whole { number.parse().ok() } else { None }
}

/// How far behind a code its reason phrase begins and ends at the most, in bytes.
const NEAR: usize = 400;

/// Whether a reason phrase, as servers write it, and hardly anything else follows a code.
fn is_reason(after: &str, code: u16) -> bool {
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
        words = words.trim_start_matches(['"', '\'', ':', ' ', '(', '-', '.']);
        match words.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
            Some((tag, rest)) if !tag.contains('<') && tag.len() < 40 => words = rest,
            _ => break,
        }
    }
    WORDS.iter().filter(|(known, _)| *known == code).flat_map(|(_, all)| *all).any(|phrase| {
        let head = words.get(..phrase.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(phrase) && is_end_of_phrase(&words[phrase.len()..])
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

/// The status of a line of an Application Load Balancer's access log, and who made it.
/// Fields: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html>.
fn of_load_balancer(line: &str) -> Option<(usize, u16, Writer)> {
    const TYPES: [&str; 6] = ["http ", "https ", "h2 ", "grpcs ", "ws ", "wss "];
    let from = line.find(" app/").filter(|at| {
        let before = &line[..*at];
        TYPES.iter().any(|name| before.contains(name)) && before.ends_with('Z')
    })?;
    // name, client, target, three times, status, the target's status
    let mut words = words_of(&line[from..]);
    let (at, status) = words.nth(6)?;
    let (_, target) = words.next()?;
    // A rule may say what to answer.
    let is_made = target == "-" && !line.contains("\"fixed-response\"");
    Some((from + at, three_digits(status)?, if is_made { Writer::Own("aws-alb") } else { Writer::Behind }))
}

/// The status of a line of HAProxy's HTTP log, and who made it: the server where its flags are `----`.
/// Fields: <https://docs.haproxy.org/3.0/configuration.html#8.2.3>.
pub(super) fn of_haproxy(line: &str) -> Option<(usize, u16, Writer)> {
    let mut words = words_of(line).skip_while(|(_, word)| {
        word.bytes().filter(|byte| *byte == b'/').count() != 4
            || !word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'+'))
    });
    words.next()?;
    let (at, status) = words.next()?;
    let (_, flags) = words.find(|(_, word)| {
        word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') && word.contains("--")
    })?;
    // HAProxy has -1 for "no response at all".
    Some((at, three_digits(status)?, if flags.starts_with("--") { Writer::Behind } else { Writer::Own("haproxy") }))
}

/// The status of a line of CloudFront's standard log: its ninth field.
/// Fields: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html>.
pub(super) fn of_cloudfront(line: &str) -> Option<(usize, u16)> {
    let words: Vec<_> = words_of(line).take(14).collect();
    let [(_, date), (_, time), ..] = words.as_slice() else { return None };
    if words.len() < 14 || !is_date(date) || !is_time(time) || !words[6].1.contains('.') || !words[7].1.starts_with('/')
    {
        return None;
    }
    Some((words[8].0, three_digits(words[8].1)?))
}

/// The status of a line of IIS's W3C log: its last fields are status, substatus, Win32 status and, mostly, the time taken.
/// Fields: <https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging>.
pub(super) fn of_iis(line: &str) -> Option<(usize, u16)> {
    let words: Vec<_> = words_of(line).collect();
    let [(_, date), (_, time), ..] = words.as_slice() else { return None };
    if words.len() < 8 || !is_date(date) || !is_time(time) {
        return None;
    }
    let is_number = |word: &&(usize, &str)| word.1.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words.iter().rev().take_while(is_number).count();
    // Status, substatus, Win32 status; then bytes and the time taken, as far as they are logged.
    if !(3..=6).contains(&numbers) {
        return None;
    }
    let (at, status) = words[words.len() - numbers];
    Some((at, three_digits(status)?))
}

/// The status of a line of HTTP.sys's log, which IIS's machine keeps beside IIS's own: behind the address come, in newer
/// versions, the ids of the stream, then the status, the site, and the reason in words.
/// Fields: <https://learn.microsoft.com/windows/win32/http/format-of-the-http-server-api-error-logs>.
fn of_http_sys(line: &str) -> Option<(usize, u16)> {
    const MOST_STREAM_IDS: usize = 2;
    let words: Vec<_> = words_of(line).skip_while(|(_, word)| !is_date(word)).collect();
    let [_, (_, time), _, _, _, _, (_, version), _, _, rest @ ..] = words.as_slice() else { return None };
    if !is_time(time) || !version.starts_with("HTTP/") {
        return None;
    }
    rest.windows(3).take(MOST_STREAM_IDS + 1).find_map(|fields| {
        let [(at, status), (_, site), (_, reason)] = fields else { return None };
        let is_site = site.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let is_reason = reason.starts_with(|first: char| first.is_ascii_alphabetic());
        three_digits(status).filter(|_| is_site && is_reason).map(|code| (*at, code))
    })
}

/// The words of a line with their places.
pub(super) fn words_of(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = line.as_ptr() as usize;
    line.split_ascii_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}

fn is_date(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[..4].iter().all(u8::is_ascii_digit)
}

fn is_time(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 8 && bytes[2] == b':' && bytes[5] == b':' && bytes[..2].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn statuses(text: &str) -> Vec<Status> {
        StatusReader::new().unwrap().read(text)
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

    #[test]
    fn what_a_target_answered_is_passed_on() {
        let line = |target: &str| {
            format!("h2 2024-01-15T12:30:46.000000Z app/a/b 192.0.2.1:1 10.0.0.1:80 0.0 0.1 0.0 502 {target} 0 0")
        };
        assert_eq!(statuses(&line("502"))[0].by, Writer::Behind);
        assert_eq!(statuses(&line("-"))[0].by, Writer::Own("aws-alb"));
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
