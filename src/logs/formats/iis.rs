//! IIS's W3C log: columns that its header names; without the header, those that all common sets share: the request, and at the
//! end status, sub-status, Win32 status and, mostly, the time taken.
//! Fields: <https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging>.

use super::super::columns::{Columns, filled, is_number, status, time};
use super::super::format::{Format, Shape};
use super::super::header::Header;
use super::super::record::{Record, Span, Times, Writer};
use super::super::w3c;
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "IIS log", vendor: Some("iis"), shape: Shape::Columns(read) };

/// Status, sub-status, Win32 status; then the time taken, or the bytes of both directions, or these and the time.
const NUMBERS: std::ops::RangeInclusive<usize> = 3..=6;

fn read(line: &[u8], header: Option<&Header>) -> Option<Record> {
    let (moment, columns) = w3c::begin(line)?;
    let named = header.and_then(|header| header.columns(line, &["cs-uri-stem", "sc-status"]));
    let mut record = match named {
        Some(named) if named.get("x-edge-location").is_some() => return None,
        Some(named) => {
            let ends = ["sc-status", "sc-substatus", "sc-win32-status", "time-taken"].map(|name| named.get(name));
            Record {
                host: named.get("cs-host").or_else(|| named.get("cs(host)")).and_then(|span| filled(line, span)),
                route: named.get("cs-uri-stem"),
                ..answer(line, ends)?
            }
        }
        None => without_header(line, columns)?,
    };
    record.moment = moment;
    Some(record)
}

fn without_header(line: &[u8], columns: Columns<'_>) -> Option<Record> {
    let spans: Vec<Span> = columns.collect();
    let bytes = |span: &Span| line.get(span.clone()).unwrap_or_default();
    // A method, a path, its query, a port.
    let at = spans.windows(4).position(|four| {
        let [method, stem, _, port] = four else { return false };
        bytes(method).len() > 2
            && bytes(method).iter().all(u8::is_ascii_uppercase)
            && bytes(stem).first() == Some(&b'/')
            && is_number(bytes(port))
    })?;
    // The user, the address and the agent stand before the numbers.
    let rest = spans.get(at + 7..)?;
    let count = rest.iter().rev().take_while(|span| is_number(bytes(span))).count();
    let numbers = rest.get(rest.len() - count..).filter(|_| NUMBERS.contains(&count))?;
    let taken = if matches!(count, 4 | 6) { numbers.last() } else { None };
    let ends = [numbers.first(), numbers.get(1), numbers.get(2), taken].map(Option::<&Span>::cloned);
    Some(Record { route: spans.get(at + 1).cloned(), ..answer(line, ends)? })
}

fn answer(line: &[u8], [code, sub_status, win32, taken]: [Option<Span>; 4]) -> Option<Record> {
    let status = status(line, &code?)?;
    let word = |span: &Option<Span>| span.clone().and_then(|span| line.get(span)).unwrap_or_default();
    // Only IIS and its modules give a sub-status.
    let status_by = if matches!(word(&sub_status), b"" | b"0" | b"-") { Writer::Unknown } else { Writer::Own("iis") };
    Some(Record {
        status: Some(status),
        status_by,
        is_timeout: w3c::is_timeout(word(&sub_status), word(&win32)),
        times: Times { total: taken.and_then(|span| time(line, &span, Unit::Millisecond)), ..Times::default() },
        outcome: w3c::outcome(line, sub_status, win32),
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Option<(u16, Option<u128>)> {
        let record = read(line.as_bytes(), None)?;
        Some((record.status?.value.0, record.times.total.map(|time| time.value.as_millis())))
    }

    #[test]
    fn the_numbers_at_the_end_are_status_and_time() {
        for (line, expected) in [
            ("2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3 64 328", Some((502, Some(328)))),
            ("2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3 64", Some((502, None))),
            (
                "2026-02-08 05:19:41 W3SVC1 192.0.2.31 GET /a - 80 - 203.0.113.88 c - 500 0 121 7 8 230005",
                Some((500, Some(230_005))),
            ),
            ("2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3", None),
            ("2026-02-08 05:19:41 502 3 64", None),
            ("2026-02-08 05:19:41 192.0.2.31 GET example.com /a 80 - 203.0.113.88 c 502 3 64 328", None),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn a_header_of_another_product_names_other_columns() {
        let header = Header::read(b"#Fields: date time x-edge-location cs-uri-stem sc-status").unwrap();
        assert_eq!(read(b"2026-02-08 05:19:41 VIE /a 502", Some(&header)), None);
        let header = Header::read(b"#Fields: date time cs-uri-stem sc-status").unwrap();
        assert_eq!(read(b"2026-02-08 05:19:41 /a 502", Some(&header)).unwrap().status.unwrap().value.0, 502);
        assert_eq!(read(b"2026-02-08 05:19:41 /a", Some(&header)), None, "cut");
    }
}
