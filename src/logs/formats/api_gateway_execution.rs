//! Execution log of an API Gateway REST API: the id of the request in brackets, then what was done.
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html>, the lines:
//! <https://repost.aws/knowledge-center/api-gateway-errors>.

use super::super::columns::{Columns, find, status, time};
use super::super::format::{Format, Shape};
use super::super::record::{Record, Span, Times};
use super::lambda::timed_out;
use crate::duration::Unit;

pub(super) const FORMAT: Format =
    Format { name: "API Gateway execution log", vendor: Some("aws-api-gateway"), shape: Shape::Line(read) };

fn read(line: &[u8]) -> Option<Record> {
    let is_of_id = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'=');
    let length = line.strip_prefix(b"(")?.iter().take_while(|byte| is_of_id(byte)).count();
    let begin = 1 + length + 2;
    if length < 8 || line.get(1 + length..begin)? != b") " {
        return None;
    }
    let message = begin..line.len();
    let is = |start: &[u8]| line[message.clone()].starts_with(start);
    // The word behind a name, without the mark that ends it.
    let word = |name: &[u8]| -> Option<Span> {
        let at = begin + find(&line[message.clone()], name)? + name.len();
        let word = Columns::from(line, at).next()?;
        let marks = line[word.clone()].iter().rev().take_while(|byte| matches!(byte, b'.' | b',')).count();
        Some(word.start..word.end - marks)
    };
    let code = |name: &[u8]| word(name).and_then(|span| status(line, &span));
    let mut record = Record::default();
    if is(b"Method completed with status: ") {
        record.status = Some(code(b"status: ")?);
    } else if is(b"Received response.") {
        let latency = time(line, &word(b"Integration latency: ")?, Unit::Millisecond);
        record.upstream_status = code(b"Status: ");
        record.times = Times { processing: latency, ..Times::default() };
    } else if is(b"Lambda invocation failed with status: ") {
        record.upstream_status = code(b"status: ");
        record.message = Some(message.clone());
    } else if is(b"Lambda execution failed with status ") {
        // What the function was answered with in place of an answer, with the moment of its end.
        record = timed_out(line, &message).unwrap_or(Record { message: Some(message.clone()), ..record });
        record.upstream_status = code(b"status ");
    } else if is(b"Execution failed due to ") {
        record.is_timeout = find(line, b" timeout error").map(|_| true);
        record.message = Some(message.clone());
    } else {
        return None;
    }
    record.request_id = Some(1..1 + length);
    // By this id the function's own report is found.
    record.trace_id = word(b"Lambda request id: ");
    Some(record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_tell_no_end_are_no_record() {
        for line in [
            "(8fc6f963-411b-58b5-8483-a32130c0f45d) Starting execution for request: 8fc6f963-411b-58b5-8483-a32130c0f45d",
            "(8fc6f963-411b-58b5-8483-a32130c0f45d) Method completed with status: none",
            "(8fc6f963-411b-58b5-8483-a32130c0f45d)",
            "(error) Execution failed due to a timeout error",
            "(8fc6f963-411b-58b5-8483-a32130c0f45d Execution failed due to a timeout error",
            "Method completed with status: 504",
            "(",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_functions_timeout_names_both_requests() {
        let line = b"(286364ab-3a83-11e9-8dc8-db3cf4c83204) Lambda execution failed with status 200 due to customer function error: 2019-02-27T11:31:11.456Z 71952965-d5cc-4974-ae08-6e2138b2275c Task timed out after 10.00 seconds. Lambda request id: 71952965-d5cc-4974-ae08-6e2138b2275c";
        let record = read(line).unwrap();
        assert_eq!(record.is_timeout, Some(true));
        assert_eq!(record.times.processing.map(|time| time.value.as_secs()), Some(10));
        let id = |span: Option<Span>| span.map(|span| line[span].first().copied());
        assert_eq!((id(record.request_id), id(record.trace_id)), (Some(Some(b'2')), Some(Some(b'7'))));
    }

    #[test]
    fn a_status_may_stand_beside_the_latency() {
        let line = b"(K2G9wEbUoAMEvag=) Received response. Status: 200, Integration latency: 5 ms";
        let record = read(line).unwrap();
        assert_eq!(record.upstream_status.map(|status| status.value.0), Some(200));
        assert_eq!(record.times.processing.map(|time| time.value.as_millis()), Some(5));
    }
}
