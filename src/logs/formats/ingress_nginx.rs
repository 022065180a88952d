//! Access log of ingress-nginx: the combined format, then lengths, times, the name of the service, and what each upstream gave.
//! Fields: <https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/log-format/>.

use super::super::columns::{Columns, filled, is_number, sum_of_seconds, time};
use super::super::common_log::{self, CommonLog};
use super::super::format::{Format, Shape};
use super::super::record::{Record, Span};
use super::nginx::upstream;
use crate::duration::Unit;

pub(super) const FORMAT: Format =
    Format { name: "ingress-nginx access log", vendor: Some(VENDOR), shape: Shape::Line(read) };

const VENDOR: &str = "ingress-nginx";

fn read(line: &[u8]) -> Option<Record> {
    let CommonLog { mut record, bytes, columns } = common_log::read(line)?;
    // Referrer and agent.
    let mut columns = columns.skip(2);
    let (length, whole, service) = (columns.next()?, columns.next()?, columns.next()?);
    let total = time(line, &whole, Unit::Second)?;
    if !is_number(&line[length]) || line.get(service.start - 1) != Some(&b'[') {
        return None;
    }
    let mut columns = Columns::from(line, (service.end + 1).min(line.len()));
    // Older versions have no second service.
    let mut ahead = columns.clone();
    if ahead.next().is_some_and(|other| line.get(other.start - 1) == Some(&b'[')) {
        columns = ahead;
    }
    let (_addresses, lengths) = (list(line, &mut columns)?, list(line, &mut columns)?);
    let (times, statuses) = (list(line, &mut columns)?, list(line, &mut columns)?);
    record.times.total = Some(total);
    record.times.processing = sum_of_seconds(line, &times);
    record.request_id = columns.next().and_then(|span| filled(line, span));
    // A page where the upstream sent no body is nginx's; one that is empty could be anybody's.
    let is_failure = record.status.as_ref().is_some_and(|status| matches!(status.value.0, 502 | 504));
    let had_header = match line[lengths].rsplit(|byte| matches!(byte, b' ' | b',')).next() {
        Some(b"0") => (is_failure && !matches!(bytes, b"0" | b"-")).then_some(false),
        Some(length) => is_number(length).then_some(true),
        None => None,
    };
    upstream(line, &mut record, VENDOR, Some(&statuses), had_header);
    Some(record)
}

/// A column that lists a value for each upstream: `504, 200`, `504 : 200`.
fn list(line: &[u8], columns: &mut Columns<'_>) -> Option<Span> {
    let first = columns.next()?;
    let mut end = first.end;
    loop {
        let mut ahead = columns.clone();
        let Some(next) = ahead.next() else { break };
        let goes_on = line[..end].ends_with(b",") || line[..end].ends_with(b" :") || line[next.clone()] == *b":";
        if !goes_on {
            break;
        }
        end = next.end;
        *columns = ahead;
    }
    Some(first.start..end)
}

#[cfg(test)]
mod tests {
    use super::super::super::record::Writer;
    use super::*;

    const START: &str = "192.0.2.1 - - [10/Oct/2000:13:55:36 +0000] \"GET /a HTTP/1.1\" ";

    #[test]
    fn several_upstreams_and_none_are_read() {
        for (rest, by, processing, id) in [
            (
                "504 5 \"-\" \"c\" 9 5.004 [a-b-80] [] 10.0.0.1:80, 10.0.0.2:80 0, 0 5.000, 0.004 504, 504 abc",
                Writer::Own("ingress-nginx"),
                Some(5_004),
                "abc",
            ),
            ("504 0 \"-\" \"c\" 9 5.000 [a-b-80] [] 10.0.0.1:80 0 5.000 504 abc", Writer::Unknown, Some(5_000), "abc"),
            (
                "502 5 \"-\" \"c\" 9 1.004 [a-b-80] [] 10.0.0.1:80 : 10.0.0.2:80 0 : 7 1.000 : 0.004 504 : 502 abc",
                Writer::Upstream,
                Some(1_004),
                "abc",
            ),
            ("503 5 \"-\" \"c\" 9 0.000 [a-b-80] [] - - - - abc", Writer::Own("ingress-nginx"), None, "abc"),
            ("500 5 \"-\" \"c\" 9 0.104 [a-b-80] 10.0.0.1:80 7 0.104 500 abc", Writer::Upstream, Some(104), "abc"),
        ] {
            let line = format!("{START}{rest}");
            let record = read(line.as_bytes()).unwrap();
            assert_eq!(record.status_by, by, "{rest}");
            assert_eq!(record.times.processing.map(|time| time.value.as_millis()), processing, "{rest}");
            assert_eq!(&line[record.request_id.unwrap()], id);
        }
    }

    #[test]
    fn a_cut_line_and_the_combined_format_are_none() {
        for rest in
            ["504 5 \"-\" \"c\"", "504 5 \"-\" \"c\" 9 5.004 [a-b-80]", "504 5 \"-\" \"c\" 9 5.004 a-b-80 [] - - - - x"]
        {
            assert_eq!(read(format!("{START}{rest}").as_bytes()), None, "{rest}");
        }
    }
}
