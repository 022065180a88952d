//! HTTP.sys's log, which IIS's machine keeps beside IIS's own: behind the addresses come version, method and path, in newer
//! versions the ids of the stream, then the status, the site, and the reason in a word.
//! Fields: <https://learn.microsoft.com/windows/win32/http/format-of-the-http-server-api-error-logs>, reasons
//! <https://learn.microsoft.com/windows/win32/http/types-of-errors-logged-by-the-http-server-api>.

use super::super::columns::{filled, is_number, status, without_query};
use super::super::format::{Format, Shape};
use super::super::record::{Record, Span, Writer};
use super::super::w3c;

pub(super) const FORMAT: Format = Format { name: "HTTP.sys error log", vendor: Some("iis"), shape: Shape::Line(read) };

/// The most ids of a stream between the path and the status.
const MOST_STREAM_IDS: usize = 2;

fn read(line: &[u8]) -> Option<Record> {
    let (moment, mut columns) = w3c::begin(line)?;
    let bytes = |span: &Span| line.get(span.clone()).unwrap_or_default();
    let is_none = |span: &Span| bytes(span) == b"-";
    for _ in 0..2 {
        let (address, port) = (columns.next()?, columns.next()?);
        let is_address = bytes(&address).iter().any(|byte| matches!(byte, b'.' | b':')) || is_none(&address);
        if !is_address || !(is_number(bytes(&port)) || is_none(&port)) {
            return None;
        }
    }
    let version = columns.next()?;
    if !bytes(&version).starts_with(b"HTTP/") && !is_none(&version) {
        return None;
    }
    let (_method, target) = (columns.next()?, columns.next()?);
    let rest: Vec<Span> = columns.take(MOST_STREAM_IDS + 3).collect();
    let (code, reason) = rest.windows(3).find_map(|three| {
        let [code, site, reason] = three else { return None };
        let is_code = status(line, code).is_some() || is_none(code);
        let is_site = is_number(bytes(site)) || is_none(site);
        (is_code && is_site && is_reason(bytes(reason))).then_some((code, reason))
    })?;
    let status = status(line, code);
    let route = filled(line, target).map(|target| without_query(line, target));
    Some(Record {
        moment,
        status_by: if status.is_some() { Writer::Own("iis") } else { Writer::Unknown },
        status,
        is_timeout: is_timeout(bytes(reason), route.is_some()),
        route,
        outcome: filled(line, reason.clone()),
        ..Record::default()
    })
}

/// `AppOffline`, `Timer_ConnectionIdle`, `Invalid_CR/LF`.
fn is_reason(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_uppercase)
        && word.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/'))
}

/// Whether the reason says that a time ran out. Nothing ran out for a request where none was sent: idle connections are closed.
fn is_timeout(reason: &[u8], has_request: bool) -> Option<bool> {
    match reason {
        reason if reason.starts_with(b"Timer_") => has_request.then_some(true),
        reason if reason.starts_with(b"Connection_") || reason.starts_with(b"Client_") || reason == b"N/A" => None,
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_stands_before_site_and_reason() {
        for line in [
            "2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 80 HTTP/1.1 GET / 503 3 AppOffline Pool",
            "2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 443 HTTP/3 GET / 101 - 503 4 QueueFull Pool QUIC",
        ] {
            let record = read(line.as_bytes()).unwrap();
            assert_eq!((record.status.unwrap().value.0, record.is_timeout), (503, Some(false)), "{line}");
        }
        for line in [
            "2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 80 x GET / 503 3 AppOffline Pool",
            "2024-01-01 00:00:00 192.0.2.1 GET / - 80 - 192.0.2.2 c 503 0 0 12",
            "2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 80 HTTP/1.1 GET / 503 3",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
