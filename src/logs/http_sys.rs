//! HTTP.sys's log, which IIS's machine keeps beside IIS's own: behind the address come, in newer versions, the ids of the
//! stream, then the status, the site, and the reason in words.
//! Fields: <https://learn.microsoft.com/windows/win32/http/format-of-the-http-server-api-error-logs>.

use super::columns::{columns, is_date, is_time, status};
use super::record::{Format, Record, Writer};

pub(super) const FORMAT: Format = Format { name: "HTTP.sys", read };

fn read(line: &str) -> Option<Record> {
    const MOST_STREAM_IDS: usize = 2;
    /// Up to the second port, then ids, status, site and reason.
    const MOST_COLUMNS: usize = 9 + MOST_STREAM_IDS + 3;
    let is_year =
        |at: usize| line.as_bytes()[..at].last_chunk::<4>().is_some_and(|year| year.iter().all(u8::is_ascii_digit));
    if !line.match_indices('-').any(|(at, _)| is_year(at)) {
        return None;
    }
    let fields: Vec<_> = columns(line).skip_while(|(_, column)| !is_date(column)).take(MOST_COLUMNS).collect();
    let [_, (_, time), _, _, _, _, (_, version), _, _, rest @ ..] = fields.as_slice() else { return None };
    if !is_time(time) || !version.starts_with("HTTP/") {
        return None;
    }
    let status = rest.windows(3).take(MOST_STREAM_IDS + 1).find_map(|fields| {
        let [code, (_, site), (_, reason)] = fields else { return None };
        let is_site = site.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let is_reason = reason.starts_with(|first: char| first.is_ascii_alphabetic());
        status(*code).filter(|_| is_site && is_reason)
    })?;
    Some(Record { status: Some(status), status_by: Writer::Unknown, elapsed: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status_code::StatusCode;

    #[test]
    fn the_status_stands_before_site_and_reason() {
        for line in [
            "2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 80 HTTP/1.1 GET / 503 3 AppOffline Pool",
            "2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 443 HTTP/3 GET / 101 - 503 4 QueueFull Pool QUIC",
        ] {
            assert_eq!(read(line).unwrap().status.unwrap().value, StatusCode(503), "{line}");
        }
        assert_eq!(read("2024-01-01 00:00:00 192.0.2.1 1 192.0.2.2 80 - GET / 503 3 AppOffline Pool"), None);
    }
}
