//! uWSGI's log of requests, and what it writes when harakiri ends a worker.
//! Fields: <https://uwsgi-docs.readthedocs.io/en/latest/LogFormat.html>, harakiri:
//! <https://uwsgi-docs.readthedocs.io/en/latest/Options.html#harakiri>.

use super::super::columns::{Columns, find, status, time, without_query};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record, Span, Times, Writer};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "uWSGI log", vendor: Some(VENDOR), shape: Shape::Line(read) };

pub(super) const HARAKIRI: Format =
    Format { name: "uWSGI harakiri", vendor: Some(VENDOR), shape: Shape::Lines(read_harakiri) };

const VENDOR: &str = "uwsgi";

fn read(line: &[u8]) -> Option<Record> {
    let arrow = find(line, b" => generated ")?;
    let begin = find(line.get(..arrow)?, b"[pid: ")?;
    let brace = begin + find(&line[begin..arrow], b"} [")?;
    let moment = Columns::from(line, brace + 2).next().filter(|span| span.end < arrow)?;
    let request = moment.end + 1..arrow;
    let path = Columns::from(&line[..arrow], request.start).nth(1);
    // `generated 5 bytes in 1002 msecs (HTTP/1.1 200)`.
    let mut columns = Columns::from(line, arrow).skip(5);
    let (number, unit) = (columns.next()?, columns.next()?);
    let unit = if line[unit].starts_with(b"micros") { Unit::Microsecond } else { Unit::Millisecond };
    let version = arrow + find(&line[arrow..], b"(HTTP/")?;
    let code =
        Columns::from(line, version).nth(1).map(|span| span.start..span.end.saturating_sub(1).max(span.start))?;
    let code = status(line, &code)?;
    // Without an application there was nobody else to answer.
    let is_own = code.value.is_server_error() && find(&line[begin..brace], b"|app: -1|").is_some();
    Some(Record {
        moment: Moment::read(&line[moment.clone()]).map(|value| Field { value, span: moment }),
        route: path.map(|path| without_query(line, path)),
        status: Some(code),
        status_by: if is_own { Writer::Own(VENDOR) } else { Writer::Unknown },
        times: Times { total: time(line, &number, unit), ..Times::default() },
        ..Record::default()
    })
}

/// A worker that harakiri ends, and the lines below that say what it was doing: one record, however often it was tried.
fn read_harakiri(text: &[u8]) -> Option<(Record, usize)> {
    const WORD: &[u8] = b"HARAKIRI";
    const FIRST: &[u8] = b"*** HARAKIRI ON WORKER ";
    const MOST_LINES: usize = 200;
    let line =
        |at: usize| at..text[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |length| at + length);
    let first = line(0);
    let stars = find(&text[..first.end], FIRST)?;
    let ids = stars + find(&text[stars..first.end], b"(pid: ")?;
    let length = text[ids..first.end].iter().position(|byte| *byte == b')');
    let words = stars + 4..length.map_or(first.end, |length| ids + length + 1);
    let end_of_date = text[..stars].trim_ascii_end().strip_suffix(b" -").map_or(0, <[u8]>::len);
    /// `Wed Nov 25 22:40:56 2026`
    const DATE: usize = 24;
    let date: Span = end_of_date.saturating_sub(DATE)..end_of_date;
    let moment = Moment::read(&text[date.clone()]).map(|value| Field { value, span: date });
    let mut route = None;
    let mut end = first.end;
    for _ in 0..MOST_LINES {
        let next = line((end + 1).min(text.len()));
        if find(&text[next.clone()], WORD).is_none() {
            break;
        }
        // `HARAKIRI [core 0] 127.0.0.1 - GET /report since 1795646454`
        if let Some(core) = find(&text[next.clone()], b"HARAKIRI [core ").filter(|_| route.is_none()) {
            route = Columns::from(&text[..next.end], next.start + core)
                .skip(4)
                .find(|span| text[span.clone()].starts_with(b"/"))
                .map(|path| without_query(text, path));
        }
        end = next.end;
    }
    let record = Record {
        moment,
        route,
        is_timeout: Some(true),
        outcome: Some(words.start..words.start + WORD.len()),
        message: Some(words),
        ..Record::default()
    };
    Some((record, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_bare_requests_are_read() {
        let line = "[pid: 9|app: -1|req: -1/2] 127.0.0.1 () {5 vars in 6 bytes} [Fri May 31 08:27:25 2019] GET /a?b => generated 21 bytes in 1502 micros (HTTP/1.1 500) 2 headers in 83 bytes";
        let record = read(line.as_bytes()).unwrap();
        assert_eq!(record.status_by, Writer::Own("uwsgi"));
        assert_eq!(record.times.total.unwrap().value.as_micros(), 1_502);
        assert_eq!(&line[record.route.unwrap()], "/a");
        for cut in [line.len() - 30, 95, 60, 20] {
            assert_eq!(read(&line.as_bytes()[..cut]), None);
        }
    }

    #[test]
    fn tries_of_one_worker_are_one_record() {
        let text = "*** HARAKIRI ON WORKER 6 (pid: 4, try: 1) ***\n*** HARAKIRI ON WORKER 6 (pid: 4, try: 2) ***\nHARAKIRI [core 0] 192.0.2.1 - GET /a since 1\nDAMN !";
        let (record, length) = read_harakiri(text.as_bytes()).unwrap();
        assert_eq!(&text[length..], "\nDAMN !");
        assert_eq!(&text[record.route.unwrap()], "/a");
        assert_eq!(read_harakiri(b"setting HARAKIRI to 30"), None);
        assert_eq!(read_harakiri(b"*** HARAKIRI ON WORKER "), None);
    }
}
