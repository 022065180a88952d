//! nginx's error log, as far as it tells of an upstream, a limit or a loop of redirections.
//! <https://nginx.org/en/docs/ngx_core_module.html#error_log>; the messages are listed by
//! <https://nginx.org/en/docs/http/ngx_http_upstream_module.html> only in parts.

use super::super::cause;
use super::super::columns::{Columns, filled, find, path_of_request};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record, Span};

pub(super) const FORMAT: Format = Format { name: "nginx error log", vendor: Some("nginx"), shape: Shape::Line(read) };

/// What ends a request with a 5xx, or with nothing: other errors, such as a missing file, do not.
const SUBJECTS: &[&[u8]] =
    &[b"upstream", b"limiting ", b"redirection cycle", b"could not be resolved", b"client prematurely closed"];

/// Of these a request goes on.
const HARMLESS: &[&[u8]] = &[b" is buffered to a temporary file", b" sent in stderr: "];

fn read(line: &[u8]) -> Option<Record> {
    // `[error] 12#12: *3 ` and then the message.
    let hash = line.iter().position(|byte| *byte == b'#')?;
    let colon = hash + find(&line[hash..], b": ")?;
    let is_ids = line[hash + 1..colon].iter().all(u8::is_ascii_digit) && hash > 0 && line[hash - 1].is_ascii_digit();
    let bracket = line[..hash].iter().rposition(|byte| *byte == b'[')?;
    let begin = colon + 2;
    let begin = if line[begin..].first() == Some(&b'*') { begin + find(&line[begin..], b" ")? + 1 } else { begin };
    let length = find(&line[begin..], b", client: ")?;
    let message = begin..begin + length;
    let words = &line[message.clone()];
    let has = |words: &[u8], known: &[&[u8]]| known.iter().any(|known| find(words, known).is_some());
    if !is_ids || !has(words, SUBJECTS) || has(words, HARMLESS) {
        return None;
    }
    let quoted = |name: &[u8]| {
        let at = message.end + find(&line[message.end..], name)? + name.len();
        let span = Columns::from(line, at).next()?;
        filled(line, span)
    };
    // Until what was tried, or why it failed.
    const ENDS: &[&[u8]] = &[b" (", b" while ", b", "];
    let stem = ENDS.iter().filter_map(|end| find(words, end)).min().unwrap_or(words.len());
    let moment = time_before(line, bracket);
    Some(Record {
        moment,
        host: quoted(b", host: "),
        route: quoted(b", request: ").and_then(|request| path_of_request(line, &request)),
        is_timeout: cause::is_timeout(words),
        outcome: Some(begin..begin + stem),
        message: Some(message),
        ..Record::default()
    })
}

/// `2024/01/01 00:00:00 ` before a place.
fn time_before(line: &[u8], end: usize) -> Option<Field<Moment>> {
    let span: Span = end.checked_sub(20)?..end.checked_sub(1)?;
    Some(Field { value: Moment::read(line.get(span.clone())?)?, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_without_a_date_are_read_and_cut_ones_are_not() {
        let line = "[error] 9#0: *1 upstream timed out (110: Connection timed out) while connecting to upstream, client: XX, server: XX, request: \"GET /a?b HTTP/1.1\", host: \"XX";
        let record = read(line.as_bytes()).unwrap();
        assert_eq!((record.moment, record.is_timeout), (None, Some(true)));
        assert_eq!(&line[record.outcome.unwrap()], "upstream timed out");
        assert_eq!(&line[record.route.unwrap()], "/a");
        for line in [
            "[error] 9#0: *1 upstream timed out (110: Connection timed out) while connecting to upstream",
            "issue #12: upstream timed out, client: x",
            "[error] 9#0: *1 open() \"/a\" failed (2: No such file or directory), client: x, server: y",
            "[error] 9#0: *1 FastCGI sent in stderr: \"PHP message: timed out\" while reading upstream, client: x",
            "[info] 9#0: *1 client timed out (110: Connection timed out) while waiting for request, client: x, server: y",
            "#",
            "#:",
            "[1#1: *",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
