//! Access logs in the common and the combined format, which nginx, Apache, gunicorn and many others write alike.
//! Fields: <https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats>,
//! <https://nginx.org/en/docs/http/ngx_http_log_module.html>.

use std::time::Duration;

use super::super::columns::{Columns, is_number, time, time_with_unit};
use super::super::common_log::{self, CommonLog, behind_quoted};
use super::super::format::{Format, Shape};
use super::super::pairs::Pairs;
use super::super::record::{Field, Record, Span};
use crate::duration::Unit;

pub(super) const FORMAT: Format =
    Format { name: "Common or combined access log", vendor: None, shape: Shape::Line(read) };

fn read(line: &[u8]) -> Option<Record> {
    let CommonLog { mut record, columns, .. } = common_log::read(line)?;
    let pairs = Pairs::from(line, behind_quoted(line, columns.clone()).offset());
    record.times.total = pairs.any(&["request_time", "rt"]).and_then(|span| time(line, &span, Unit::Second));
    if record.times.total.is_none() {
        trailing(line, columns, &mut record);
    }
    Some(record)
}

/// The times at the end that have no names. Seconds with three decimals are nginx's `$request_time`, with
/// `$upstream_response_time` beside it; a whole number right behind the agent is Apache's `%D`.
fn trailing(line: &[u8], columns: Columns<'_>, record: &mut Record) {
    /// Below that it could be `%T`, which is in seconds.
    const FEWEST_DIGITS: usize = 4;
    /// Referrer, agent, and the number.
    const WITH_AGENT: usize = 3;
    let (mut count, mut last) = (0, 0..0);
    // The times at the end: the first, the longest, and how many there are.
    let mut run: Option<(Field<Duration>, Field<Duration>, usize)> = None;
    for column in columns {
        count += 1;
        run = match (seconds(line, &column), run) {
            (Some(time), Some((first, longest, length))) => {
                let longest = if time.value > longest.value { time } else { longest };
                Some((first, longest, length + 1))
            }
            (Some(time), None) => Some((time.clone(), time, 1)),
            (None, run) => run.filter(|_| line[column.clone()] == *b"-"),
        };
        last = column;
    }
    let times = &mut record.times;
    if let Some((first, longest, length)) = run {
        let second = seconds(line, &last).filter(|_| length == 2);
        // The other order is as common, and what took longer is the whole; but the two clocks are not read at once.
        let is_swapped = longest.value > first.value + JITTER;
        (times.total, times.processing) = match second {
            Some(_) if is_swapped => (Some(longest), Some(first)),
            Some(second) => (Some(first), Some(second)),
            None if is_swapped => (Some(longest), None),
            None => (Some(first), None),
        };
        return;
    }
    let number = &line[last.clone()];
    times.total = if is_number(number) {
        let is_micros = count == WITH_AGENT && number.len() >= FEWEST_DIGITS;
        is_micros.then(|| time(line, &last, Unit::Microsecond)).flatten()
    } else {
        seconds_and_microseconds(line, &last).or_else(|| time_with_unit(line, &last))
    };
}

/// nginx reads the two clocks one after the other.
const JITTER: Duration = Duration::from_millis(2);

/// Seconds with three or six decimals.
fn seconds(line: &[u8], column: &Span) -> Option<Field<Duration>> {
    let text = line.get(column.clone())?;
    let point = text.iter().position(|byte| *byte == b'.')?;
    matches!(text.len() - point, 4 | 7).then(|| time(line, column, Unit::Second))?
}

/// Apache's `%T/%D`: `2/2001798`.
fn seconds_and_microseconds(line: &[u8], column: &Span) -> Option<Field<Duration>> {
    let slash = line.get(column.clone())?.iter().position(|byte| *byte == b'/')?;
    let whole = time(line, &(column.start..column.start + slash), Unit::Second)?;
    let exact = time(line, &(column.start + slash + 1..column.end), Unit::Microsecond)?;
    (exact.value.as_secs() == whole.value.as_secs()).then_some(exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(rest: &str) -> (Option<u128>, Option<u128>) {
        let line = format!("192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.1\" 502 1{rest}");
        let times = read(line.as_bytes()).unwrap().times;
        let micros = |field: Option<Field<Duration>>| field.map(|field| field.value.as_micros());
        (micros(times.total), micros(times.processing))
    }

    #[test]
    fn times_at_the_end_are_read_where_their_unit_is_sure() {
        for (rest, total, processing) in [
            (" \"-\" \"a\" 2.003 2.002", Some(2_003_000), Some(2_002_000)),
            (" \"-\" \"a\" 2.002 2.003", Some(2_002_000), Some(2_003_000)),
            (" \"-\" \"a\" 0.004 2.003", Some(2_003_000), Some(4_000)),
            (" \"-\" \"a\" \"2.003\" \"-\"", Some(2_003_000), None),
            (" \"-\" \"a\" \"0.178\" \"0.001\" \"0.170\" \"0.177\"", Some(178_000), None),
            (" \"-\" \"a\" \"192.0.2.9\" 0.104", Some(104_000), None),
            (" \"-\" \"a\" rt=0.104", Some(104_000), None),
            (" \"-\" \"a\" 2001798", Some(2_001_798), None),
            (" \"-\" \"a\" 2/2001798", Some(2_001_798), None),
            (" \"-\" \"a\" 3/2001798", None, None),
            (" \"-\" \"a\" 30", None, None),
            (" \"-\" \"a\" 812 2144", None, None),
            (" \"-\" \"a\" 30001ms", Some(30_001_000), None),
            (" \"-\" \"a\" 1.86", None, None),
            (" \"-\" \"a\"", None, None),
            (" 2001798", None, None),
            ("", None, None),
        ] {
            assert_eq!(times(rest), (total, processing), "{rest}");
        }
    }
}
