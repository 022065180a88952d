//! CloudWatch's exports and console: the moment, and what was logged. What follows must look like a log's beginning, for lines
//! of many formats begin with a moment of their own.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3Export.html>.

use super::super::columns::is_number;
use super::super::record::Span;
use super::wrapper::{Words, Wrapper, WrapperShape, has_zone};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "CloudWatch log", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    let length = line.iter().position(|byte| matches!(byte, b' ' | b'\t' | b',' | b'|'))?;
    let moment = &line[..length];
    if !(has_zone(moment) || (is_number(moment) && moment.len() == 13)) {
        return None;
    }
    let mut rest = length + line[length..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b',' | b'|'))?;
    // A field of CSV.
    rest += usize::from(line[rest] == b'"' && line[length] == b',');
    let first = *line.get(rest)?;
    let begins = |start: &[u8]| line[rest..].starts_with(start);
    let is_address = || {
        let word = Words::new(&line[rest..]).next().unwrap_or_default();
        word.iter().filter(|byte| **byte == b'.').count() == 3
            && word.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
    };
    let is_beginning = matches!(first, b'{' | b'(' | b'[')
        || [&b"REPORT "[..], b"INIT_REPORT ", b"RESTORE_REPORT "].into_iter().any(begins)
        || Words::new(&line[rest..]).next().is_some_and(has_zone)
        || is_address();
    is_beginning.then_some(rest..line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_like_a_log_is_left() {
        for line in [
            "2024-01-01T00:00:00.000Z REPORT RequestId: a",
            "1579627365978,(d0a6c3bf) Method completed with status: 502",
            "1579627365978,\"(d0a6c3bf) HTTP Method: PUT, Resource Path: /\"",
            "2023-10-27T14:40:57.744+01:00 | (a4188e34) Method completed",
            "2023-10-27T14:40:57.744Z\t192.0.2.1 - - [27/Oct/2023:14:40:57 +0000] \"GET / HTTP/1.1\" 502 1",
            "2024-01-01T00:00:01Z 2024-01-01T00:00:00Z a Task timed out after 3.00 seconds",
        ] {
            assert!(strip(line.as_bytes()).is_some(), "{line}");
        }
        for line in [
            "2024-01-01T00:00:00Z 8fc6f963-411b-58b5-8483-a32130c0f45d Task timed out after 3.00 seconds",
            "2015-05-13T23:39:43.945958Z my-loadbalancer 192.0.2.1:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29",
            "2024/01/01 00:00:00 [error] 1#1: *1 upstream",
            "2024-01-01T00:00:00Z ",
            "502,\"a\"",
            "1579627365978,\"",
        ] {
            assert_eq!(strip(line.as_bytes()), None, "{line}");
        }
    }
}
