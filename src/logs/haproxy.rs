//! HAProxy's HTTP log. Fields: <https://docs.haproxy.org/3.0/configuration.html#8.2.3>.

use super::columns::{columns, elapsed, status};
use super::record::{Format, Record, Writer};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "HAProxy", read };

fn read(line: &str) -> Option<Record> {
    const SLASHES: usize = 4;
    // The second of the slashes has others of these on both sides.
    let is_of_timers = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'+');
    let is_between = |at: usize| {
        line.as_bytes()[..at].last().is_some_and(is_of_timers) && line.as_bytes().get(at + 1).is_some_and(is_of_timers)
    };
    if !line.match_indices('/').any(|(at, _)| is_between(at)) {
        return None;
    }
    let mut columns = columns(line).skip_while(|(_, column)| {
        column.bytes().filter(|byte| *byte == b'/').count() != SLASHES || !column.as_bytes().iter().all(is_of_timers)
    });
    let (offset, timers) = columns.next()?;
    let code = columns.next()?;
    let is_flags = |column: &str| {
        column.len() == 4
            && column.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
            && column.contains("--")
    };
    let (_, flags) = columns.find(|(_, column)| is_flags(column))?;
    // HAProxy has -1 for "no response at all".
    let status = status(code)?;
    // The flags are `----` where nothing went wrong in HAProxy itself.
    let status_by = if flags.starts_with("--") { Writer::Upstream } else { Writer::Proxy("haproxy") };
    // The last timer is of the whole; with a plus if it was logged early.
    let whole = timers.rfind(['/', '+']).map(|at| (offset + at + 1, &timers[at + 1..]));
    Some(Record {
        status: Some(status),
        status_by,
        elapsed: whole.and_then(|column| elapsed(column, Unit::Millisecond)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status_code::StatusCode;

    #[test]
    fn timers_status_and_flags_are_read() {
        for (line, code, by, time) in [
            (
                "... www be/s1 1/0/0/-1/30001 504 194 - - sH-- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"",
                504,
                Writer::Proxy("haproxy"),
                30_001,
            ),
            ("a/b 0/0/0/5/+9 502 1 - - ---- 1/1", 502, Writer::Upstream, 9),
        ] {
            let record = read(line).unwrap();
            assert_eq!((record.status.unwrap().value, record.status_by), (StatusCode(code), by), "{line}");
            let elapsed = record.elapsed.unwrap();
            assert_eq!((elapsed.value.as_millis(), &line[elapsed.span]), (time, time.to_string().as_str()), "{line}");
        }
    }

    #[test]
    fn dates_and_lines_without_flags_are_none() {
        assert_eq!(read("be/s1 1/0/0/-1/30001 -1 0 - - CR-- 1/1/0/0/0 0/0"), None, "no response at all");
        assert_eq!(read("12/31/2024 1/2/3/4/5 502 nothing else"), None);
    }
}
