//! IIS's W3C log: its last fields are status, substatus, Win32 status and, mostly, the time taken.
//! Fields: <https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging>.

use std::ops::RangeInclusive;

use super::columns::{behind_date_and_time, columns, columns_from, elapsed, is_number, status};
use super::record::{Format, Record, Writer};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "IIS", read };

/// Status, substatus, Win32 status; then bytes and the time taken, as far as they are logged.
const NUMBERS: RangeInclusive<usize> = 3..=6;

fn read(line: &str) -> Option<Record> {
    // Date, time, and six more columns.
    behind_date_and_time(line)?.nth(5)?;
    let numbers = || columns(line).rev().take_while(is_number).take(NUMBERS.end() + 1);
    let code = numbers().last().filter(|_| NUMBERS.contains(&numbers().count()))?;
    let status = status(code)?;
    let time = columns_from(line, code.0).skip(3).last();
    Some(Record {
        status: Some(status),
        status_by: Writer::Unknown,
        elapsed: time.and_then(|time| elapsed(time, Unit::Millisecond)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status_code::StatusCode;

    #[test]
    fn the_numbers_at_the_end_are_status_and_time() {
        let line = "2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3 64 328";
        let record = read(line).unwrap();
        assert_eq!(record.status.unwrap().value, StatusCode(502));
        let elapsed = record.elapsed.unwrap();
        assert_eq!((elapsed.value.as_millis(), &line[elapsed.span]), (328, "328"));
    }

    #[test]
    fn a_time_that_is_not_logged_is_absent() {
        assert_eq!(read("2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3 64").unwrap().elapsed, None);
        assert_eq!(read("2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3"), None);
        assert_eq!(read("2026-02-08 05:19:41 502 3 64"), None);
    }
}
