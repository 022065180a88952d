//! The shape that most access logs share: `host ident user [time] "request" status bytes …`. Apache's Common Log Format, which
//! nginx, Traefik, gunicorn and many others write, each with columns of its own behind.
//! <https://httpd.apache.org/docs/2.4/logs.html#accesslog>

use super::columns::{Columns, is_number, path_of_request, status};
use super::moment::Moment;
use super::record::{Field, Record, Span};

/// What a line of that shape begins with.
#[derive(Debug)]
pub(super) struct CommonLog<'a> {
    pub(super) record: Record,
    /// The bytes that the client was sent.
    pub(super) bytes: &'a [u8],
    /// The columns behind these.
    pub(super) columns: Columns<'a>,
}

/// Reads a line of that shape up to the bytes sent.
pub(super) fn read(line: &[u8]) -> Option<CommonLog<'_>> {
    let is_time = |part: &[u8]| matches!(part, [b'[', _, _, b'/', _, _, _, b'/', _, _, _, _, b':' | b' ']);
    let begin = line.windows(13).position(is_time)?;
    let mut columns = Columns::from(line, begin);
    let moment = columns.next()?;
    // Some write the status before the request.
    let (mut request, mut code) = (columns.next()?, columns.next()?);
    if line.get(code.start - 1) == Some(&b'"') {
        (request, code) = (code, request);
    }
    if line.get(request.start - 1) != Some(&b'"') || line.get(code.start - 1) == Some(&b'"') {
        return None;
    }
    let status = status(line, &code);
    // 000: the connection was closed before there was a status.
    if status.is_none() && line.get(code)? != b"000" {
        return None;
    }
    let bytes = columns.bytes().unwrap_or(b"-");
    if !is_number(bytes) && bytes != b"-" {
        return None;
    }
    let record = Record {
        moment: Moment::read(&line[moment.clone()]).map(|value| Field { value, span: moment }),
        host: host(line, begin),
        route: path_of_request(line, &request),
        status,
        ..Record::default()
    };
    Some(CommonLog { record, bytes, columns })
}

/// The name of the site, which many put before the client's address: `shop.example.com:443 192.0.2.1 - - [`.
fn host(line: &[u8], end: usize) -> Option<Span> {
    let mut columns = Columns::from(&line[..end], 0);
    let (site, client) = (columns.next()?, columns.next()?);
    let is_address = line[client].iter().any(|byte| matches!(byte, b'.' | b':'));
    let name = line[site.clone()].split(|byte| *byte == b':').next()?;
    let is_site = is_address && name.contains(&b'.') && columns.count() == 2;
    is_site.then(|| site.start..site.start + name.len())
}

/// Where what stands behind the quoted columns begins: referrer, agent, forwarded addresses.
pub(super) fn behind_quoted<'a>(line: &[u8], mut columns: Columns<'a>) -> Columns<'a> {
    loop {
        let here = columns.clone();
        match columns.next() {
            Some(span) if line.get(span.start.wrapping_sub(1)) == Some(&b'"') => {}
            _ => return here,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_before_the_client_is_the_host() {
        for (before, host) in [
            ("shop.example.com:443 192.0.2.1 - -", Some("shop.example.com")),
            ("192.0.2.1 - two words", None),
            ("192.0.2.1 - -", None),
            ("-", None),
        ] {
            let line = format!("{before} [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 502 1");
            let record = read(line.as_bytes()).unwrap().record;
            assert_eq!(record.host.map(|span| &line[span]), host, "{before}");
        }
    }

    #[test]
    fn the_status_can_stand_before_the_request() {
        let line = b"192.0.2.1 - - [12/Nov/2024:07:17:27 +0000]  499 \"GET /a?b HTTP/1.1\" 0 \"-\"";
        let record = read(line).unwrap().record;
        assert_eq!((record.status.unwrap().value.0, &line[record.route.unwrap()]), (499, &b"/a"[..]));
    }

    #[test]
    fn without_time_request_or_status_it_is_none() {
        for line in [
            "a - - [10/Oct/2000:13:55:36 -0700] GET 502 1",
            "a - - [2000-10-10T13:55:36Z] \"GET / HTTP/1.1\" 502 1",
            "a - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" %!d(<nil>) %!d(<nil>) -",
            "a - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 502 UF",
            "a - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1",
            "a - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" \"502\" 1",
            "[10/Oct/2000:13:55:36",
        ] {
            assert!(read(line.as_bytes()).is_none(), "{line}");
        }
    }
}
