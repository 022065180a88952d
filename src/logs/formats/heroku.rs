//! Heroku's router: pairs of a key and a value. <https://devcenter.heroku.com/articles/http-routing#heroku-router-log-format>,
//! error codes <https://devcenter.heroku.com/articles/error-codes>.

use super::super::columns::{find, status, time_with_unit, without_query};
use super::super::format::{Format, Shape};
use super::super::pairs::Pairs;
use super::super::record::{Record, Times, Writer};

pub(super) const FORMAT: Format =
    Format { name: "Heroku router log", vendor: Some("heroku"), shape: Shape::Line(read) };

fn read(line: &[u8]) -> Option<Record> {
    let pairs = Pairs::from(line, find(line, b"at=")?);
    pairs.value("at")?;
    let (connect, service) = (pairs.value("connect"), pairs.value("service"));
    let outcome = pairs.value("code").filter(|code| is_code(&line[code.clone()]));
    // An error that left no request, such as R14, has neither; other programs log `at=` too.
    if outcome.is_none() && !(pairs.value("dyno").is_some() && service.is_some()) {
        return None;
    }
    let code = pairs.value("status").and_then(|span| status(line, &span));
    let time = |span: Option<std::ops::Range<usize>>| span.and_then(|span| time_with_unit(line, &span));
    let is_timeout =
        outcome.as_ref().map(|code| matches!(&line[code.clone()], b"H12" | b"H15" | b"H19" | b"H20" | b"H28"));
    // H27 is the client's doing: it left before the answer.
    let status_by = match outcome.as_ref().map(|code| &line[code.clone()]) {
        Some(b"H27") => Writer::Unknown,
        Some(_) => Writer::Own("heroku"),
        None => Writer::Upstream,
    };
    Some(Record {
        request_id: pairs.value("request_id"),
        host: pairs.value("host"),
        route: pairs.value("path").map(|path| without_query(line, path)),
        status: code,
        status_by,
        times: Times { total: time(service), connect: time(connect), ..Times::default() },
        is_timeout,
        outcome,
        message: pairs.value("desc"),
        ..Record::default()
    })
}

/// `H12`, `R14`, `L10`.
fn is_code(code: &[u8]) -> bool {
    matches!(code, [b'H' | b'R' | b'L', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_programs_that_log_pairs_are_no_router() {
        for line in ["at=info msg=\"sync done\" service=auth", "code=H12", "at=error code=E42 status=500", "at="] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
