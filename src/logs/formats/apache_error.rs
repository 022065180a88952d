//! Apache httpd's error log, as far as a proxied or a CGI request failed. The codes stand in
//! <https://httpd.apache.org/docs/2.4/logs.html#errorlog> by their form only.

use super::super::cause;
use super::super::columns::{Columns, find, without_query};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record, Span};

pub(super) const FORMAT: Format =
    Format { name: "Apache error log", vendor: Some("apache-httpd"), shape: Shape::Line(read) };

const MODULES: &[&[u8]] = &[b"proxy", b"cgi", b"fcgid", b"wsgi", b"core:alert"];

/// Too many internal redirects.
const LOOP: &[u8] = b"AH00124";

/// What the script wrote, and a script that is not there.
const OTHERS: &[&[u8]] = &[b"AH01215", b"AH01071", b"not found"];

fn read(line: &[u8]) -> Option<Record> {
    if line.first() != Some(&b'[') {
        return None;
    }
    let mut columns = Columns::from(line, 0);
    let (moment, level) = (columns.next()?, columns.next()?);
    let client = find(line, b"[client ")?;
    let mut begin = columns.offset();
    // The ids of process and thread, and the client where it stands first.
    while let Some(column) = columns.next()
        && line.get(column.start - 1) == Some(&b'[')
        && column.start <= client + 1
    {
        begin = columns.offset();
    }
    begin += line[begin..].iter().position(|byte| *byte != b' ')?;
    let end = find(line, b", referer: ").unwrap_or(line.len()).max(begin);
    let words = &line[begin..end];
    let level = &line[level];
    let is_error = [&b"error"[..], b"crit", b"alert", b"emerg"].iter().any(|word| level.ends_with(word));
    let is_subject = MODULES.iter().any(|module| level.starts_with(module))
        || find(words, b"proxy: ").is_some()
        || find(words, LOOP).is_some();
    if !is_error || !is_subject || OTHERS.iter().any(|other| find(words, other).is_some()) {
        return None;
    }
    // A path can hold any word.
    let path = find(words, b" returned by ").map(|at| begin + at);
    Some(Record {
        moment: Some(Field { value: Moment::read(&line[moment.clone()])?, span: moment }),
        route: path.and_then(|at| Some(without_query(line, Columns::from(&line[..end], at).nth(2)?))),
        is_timeout: cause::is_timeout(&line[begin..path.unwrap_or(end)]),
        outcome: code(line, begin..end),
        message: Some(begin..end),
        ..Record::default()
    })
}

/// `AH01102`.
fn code(line: &[u8], words: Span) -> Option<Span> {
    let is_code =
        |part: &[u8]| matches!(part, [b'A', b'H', digits @ .., b':'] if digits.iter().all(u8::is_ascii_digit));
    let at = words.start + line[words].windows(8).position(is_code)?;
    Some(at..at + 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_stands_behind_ids_and_client() {
        for (line, message, is_timeout) in [
            (
                "[Wed Oct 11 14:32:52.1 2000] [proxy_http:error] [pid 1:tid 2] (70007)The timeout specified has expired: [client 192.0.2.1:9] AH01102: error reading status line from remote server a:80, referer: http://a/",
                "(70007)The timeout specified has expired: [client 192.0.2.1:9] AH01102: error reading status line from remote server a:80",
                Some(true),
            ),
            (
                "[Wed Oct 11 14:32:52.1 2000] [proxy:error] [pid 1] [client ::1:9] AH00898: Error reading from remote server returned by /timed out",
                "AH00898: Error reading from remote server returned by /timed out",
                None,
            ),
            (
                "[Wed Oct 11 14:32:52 2000] [error] [client 192.0.2.1] proxy: Error reading from remote server returned by /a",
                "proxy: Error reading from remote server returned by /a",
                None,
            ),
        ] {
            let record = read(line.as_bytes()).unwrap();
            assert_eq!(&line[record.message.unwrap()], message);
            assert_eq!(record.is_timeout, is_timeout, "{line}");
        }
    }

    #[test]
    fn other_modules_levels_and_cut_lines_are_none() {
        for line in [
            "[Wed Oct 11 14:32:52.1 2000] [authz_core:error] [pid 1] [client 192.0.2.1:9] AH01630: client denied",
            "[Wed Oct 11 14:32:52.1 2000] [proxy:warn] [pid 1] [client 192.0.2.1:9] AH00898: x",
            "[Wed Oct 11 14:32:52.1 2000] [proxy:error] [pid 1] (111)Connection refused: AH00957: x",
            "[Wed Oct 11 14:32:52.1 2000] [proxy:error] [client ",
            "[client [client [client",
            "[",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
