//! HAProxy's HTTP and TCP logs, and formats of one's own that keep the timers, the status behind them, and the termination state.
//! Fields: <https://docs.haproxy.org/3.0/configuration.html#8.2.3>, states and timers in 8.4 and 8.5.

use super::super::columns::{Columns, host_and_path, is_number, path_of_request, status, time};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record, Span, Times, Writer};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "HAProxy log", vendor: Some("haproxy"), shape: Shape::Line(read) };

fn read(line: &[u8]) -> Option<Record> {
    read_usual(line).or_else(|| read_common(line))
}

/// `option httplog clf`: the Common Log Format, then port, milliseconds, frontend, backend and server in quotes, five timers and the
/// state. <https://docs.haproxy.org/3.0/configuration.html#8.2.3>
fn read_common(line: &[u8]) -> Option<Record> {
    const NAMES: usize = 3;
    // The brackets of the moment; those around a process's number touch its name.
    let bracket = line.windows(2).position(|pair| pair == b" [")? + 1;
    let mut columns = Columns::from(line, bracket);
    let moment = columns.next()?;
    let request = columns.next()?;
    let code = status(line, &columns.next()?);
    // Bytes, two cookies, port, milliseconds; then the names.
    let mut columns = columns.skip(5 + NAMES);
    let timers: Vec<_> = columns.by_ref().take(5).collect();
    let state = columns.next()?;
    let is_timer = |span: &Span| {
        line.get(span.clone()).is_some_and(|word| word == b"-1" || is_number(word.strip_prefix(b"+").unwrap_or(word)))
    };
    if timers.len() < 5 || !timers.iter().all(is_timer) || state.len() != 4 || !is_state(line, &state) {
        return None;
    }
    let part = |index: usize| time(line, timers.get(index)?, Unit::Millisecond);
    let word = line.get(state.clone())?;
    let (status_by, is_timeout) = meaning(word);
    let route = path_of_request(line, &request).map(|target| host_and_path(line, target).1);
    Some(Record {
        moment: Moment::read(line.get(moment.clone())?).map(|value| Field { value, span: moment }),
        route,
        status_by: if code.is_some() { status_by } else { Writer::Unknown },
        status: code,
        times: Times { total: part(4), pool_wait: part(1), connect: part(2), first_byte: part(3), ..Times::default() },
        is_timeout,
        outcome: (!word.starts_with(b"--")).then_some(state),
        ..Record::default()
    })
}

fn read_usual(line: &[u8]) -> Option<Record> {
    // A slash with other parts of timers on both sides is rare in other logs.
    let is_timer = |three: &[u8]| matches!(three, [a, b'/', b] if is_of_timers(*a) && is_of_timers(*b));
    line.windows(3).position(is_timer)?;
    let mut columns = Columns::from(line, 0);
    let (mut moment, mut before) = (None, 0..0);
    let (timers, code) = loop {
        let column = columns.next()?;
        let is_http = count_of_timers(line, &before) == 5 && is_code(line, &column);
        let is_tcp = || count_of_timers(line, &before) == 3 && is_number(without_plus(line, &column));
        if is_http || is_tcp() {
            let mut rest = columns.clone();
            // Bytes and cookies stand before the state of a request; behind that of a connection come counts of connections.
            let has_state = rest.by_ref().take(if is_http { 6 } else { 1 }).any(|column| is_state(line, &column));
            if has_state && (is_http || rest.next().is_some_and(|counts| count_of_timers(line, &counts) == 5)) {
                break (before, column);
            }
        }
        // When the request came.
        if line.get(column.start.wrapping_sub(1)) == Some(&b'[') {
            let read = || Some(Field { value: Moment::read(line.get(column.clone())?)?, span: column.clone() });
            moment = moment.or_else(read);
        }
        before = column;
    };
    let state = columns.find(|column| is_state(line, column))?;
    let parts: Vec<_> = split(line, timers).map(|part| time(line, &part, Unit::Millisecond)).collect();
    let part = |index: usize| parts.get(index).cloned().flatten();
    let is_http = parts.len() == 5;
    let status = status(line, &code).filter(|_| is_http);
    // Of an empty address only the version is left.
    let is_address = |target: &Span| line.get(target.clone()).is_some_and(|target| !target.starts_with(b"HTTP/"));
    let request = columns.find_map(|column| path_of_request(line, &column)).filter(is_address);
    let (host, route) = request.map(|target| host_and_path(line, target)).unzip();
    let word = line.get(state.clone())?;
    let (status_by, is_timeout) = meaning(word);
    Some(Record {
        moment,
        host: host.flatten(),
        route,
        status_by: if status.is_some() { status_by } else { Writer::Unknown },
        status,
        times: Times {
            total: parts.last().cloned().flatten(),
            pool_wait: part(usize::from(is_http)),
            connect: part(usize::from(is_http) + 1),
            first_byte: part(3),
            ..Times::default()
        },
        is_timeout,
        outcome: (!word.starts_with(b"--")).then_some(state),
        ..Record::default()
    })
}

/// Who made the status, and whether a time ran out: the first letter tells who ended the session (a small one: by a timeout),
/// the second in which phase. What was sent once the data flowed is the server's answer.
fn meaning(state: &[u8]) -> (Writer, Option<bool>) {
    let Some([cause, phase]) = state.first_chunk::<2>() else { return (Writer::Unknown, None) };
    let status_by = if *cause == b'-' || matches!(phase, b'D' | b'L' | b'T') && *cause != b'L' {
        Writer::Upstream
    } else if *cause == b'C' {
        // The client left before there was an answer.
        Writer::Unknown
    } else {
        Writer::Own("haproxy")
    };
    let is_timeout = match cause {
        b'c' | b's' => Some(true),
        b'-' | b'C' | b'k' => None,
        _ => Some(false),
    };
    (status_by, is_timeout)
}

const fn is_of_timers(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'+')
}

/// The parts of a column that slashes part, each without the plus of a log that is written early.
fn split(line: &[u8], column: Span) -> impl Iterator<Item = Span> {
    let mut at = column.start;
    line.get(column).unwrap_or_default().split(|byte| *byte == b'/').map(move |part| {
        let begin = at + usize::from(part.first() == Some(&b'+'));
        let end = at + part.len();
        at = end + 1;
        begin..end
    })
}

/// How many timers a column holds; none where it holds anything else.
fn count_of_timers(line: &[u8], column: &Span) -> usize {
    let is_part = |part: Span| {
        let part = line.get(part).unwrap_or_default();
        part == b"-1" || is_number(part)
    };
    if split(line, column.clone()).all(is_part) { split(line, column.clone()).count() } else { 0 }
}

/// A status, or -1 for "no answer at all".
fn is_code(line: &[u8], column: &Span) -> bool {
    status(line, column).is_some() || line.get(column.clone()) == Some(b"-1")
}

fn without_plus<'a>(line: &'a [u8], column: &Span) -> &'a [u8] {
    let word = line.get(column.clone()).unwrap_or_default();
    word.strip_prefix(b"+").unwrap_or(word)
}

/// Whether a column is a termination state: who, when, and two letters for cookies, which TCP has not.
fn is_state(line: &[u8], column: &Span) -> bool {
    const LETTERS: [&[u8]; 4] = [b"CSPLRIDUKcsk-", b"RQCHDLT-", b"NIDVEOU-", b"NIUPRD-"];
    let word = line.get(column.clone()).unwrap_or_default();
    matches!(word.len(), 2 | 4) && word.iter().zip(LETTERS).all(|(letter, known)| known.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Status, who made it, whether a time ran out, and the total in milliseconds.
    type Shown = (Option<u16>, Writer, Option<bool>, Option<u128>);

    fn shown(line: &str) -> Option<Shown> {
        let record = read(line.as_bytes())?;
        let total = record.times.total.map(|time| time.value.as_millis());
        Some((record.status.map(|status| status.value.0), record.status_by, record.is_timeout, total))
    }

    #[test]
    fn timers_status_and_state_are_read() {
        let own = Writer::Own("haproxy");
        for (line, expected) in [
            (
                "be/s1 1/0/0/-1/30001 504 194 - - sH-- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"",
                (Some(504), own, Some(true), Some(30_001)),
            ),
            ("a/b 0/0/0/5/+9 502 +1 - - ---- 1/1", (Some(502), Writer::Upstream, None, Some(9))),
            ("be/s1 1/0/0/-1/30001 -1 0 - - CR-- 1/1/0/0/0 0/0", (None, Writer::Unknown, None, Some(30_001))),
            (
                "be/s1 0/0/0/1000/11002 200 398 cL-- 2/1/0/0/0 0/0",
                (Some(200), Writer::Upstream, Some(true), Some(11_002)),
            ),
            ("fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0", (None, Writer::Unknown, None, Some(5_007))),
            ("fe fe/<NOSRV> 0/-1/-1/-1/0 503 212 - - SC-- 1/1/0/0/0 0/0", (Some(503), own, Some(false), Some(0))),
            ("1/1/0/0/0 0/0 1/0/0/-1/7 502 1 SHVN", (Some(502), own, Some(false), Some(7))),
        ] {
            assert_eq!(shown(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn dates_and_lines_without_a_state_are_none() {
        for line in [
            "12/31/2024 1/2/3/4/5 502 nothing else",
            "12/31/2024 12 -- 3",
            "1/2/3/4/5 502",
            "1/2/3 4",
            "0/-1/x/-1/0 503 2 SC--",
        ] {
            assert_eq!(shown(line), None, "{line}");
        }
    }
}
