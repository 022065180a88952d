//! HTTP responses as tools show them: a status line and headers, as `curl -i` and `curl -v` print them, and the general part of a
//! browser's network panel. The body is no part of it. <https://www.rfc-editor.org/rfc/rfc9112#section-4>.

use super::super::columns::{
    Columns, find, host_and_path, line_end, path_of_request, status, time, time_with_unit, trimmed,
};
use super::super::format::{Format, Shape};
use super::super::names::moment;
use super::super::record::{Field, Record, Span, Times};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "HTTP response", vendor: None, shape: Shape::Lines(read) };

/// Lines that may stand between what belongs together: a request's headers and notes, a panel's rows.
const MOST_BETWEEN: usize = 64;
/// How far behind the headers the time is looked for that `time` or `curl -w` printed.
const MOST_BODY: usize = 16 * 1024;

/// Ids of the request, and then those that several services share.
const REQUEST_IDS: &[&[u8]] = &[
    b"x-request-id",
    b"x-amzn-requestid",
    b"apigw-requestid",
    b"x-amz-request-id",
    b"x-amz-cf-id",
    b"cf-ray",
    b"x-azure-ref",
    b"x-ms-request-id",
    b"request-id",
    b"x-vercel-id",
    b"x-nf-request-id",
    b"x-kong-request-id",
    b"x-correlation-id",
];
const TRACE_IDS: &[&[u8]] =
    &[b"x-amzn-trace-id", b"traceparent", b"x-cloud-trace-context", b"x-b3-traceid", b"x-trace-id"];

fn read(text: &[u8]) -> Option<(Record, usize)> {
    match text.get(..2)? {
        b"HT" | b"< " => answer(text, 0, &Record::default()),
        b"> " => exchange(text),
        b"Re" | b"St" => panel(text),
        _ => None,
    }
}

/// The line from an offset on, without its end and blanks around it, and where the next begins.
fn line_at(text: &[u8], at: usize) -> Option<(Span, usize)> {
    let end = line_end(text, at);
    (at < text.len()).then(|| (trimmed(text, at..end), (end + 1).min(text.len())))
}

/// The status line at a span, with or without curl's mark: its status, and its reason.
fn status_line<'a>(text: &'a [u8], line: &Span) -> Option<(Field<crate::status_code::StatusCode>, &'a [u8])> {
    let mark = if text.get(line.clone())?.starts_with(b"< ") { 2 } else { 0 };
    if !text.get(line.start + mark..line.end)?.starts_with(b"HTTP/") {
        return None;
    }
    let mut columns = Columns::from(&text[..line.end], line.start + mark);
    let version = columns.next()?;
    let code = status(text, &columns.next()?)?;
    let reason = text[code.span.end..line.end].trim_ascii();
    let is_word =
        |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'\'' | b'(' | b')' | b':' | b'.');
    (version.len() <= 8 && reason.len() <= 64 && reason.iter().all(is_word)).then_some((code, reason))
}

/// A status line and its headers. What comes before the last of several that follow each other at once, be it an interim answer,
/// a redirection or a proxy's consent to a tunnel, is passed over.
fn answer(text: &[u8], begin: usize, request: &Record) -> Option<(Record, usize)> {
    let mut at = begin;
    loop {
        let (line, next) = line_at(text, at)?;
        let (code, reason) = status_line(text, &line)?;
        let is_verbose = text[line.start] == b'<';
        let mut record = request.clone();
        let end = headers(text, next, is_verbose, &mut record).max(line.end);
        let is_interim = code.value.0 < 200;
        let is_before =
            is_interim || matches!(code.value.0, 300..=399) || reason.eq_ignore_ascii_case(b"connection established");
        if is_before && let Some(following) = following(text, end, is_verbose && is_interim) {
            at = following;
            continue;
        }
        record.times = Times { total: total_behind(text, end), ..Times::default() };
        record.status = Some(code);
        return Some((record, end));
    }
}

/// Where the next status line begins, if nothing but blank lines, and curl's notes, stand before it.
fn following(text: &[u8], mut at: usize, has_notes: bool) -> Option<usize> {
    for _ in 0..MOST_BETWEEN {
        let (line, next) = line_at(text, at)?;
        let word = &text[line.clone()];
        if status_line(text, &line).is_some() {
            return Some(line.start);
        }
        if !(word.is_empty() || word == b"<" || has_notes && is_note(word)) {
            return None;
        }
        at = next;
    }
    None
}

/// curl's notes, what it says of bytes, and its progress.
fn is_note(line: &[u8]) -> bool {
    matches!(line.first(), None | Some(b'*' | b'{' | b'}' | b'0'..=b'9' | b'%' | b'>')) || line.starts_with(b"Dload")
}

/// Reads headers up to the blank line or the first line that is none; gives where the last of them ends.
fn headers(text: &[u8], mut at: usize, is_verbose: bool, record: &mut Record) -> usize {
    let mut end = 0;
    while let Some((mut line, next)) = line_at(text, at) {
        let word = &text[line.clone()];
        at = next;
        if is_verbose {
            if matches!(word.first(), Some(b'*' | b'{')) {
                continue;
            }
            if !word.starts_with(b"< ") {
                return end;
            }
            line.start += 2;
        }
        let Some((name, value)) = header(text, line.clone()) else { return end };
        end = line.end;
        let name = text[name].to_ascii_lowercase();
        let is = |names: &[&[u8]]| names.contains(&name.as_slice());
        let slot = if is(REQUEST_IDS) {
            &mut record.request_id
        } else if is(TRACE_IDS) {
            &mut record.trace_id
        } else if is(&[b"x-amzn-errortype"]) {
            &mut record.outcome
        } else {
            if is(&[b"date"]) {
                record.moment = record.moment.take().or_else(|| moment(text, value));
            }
            continue;
        };
        if !value.is_empty() {
            slot.get_or_insert(value);
        }
    }
    end
}

/// The name and the value of a header.
fn header(text: &[u8], line: Span) -> Option<(Span, Span)> {
    let bytes = text.get(line.clone())?;
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    if length == 0
        || bytes.get(length) != Some(&b':')
        || bytes.get(length + 1).is_some_and(|next| !next.is_ascii_whitespace())
    {
        return None;
    }
    let value = &bytes[length + 1..];
    let start = line.end - value.trim_ascii_start().len();
    Some((line.start..line.start + length, start..line.end))
}

/// The request that curl shows, and the answer below it.
fn exchange(text: &[u8]) -> Option<(Record, usize)> {
    let (first, mut at) = line_at(text, 0)?;
    let target = path_of_request(text, &(2..first.end)).filter(|_| find(&text[first], b" HTTP/").is_some())?;
    let (host, route) = host_and_path(text, target);
    let mut request = Record { host, route: Some(route), ..Record::default() };
    for _ in 0..MOST_BETWEEN {
        let (line, next) = line_at(text, at)?;
        let word = &text[line.clone()];
        // curl's progress may stand before it in the same line.
        if let Some(mark) = find(word, b"< HTTP/").filter(|_| is_note(word) || word.starts_with(b"< ")) {
            return answer(text, line.start + mark, &request);
        }
        let Some((name, value)) =
            header(text, line.start + 2..line.end.max(line.start + 2)).filter(|_| word.starts_with(b"> "))
        else {
            if !is_note(word) {
                return None;
            }
            at = next;
            continue;
        };
        if text[name].eq_ignore_ascii_case(b"host") {
            request.host = Some(value);
        }
        at = next;
    }
    None
}

/// The general part of a browser's network panel, each row on a line, or on two.
fn panel(text: &[u8]) -> Option<(Record, usize)> {
    const ROWS: [&[u8]; 6] =
        [b"Request URL", b"Request Method", b"Status Code", b"Remote Address", b"Referrer Policy", b"Response Headers"];
    let mut record = Record::default();
    let (mut at, mut rows, mut end) = (0, 0, 0);
    while let Some((line, next)) = line_at(text, at) {
        let Some(row) = ROWS.iter().position(|row| text[line.clone()].starts_with(row)) else {
            // Blank lines stand between the rows in some browsers.
            if line.is_empty() && rows < ROWS.len() {
                at = next;
                continue;
            }
            break;
        };
        // Rows do not come twice.
        if rows == ROWS.len() {
            break;
        }
        rows += 1;
        let name = ROWS[row].len();
        let mut value = line.start + name..line.end;
        at = next;
        match text.get(value.start) {
            Some(b':') if !value.is_empty() => value.start += 1,
            _ if row + 1 == ROWS.len() => break,
            _ if value.is_empty() => (value, at) = line_at(text, next)?,
            _ => break,
        }
        value.start += text[value.clone()].len() - text[value.clone()].trim_ascii_start().len();
        end = value.end;
        match row {
            0 => {
                let (host, route) = host_and_path(text, value);
                (record.host, record.route) = (host, Some(route));
            }
            2 => record.status = status(text, &(value.start..value.end.min(value.start + 3))),
            _ => {}
        }
    }
    record.status.as_ref().filter(|_| rows > 1)?;
    // The headers of the answer may follow.
    let headers_end = headers(text, at, false, &mut record);
    Some((record, end.max(headers_end)))
}

/// The time that `time` or `curl -w` printed below the body: `real 0m29.230s`, `time_total: 29.23`, `29.230 total`.
fn total_behind(text: &[u8], from: usize) -> Option<Field<std::time::Duration>> {
    let mut at = from;
    while at < text.len().min(from + MOST_BODY) {
        let (line, next) = line_at(text, at)?;
        let word = &text[line.clone()];
        if status_line(text, &line).is_some() || word.starts_with(b"$ ") || word.starts_with(b"> ") {
            return None;
        }
        let number = |from: usize| {
            let rest = &text[from..line.end];
            let begin = rest.iter().take(4).position(u8::is_ascii_digit)?;
            let length = rest[begin..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
            time(text, &(from + begin..from + begin + length), Unit::Second)
        };
        if let Some(value) =
            word.strip_prefix(b"real").filter(|value| value.first().is_some_and(u8::is_ascii_whitespace))
        {
            let span = line.end - value.trim_ascii_start().len()..line.end;
            return time_with_unit(text, &span).or_else(|| time(text, &span, Unit::Second));
        }
        if let Some(name) = find(word, b"time_total") {
            return number(line.start + name + b"time_total".len());
        }
        if let Some(rest) = word.strip_suffix(b" total").filter(|rest| rest.len() < 80) {
            let begin = rest.iter().rposition(|byte| *byte == b' ').map_or(0, |blank| blank + 1);
            if let Some(total) = number(line.start + begin).filter(|_| find(rest, b"cpu").is_some()) {
                return Some(total);
            }
        }
        at = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Option<(u16, &str)> {
        let (record, length) = read(text.as_bytes())?;
        Some((record.status?.value.0, &text[..length]))
    }

    #[test]
    fn the_last_of_several_status_lines_counts() {
        for before in [
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 200 Connection established\n\n",
            "HTTP/1.1 301 Moved Permanently\nlocation: /a\n\n",
        ] {
            let text = format!("{before}HTTP/1.1 504 Gateway Time-out\nserver: a\n\n<html>504</html>");
            let end = text.find("\n\n<html>").unwrap();
            assert_eq!(shown(&text), Some((504, &text[..end])), "{text}");
        }
        assert_eq!(shown("HTTP/2 200 \n\nHTTP/2 504 \n").map(|(code, _)| code), Some(200), "two answers");
    }

    #[test]
    fn times_of_the_whole_are_found_behind_the_body() {
        for (tail, millis) in [
            ("real\t0m29.230s", 29_230),
            ("time_total: 29.230", 29_230),
            ("\"time_total\":29.23,", 29_230),
            ("curl a  0.02s user 0.01s system 0% cpu 29.230 total", 29_230),
        ] {
            let text = format!("HTTP/2 504 \nserver: a\n\nbody\n{tail}\n");
            let total = read(text.as_bytes()).unwrap().0.times.total;
            assert_eq!(total.map(|total| total.value.as_millis()), Some(millis), "{tail}");
        }
        let text = "HTTP/2 504 \n\nHTTP/2 200 \n\nreal 0m1s";
        assert_eq!(read(text.as_bytes()).unwrap().0.times.total, None, "the next answer's");
    }

    #[test]
    fn requests_and_notes_stand_before_an_answer() {
        let text = "> GET /a?b HTTP/2\n> Host: a.example\n> \n* TLS\n< HTTP/2 504 \n* note\n< date: Wed, 05 Nov 2025 14:30:45 GMT\n< cf-ray: 8a-VIE\n< \nbody: x";
        let (record, length) = read(text.as_bytes()).unwrap();
        assert_eq!(&text[length..], "\n< \nbody: x");
        let part = |span: Option<Span>| text[span.unwrap()].to_owned();
        assert_eq!(
            (part(record.host), part(record.route), part(record.request_id)),
            ("a.example".into(), "/a".into(), "8a-VIE".into())
        );
        let text = "> GET /a HTTP/1.1\n> k:v\n>\n  0  0  0 --:--:--  0:00:59     0< HTTP/1.1 504 Gateway Time-out\n< a: b\n< \n";
        assert_eq!(read(text.as_bytes()).unwrap().0.status.unwrap().value.0, 504);
        assert_eq!(read(b"> GET /a HTTP/2\n> Host: a\ntext"), None);
        assert_eq!(read(b"> quoted text with words"), None);
    }

    #[test]
    fn rows_of_a_panel_stand_on_one_line_or_on_two() {
        for text in [
            "Request URL: https://a.example/b?c\nRequest Method: POST\nStatus Code: 504 Gateway Timeout\nRemote Address: 192.0.2.1:443",
            "Request URL:https://a.example/b?c\nRequest Method:POST\nStatus Code:504 Gateway Timeout\n",
            "Request URL\nhttps://a.example/b?c\nRequest Method\nPOST\nStatus Code\n504 Gateway Timeout\n",
        ] {
            let (record, _) = read(text.as_bytes()).unwrap();
            assert_eq!((record.status.unwrap().value.0, &text[record.route.unwrap()]), (504, "/b"), "{text}");
        }
    }

    #[test]
    fn other_lines_are_no_answer() {
        for text in [
            "HTTP/1.1\" 504 12",
            "HTTP/1.1 504 1234 5678",
            "HTTP error 504",
            "Status Code: 504\n\nelse",
            "Request failed\n",
            "Status",
            "< b",
            "> ",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_mix_of_lines_is_read(
            parts in proptest::collection::vec(
                "HTTP/1.1 (100|301|504)|[<>*] |< HTTP/2 50[0-9]|> GET /|Request URL:?|Status Code:?|[a-z-]{1,5}: ?[a-z0-9.]{0,4}|real\\t|\r?\n| |é|[0-9]{1,3}",
                0..40,
            ),
        ) {
            let text = parts.concat();
            for start in ["", "HTTP/2 504\n", "> GET / HTTP/2\n", "Request URL: /\n", "< HTTP/1.1 100 A\n"] {
                let text = format!("{start}{text}");
                if let Some((mut record, length)) = read(text.as_bytes()) {
                    prop_assert!(length > 0 && length <= text.len());
                    record.map_spans(&mut |span| assert!(span.start <= span.end && span.end <= text.len()));
                }
            }
        }
    }

    #[test]
    fn long_texts_take_no_long_time() {
        for part in [
            "> GET / HTTP/1.1\n",
            "HTTP/1.1 100 A\n",
            "HTTP/1.1 504 A\na: b\n",
            "Request URL\n",
            "< HTTP/1.1 100 A\n* a\n",
        ] {
            let text = part.repeat(200_000 / part.len());
            let mut at = 0;
            while at < text.len() {
                let length = read(&text.as_bytes()[at..]).map_or(0, |(_, length)| length).max(part.len());
                at += length;
            }
        }
    }
}
