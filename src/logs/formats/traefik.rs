//! Traefik's access log, in its common format and as JSON, whose times are in nanoseconds.
//! Fields: <https://doc.traefik.io/traefik/observability/access-logs>.

use super::super::columns::{is_number, nanoseconds, status, time_with_unit, without_query};
use super::super::common_log::{self, CommonLog};
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::moment::Moment;
use super::super::record::{Field, Record, Times, Writer};

pub(super) const TEXT: Format = Format { name: "Traefik access log", vendor: Some(VENDOR), shape: Shape::Line(read) };

pub(super) const JSON: Format =
    Format { name: "Traefik access log", vendor: Some(VENDOR), shape: Shape::Object(read_object) };

const VENDOR: &str = "traefik";

fn read(line: &[u8]) -> Option<Record> {
    let CommonLog { mut record, columns, .. } = common_log::read(line)?;
    // Referrer and agent; then the count of requests, router, server and time.
    let mut columns = columns.skip(2);
    let (count, _router, server) = (&line[columns.next()?], columns.next()?, &line[columns.next()?]);
    let whole = columns.next()?;
    let is_server = server == b"-" || server.windows(3).any(|part| part == b"://");
    if !is_number(count) || !is_server || !line[whole.clone()].ends_with(b"ms") || columns.next().is_some() {
        return None;
    }
    record.times.total = Some(time_with_unit(line, &whole)?);
    record.status_by = status_by(record.status.as_ref().map_or(0, |code| code.value.0), server != b"-");
    Some(record)
}

fn read_object(object: Object<'_>) -> Option<Record> {
    let text = object.text;
    if !object.has(&["DownstreamStatus", "Duration"]) && !object.has(&["RouterName", "RequestPath"]) {
        return None;
    }
    let code = |key: &str| object.value(key).and_then(|span| status(text, &span));
    let time = |key: &str| object.value(key).and_then(|span| nanoseconds(text, &span));
    let (answered, upstream_status) = (code("DownstreamStatus"), code("OriginStatus"));
    let asked = match object.bytes("OriginStatus") {
        // Nobody was asked, unless the connection ended before there was any status.
        Some(b"0") => {
            answered.as_ref().filter(|_| matches!(object.bytes("OriginDuration"), None | Some(b"0"))).map(|_| false)
        }
        origin => origin.map(|_| true),
    };
    let number = answered.as_ref().map_or(0, |code| code.value.0);
    Some(Record {
        moment: object
            .any(&["time", "StartUTC"])
            .and_then(|span| Some(Field { value: Moment::read(&text[span.clone()])?, span })),
        host: object.any(&["RequestHost", "RequestAddr"]),
        route: object.value("RequestPath").map(|path| without_query(text, path)),
        status: answered,
        status_by: asked.map_or(Writer::Unknown, |asked| status_by(number, asked)),
        upstream_status,
        times: Times {
            total: time("Duration"),
            processing: time("OriginDuration").filter(|_| asked != Some(false)),
            ..Times::default()
        },
        ..Record::default()
    })
}

/// Traefik writes the 499, 500, 502 and 504 of its own proxy as the server's.
const fn status_by(code: u16, was_asked: bool) -> Writer {
    match code {
        0 => Writer::Unknown,
        _ if !was_asked => Writer::Own(VENDOR),
        499 | 500 | 502 | 504 => Writer::Unknown,
        _ => Writer::Upstream,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combined_line_and_a_cut_one_are_none() {
        let line = "192.0.2.1 - - [26/Nov/2025:19:14:08 +0000] \"GET /a HTTP/2.0\" 503 20 \"-\" \"-\" 51 \"a@docker\" \"http://10.0.0.1:80\" 3ms";
        assert_eq!(read(line.as_bytes()).unwrap().status_by, Writer::Upstream);
        for other in [
            &line[..line.len() - 1],
            &line[..line.len() - 4],
            &line[..90],
            &line.replace("51", "\"x\""),
            &format!("{line} 1"),
        ] {
            assert_eq!(read(other.as_bytes()), None, "{other}");
        }
    }
}
