//! gunicorn's error log, as far as a request failed in it.
//! Settings: <https://docs.gunicorn.org/en/stable/settings.html#errorlog>, timeout:
//! <https://docs.gunicorn.org/en/stable/settings.html#timeout>.

use super::super::columns::{Columns, find, without_query};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record};

pub(super) const FORMAT: Format =
    Format { name: "gunicorn error log", vendor: Some("gunicorn"), shape: Shape::Line(read) };

const TIMEOUT: &[u8] = b"WORKER TIMEOUT";
const FAILED: &[u8] = b"Error handling request ";

fn read(line: &[u8]) -> Option<Record> {
    let (begin, word) = match find(line, TIMEOUT) {
        Some(at) if line[at + TIMEOUT.len()..].starts_with(b" (pid:") => (at, TIMEOUT),
        _ => (find(line, FAILED)?, FAILED.trim_ascii_end()),
    };
    // The level stands before; in the oldest versions the logger's name too.
    if !line[..begin].ends_with(b"] ") && !line[..begin].ends_with(b" gunicorn.error: ") {
        return None;
    }
    let mut route = None;
    if word != TIMEOUT {
        // The method stands before the path since version 23.
        let mut columns = Columns::from(line, begin + FAILED.len());
        let path = columns.find(|span| line[span.clone()].starts_with(b"/"))?;
        route = Some(without_query(line, path));
    }
    // `[2026-11-25 22:40:46 +0000] [3435] [CRITICAL] `, once without brackets around the time.
    let is_date = |part: &[u8]| matches!(part, [a, _, _, _, b'-', _, _, b'-', ..] if a.is_ascii_digit());
    let date = line[..begin].windows(10).position(is_date);
    let moment = date.and_then(|at| {
        let length = line[at..begin].iter().position(|byte| matches!(byte, b'[' | b']'))?;
        Some(Field { value: Moment::read(&line[at..at + length])?, span: at..at + length.max(1) })
    });
    Some(Record {
        moment,
        route,
        is_timeout: (word == TIMEOUT).then_some(true),
        outcome: Some(begin..begin + word.len()),
        message: Some(begin..line.len()),
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_forms_are_read() {
        for (line, has_moment, route) in [
            ("[2026-11-25 22:40:46 +0000] [3435] [CRITICAL] WORKER TIMEOUT (pid:3532)", true, None),
            ("2015-11-12 17:23:50 [17027] [CRITICAL] WORKER TIMEOUT (pid:17033)", true, None),
            ("[ERROR] gunicorn.error: WORKER TIMEOUT (pid:8123)", false, None),
            ("[2026-11-25 22:40:46 +0000] [3532] [ERROR] Error handling request GET /report?a", true, Some("/report")),
            ("[2026-11-25 22:40:46 +0000] [3532] [ERROR] Error handling request /report", true, Some("/report")),
        ] {
            let record = read(line.as_bytes()).unwrap();
            assert_eq!(record.moment.is_some(), has_moment, "{line}");
            assert_eq!(record.route.map(|span| &line[span]), route, "{line}");
        }
        for line in [
            "[2026-11-25 22:40:46 +0000] [3532] [ERROR] Error handling request (no URI read)",
            "what does WORKER TIMEOUT (pid:3) mean",
            "[INFO] Worker exiting (pid: 9)",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
