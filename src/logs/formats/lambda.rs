//! Lambda's own lines in a function's log, as text.
//! `REPORT`: <https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html>; `INIT_REPORT`, `RESTORE_REPORT`:
//! <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>.

use super::super::columns::{Columns, find, time};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record, Span, Times};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "Lambda log", vendor: Some("aws-lambda"), shape: Shape::Lines(read) };

/// What begins a line that goes on with the report above: X-Ray's part is always one, all others where a console broke it.
const CONTINUED: [&[u8]; 8] = [
    b"XRAY TraceId:",
    b"Duration:",
    b"Billed Duration:",
    b"Memory Size:",
    b"Max Memory Used:",
    b"Init Duration:",
    b"Restore Duration:",
    b"Status:",
];

fn read(text: &[u8]) -> Option<(Record, usize)> {
    let mut end = line_end(text, 0);
    let Some(begin) = find(&text[..end], b"REPORT ") else {
        // API Gateway repeats the words behind its own id.
        let is_own = text.first() != Some(&b'(');
        return timed_out(text, &(0..end)).filter(|_| is_own).map(|record| (record, end));
    };
    if !["REPORT RequestId:", "REPORT Init Duration:", "REPORT Restore Duration:"]
        .iter()
        .any(|start| text[begin..end].starts_with(start.as_bytes()))
    {
        return None;
    }
    while let Some(next) = text.get(end + 1..) {
        let line = next[..line_end(next, 0)].trim_ascii_start();
        if !CONTINUED.iter().any(|start| line.starts_with(start)) {
            break;
        }
        end = line_end(text, end + 1);
    }
    let span = begin..end;
    let mut times = Times::default();
    // `Duration:` ends the names of all of them.
    let mut at = begin;
    while let Some(found) = find(&text[at..end], b"Duration: ") {
        let name = text[begin..at + found].trim_ascii_end();
        let column = Columns::from(&text[..end], at + found + b"Duration: ".len()).next()?;
        at = column.end;
        let value = time(text, &column, Unit::Millisecond);
        if name.ends_with(b"Init") || (name.ends_with(b"Restore") && !name.ends_with(b"Billed Restore")) {
            times.cold_start = value;
        } else if !name.ends_with(b"Billed") && !name.ends_with(b"Restore") {
            times.processing = value;
        }
    }
    let request_id = field(text, &span, b"RequestId: ");
    if request_id.is_none() && times.cold_start.is_none() {
        return None;
    }
    // Tabs that stand there as a backslash and a letter are undone by who calls.
    if request_id.as_ref().is_some_and(|id| text[id.clone()].contains(&b'\\')) {
        return None;
    }
    let status = field(text, &span, b"Status: ");
    let record = Record {
        request_id,
        trace_id: field(text, &span, b"TraceId: "),
        is_timeout: status.as_ref().map(|status| &text[status.clone()] == b"timeout"),
        outcome: field(text, &span, b"Error Type: ").or(status),
        times,
        ..Record::default()
    };
    Some((record, end))
}

/// `<moment> <request id> Task timed out after 10.00 seconds`, which Lambda logs and also answers with; newer:
/// `RequestId: <request id> Error: Task timed out after 3.00 seconds`.
pub(super) fn timed_out(text: &[u8], span: &Span) -> Option<Record> {
    const MESSAGE: &[u8] = b"Task timed out after ";
    let begin = span.start + find(text.get(span.clone())?, MESSAGE)?;
    let seconds = Columns::from(&text[..span.end], begin + MESSAGE.len()).next()?;
    let unit = text[seconds.end..span.end].strip_prefix(b" seconds")?;
    // Others write the same words: Lambda names the request.
    let before = text[span.start..begin].trim_ascii_end();
    let before = before.strip_suffix(b"Error:").unwrap_or(before).trim_ascii_end();
    let is_part = |byte: &u8| byte.is_ascii_hexdigit() || *byte == b'-';
    let id = before.len() - before.iter().rev().take_while(|byte| is_part(byte)).count();
    let request_id = span.start + id..span.start + before.len();
    if !is_uuid(&text[request_id.clone()]) {
        return None;
    }
    let before = before[..id].trim_ascii_end();
    let word = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
    let moment = span.start + word..span.start + before.len();
    Some(Record {
        moment: Moment::read(&text[moment.clone()]).map(|value| Field { value, span: moment }),
        request_id: Some(request_id),
        times: Times { processing: time(text, &seconds, Unit::Second), ..Times::default() },
        is_timeout: Some(true),
        message: Some(begin..span.end - unit.len()),
        ..Record::default()
    })
}

/// `8fc6f963-411b-58b5-8483-a32130c0f45d`.
pub(super) fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The word behind a name.
fn field(text: &[u8], span: &Span, name: &[u8]) -> Option<Span> {
    let at = span.start + find(&text[span.clone()], name)? + name.len();
    Columns::from(&text[..span.end], at).next()
}

fn line_end(text: &[u8], from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from.min(text.len()) + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn times(text: &str) -> [Option<Duration>; 2] {
        let (record, length) = read(text.as_bytes()).unwrap();
        assert!(length <= text.len());
        [record.times.processing, record.times.cold_start].map(|time| time.map(|time| time.value))
    }

    #[test]
    fn other_durations_are_not_that_of_the_function() {
        let micros = |micros| Some(Duration::from_micros(micros));
        for (text, expected) in [
            (
                "REPORT RequestId: a\tInit Duration: 0.18 ms\tDuration: 203.05 ms\tBilled Duration: 204 ms\t",
                [micros(203_050), micros(180)],
            ),
            (
                "REPORT RequestId: a Duration: 13.82 ms Billed Duration: 129 ms Restore Duration: 204.27 ms Billed Restore Duration: 114 ms",
                [micros(13_820), micros(204_270)],
            ),
            (
                "REPORT RequestId: a\nDuration: 13.82 ms\nBilled Duration: 129 ms\nother Duration: 1 ms",
                [micros(13_820), None],
            ),
            ("REPORT RequestId: a\tBilled Duration: 129 ms", [None, None]),
            ("REPORT RequestId: a\tDuration: \tBilled Duration: 129 ms", [None, None]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }

    #[test]
    fn a_trace_is_read_where_it_follows_at_once() {
        let text = b"REPORT RequestId: a\tDuration: 1 ms\t\nXRAY TraceId: 1-2-3\tSegmentId: 4\tSampled: true\t\nREPORT RequestId: b";
        let (record, length) = read(text).unwrap();
        assert_eq!(record.trace_id.map(|span| &text[span]), Some(&b"1-2-3"[..]));
        assert!(text[length..].starts_with(b"\nREPORT RequestId: b"));
        assert_eq!(read(b"REPORT RequestId: a\n\nXRAY TraceId: 1").unwrap().0.trace_id, None);
    }

    #[test]
    fn words_of_others_are_no_record() {
        for text in [
            "START RequestId: 8fc6f963-411b-58b5-8483-a32130c0f45d Version: $LATEST",
            "REPORT of the day: Duration: 5 ms",
            "INIT_REPORT",
            "REPORT RequestId: ",
            "uncaughtException: Task timed out after 3.00 seconds",
            "2024-01-01T00:00:00Z job-7 Task timed out after 3.00 seconds",
            "8fc6f963-411b-58b5-8483-a32130c0f45d Task timed out after 3 minutes",
            "Task timed out after",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }
}
