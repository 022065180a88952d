//! Columns of a line, and values in them.

use std::time::Duration;

use super::record::{Field, Span};
use crate::duration::{Unit, decimal_at_start};
use crate::status_code::StatusCode;

/// The columns of a line that blanks part. What stands in quotes or in square brackets is one column, without these; a quote
/// inside is escaped by a backslash. A blank can be missing between two columns in quotes.
#[derive(Debug, Clone)]
pub(super) struct Columns<'a> {
    line: &'a [u8],
    at: usize,
}

impl<'a> Columns<'a> {
    /// The columns of a line from an offset on; their spans are those in the line.
    pub(super) fn from(line: &'a [u8], at: usize) -> Self {
        Self { line, at }
    }

    /// Where the next column, or the blanks before it, begin.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The bytes of the next column.
    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        self.next().map(|span| &self.line[span])
    }

    fn until(&mut self, end: u8) -> Span {
        let begin = self.at + 1;
        let mut at = begin;
        while let Some(byte) = self.line.get(at) {
            match byte {
                b'\\' if end == b'"' => at += 1,
                byte if *byte == end => break,
                _ => {}
            }
            at += 1;
        }
        let at = at.min(self.line.len());
        self.at = (at + 1).min(self.line.len());
        begin.min(at)..at
    }
}

impl Iterator for Columns<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = &self.line[self.at..];
        self.at += rest.iter().position(|byte| !is_blank(*byte))?;
        match self.line[self.at] {
            b'"' => Some(self.until(b'"')),
            b'[' => Some(self.until(b']')),
            _ => {
                let begin = self.at;
                let length = self.line[begin..].iter().position(|byte| is_blank(*byte));
                self.at = length.map_or(self.line.len(), |length| begin + length);
                Some(begin..self.at)
            }
        }
    }
}

/// The columns of a line that tabs part, where there is a tab, and blanks else. Between two tabs a column can be empty, and
/// quotes are letters like others.
pub(super) fn cells(line: &[u8]) -> Vec<Span> {
    if !line.contains(&b'\t') {
        return Columns::from(line, 0).collect();
    }
    let mut at = 0;
    line.split(|byte| *byte == b'\t')
        .map(|cell| {
            let start = at;
            at += cell.len() + 1;
            start..start + cell.len()
        })
        .collect()
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Whether a column is a whole number.
pub(super) fn is_number(column: &[u8]) -> bool {
    !column.is_empty() && column.iter().all(u8::is_ascii_digit)
}

/// Whether a column is a date: `2026-02-08`.
pub(super) fn is_date(column: &[u8]) -> bool {
    matches!(column, [a, _, _, _, b'-', _, _, b'-', _, _] if a.is_ascii_digit())
        && column.iter().filter(|byte| byte.is_ascii_digit()).count() == 8
}

/// Whether a column begins with a time of day: `05:19:41`.
pub(super) fn is_time(column: &[u8]) -> bool {
    matches!(column, [a, b, b':', c, _, b':', d, _, ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()))
}

/// The status that a column holds: three digits and nothing else. `000` is none.
pub(super) fn status(line: &[u8], column: &Span) -> Option<Field<StatusCode>> {
    let digits: [u8; 3] = line.get(column.clone())?.try_into().ok()?;
    let value = StatusCode::from_digits(digits).filter(|code| code.0 >= 100)?;
    Some(Field { value, span: column.clone() })
}

/// The time that a column holds, in a unit: a number and nothing else, as whole microseconds. `-` and `-1` are none.
pub(super) fn time(line: &[u8], column: &Span, unit: Unit) -> Option<Field<Duration>> {
    let text = str::from_utf8(line.get(column.clone())?).ok()?;
    let number = decimal_at_start(text).filter(|number| number.len() == text.len())?;
    Some(Field { value: decimal(number, unit)?, span: column.clone() })
}

/// The time that a column holds in nanoseconds: a whole number, which can be above 2^53.
pub(super) fn nanoseconds(line: &[u8], column: &Span) -> Option<Field<Duration>> {
    let number = super::moment::number_u64(line.get(column.clone())?)?;
    Some(Field { value: Duration::from_micros(number / 1_000), span: column.clone() })
}

/// The time that a column holds with its unit: `30001ms`, `29.4s`, `10.00 seconds`, `1m2.5s`, `1.234567ms`, `850µs`.
pub(super) fn time_with_unit(line: &[u8], column: &Span) -> Option<Field<Duration>> {
    let text = str::from_utf8(line.get(column.clone())?).ok()?;
    let mut rest = text.trim();
    let mut sum = Duration::ZERO;
    while !rest.is_empty() {
        let number = decimal_at_start(rest)?;
        rest = rest[number.len()..].trim_start();
        let name = &rest[..rest.find(|letter: char| letter.is_ascii_digit() || letter == ' ').unwrap_or(rest.len())];
        rest = rest[name.len()..].trim_start();
        let part = match name {
            "ns" => Duration::from_micros(number.split('.').next()?.parse::<u64>().ok()? / 1_000),
            name => decimal(number, Unit::from_name(name)?)?,
        };
        sum = sum.checked_add(part)?;
    }
    (!text.trim().is_empty()).then(|| Field { value: sum, span: column.clone() })
}

fn decimal(number: &str, unit: Unit) -> Option<Duration> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    unit.times(whole, fraction)
}

/// The sum of the times that nginx lists of several upstreams, in seconds: `5.001, 5.002`, `1.0 : 0.2`; `-` among them are
/// those that were never asked. `None` where all are.
pub(super) fn sum_of_seconds(line: &[u8], column: &Span) -> Option<Field<Duration>> {
    let text = line.get(column.clone())?;
    let mut sum = None;
    for part in text.split(|byte| matches!(byte, b',' | b':')) {
        match part.trim_ascii() {
            b"-" => {}
            part => {
                let time = time(part, &(0..part.len()), Unit::Second)?;
                sum = Some(sum.unwrap_or(Duration::ZERO) + time.value);
            }
        }
    }
    Some(Field { value: sum?, span: column.clone() })
}

/// The last status that nginx lists of several upstreams: `502, 403`, `502 : 200`. Its span is that of its digits.
pub(super) fn last_status(line: &[u8], column: &Span) -> Option<Field<StatusCode>> {
    let text = line.get(column.clone())?;
    let at = text.iter().rposition(|byte| matches!(byte, b',' | b':' | b' ')).map_or(0, |at| at + 1);
    status(line, &(column.start + at..column.end))
}

/// A column, unless it is a word for none.
pub(super) fn filled(line: &[u8], column: Span) -> Option<Span> {
    (!matches!(line.get(column.clone())?, b"" | b"-" | b"\"-\"")).then_some(column)
}

/// The method, the path and the version in a request line: `GET /a?b HTTP/1.1`. The path is without its query, which may hold
/// secrets. `None` for what is no request line.
pub(super) fn path_of_request(line: &[u8], request: &Span) -> Option<Span> {
    let mut columns =
        line[..request.end].get(request.clone()).map(|_| Columns::from(&line[..request.end], request.start))?;
    let method = columns.bytes()?;
    if method.is_empty() || !method.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let target = columns.next()?;
    Some(without_query(line, target))
}

/// A path without its query.
pub(super) fn without_query(line: &[u8], target: Span) -> Span {
    let length = line[target.clone()].iter().position(|byte| *byte == b'?').unwrap_or(target.len());
    target.start..target.start + length
}

/// The host and the path of an address, which may begin with its scheme, each without the query. A path alone has no host.
pub(super) fn host_and_path(text: &[u8], address: Span) -> (Option<Span>, Span) {
    let address = without_query(text, address);
    let bytes = &text[address.clone()];
    let Some(begin) = find(bytes, b"://").map(|scheme| scheme + 3).filter(|_| bytes[0] != b'/') else {
        return (None, address);
    };
    let slash = bytes[begin..].iter().position(|byte| *byte == b'/').map_or(bytes.len(), |length| begin + length);
    let host = address.start + begin..address.start + slash;
    ((!host.is_empty()).then_some(host), address.start + slash..address.end)
}

/// Where the line ends in which a place is.
pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
}

/// A span without the blanks at both ends.
pub(super) fn trimmed(text: &[u8], span: Span) -> Span {
    let bytes = &text[span.clone()];
    let start = span.start + (bytes.len() - bytes.trim_ascii_start().len());
    start..start + bytes.trim_ascii().len()
}

/// Where a text first stands in another.
pub(super) fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(at) = text.get(from..)?.iter().position(|byte| *byte == first) {
        if text[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> (&[u8], Span) {
        (text.as_bytes(), 0..text.len())
    }

    #[test]
    fn a_status_is_three_digits_and_nothing_else() {
        for (text, code) in [("502", Some(502)), ("000", None), ("-1", None), ("5020", None), ("", None)] {
            let (line, span) = whole(text);
            assert_eq!(status(line, &span).map(|status| status.value.0), code, "{text}");
        }
    }

    #[test]
    fn quotes_and_brackets_hold_a_column_together() {
        let line = br#" a  [10/Oct/2000:13:55:36 -0700] "GET /\"x HTTP/1.1" "-""b" "cut"#;
        let columns: Vec<_> = Columns::from(line, 0).map(|span| str::from_utf8(&line[span]).unwrap()).collect();
        assert_eq!(columns, ["a", "10/Oct/2000:13:55:36 -0700", r#"GET /\"x HTTP/1.1"#, "-", "b", "cut"]);
    }

    #[test]
    fn a_cell_between_tabs_can_be_empty() {
        let of = |line: &str| cells(line.as_bytes()).into_iter().map(|span| line[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("a\t\"b c\t\t-"), ["a", "\"b c", "", "-"]);
        assert_eq!(of("a  \"b c\" -"), ["a", "b c", "-"]);
    }

    #[test]
    fn times_are_read_in_their_unit() {
        let micros = |field: Option<Field<Duration>>| field.map(|field| field.value.as_micros());
        for (text, unit, expected) in [
            ("0.104", Unit::Second, Some(104_000)),
            ("29009", Unit::Millisecond, Some(29_009_000)),
            ("1502003", Unit::Microsecond, Some(1_502_003)),
            ("-1", Unit::Second, None),
            ("-", Unit::Second, None),
            ("1.5.2", Unit::Second, None),
            ("12ms", Unit::Second, None),
        ] {
            let (line, span) = whole(text);
            assert_eq!(micros(time(line, &span, unit)), expected, "{text}");
        }
        for (text, expected) in [
            ("30001ms", Some(30_001_000)),
            ("29.4s", Some(29_400_000)),
            ("10.00 seconds", Some(10_000_000)),
            ("1m2.5s", Some(62_500_000)),
            ("850µs", Some(850)),
            ("15000ns", Some(15)),
            ("12", None),
            ("", None),
            ("x ms", None),
        ] {
            let (line, span) = whole(text);
            assert_eq!(micros(time_with_unit(line, &span)), expected, "{text}");
        }
        let (line, span) = whole("9007199254740993000");
        assert_eq!(micros(nanoseconds(line, &span)), Some(9_007_199_254_740_993));
    }

    #[test]
    fn lists_of_several_upstreams_are_summed() {
        for (text, expected) in
            [("5.001, 5.002", Some(10_003)), ("1.0 : 0.2", Some(1_200)), ("-, 2.000", Some(2_000)), ("-", None)]
        {
            let (line, span) = whole(text);
            assert_eq!(sum_of_seconds(line, &span).map(|field| field.value.as_millis()), expected, "{text}");
        }
        let (line, span) = whole("502, 403");
        let last = last_status(line, &span).unwrap();
        assert_eq!((last.value.0, last.span), (403, 5..8));
    }

    #[test]
    fn a_path_is_without_its_query() {
        let line = b"GET /a/b?token=1 HTTP/1.1";
        assert_eq!(path_of_request(line, &(0..line.len())).map(|span| &line[span]), Some(&b"/a/b"[..]));
        assert_eq!(path_of_request(b"-", &(0..1)), None);
        let (host, path) = host_and_path(b"https://a.example:443/b?c=http://d/", 0..35);
        assert_eq!((host, path), (Some(8..21), 21..23));
        assert_eq!(host_and_path(b"/b?c=http://d/", 0..14), (None, 0..2));
    }

    proptest! {
        #[test]
        fn any_line_has_columns_in_order(line in proptest::collection::vec(any::<u8>(), 0..80)) {
            let mut end = 0;
            for column in Columns::from(&line, 0) {
                prop_assert!(column.start >= end && column.end <= line.len());
                end = column.end;
                let _ = (status(&line, &column), time_with_unit(&line, &column), sum_of_seconds(&line, &column));
            }
        }
    }
}
