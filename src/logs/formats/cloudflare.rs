//! Cloudflare's HTTP requests as Logpush, Logpull and Instant Logs write them; moments are nanoseconds, seconds or RFC 3339.
//! Fields: <https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/>.

use std::time::Duration;

use super::super::columns::nanoseconds;
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::names::{Names, moment};
use super::super::record::{Field, Record, Writer};

pub(super) const FORMAT: Format =
    Format { name: "Cloudflare HTTP requests log", vendor: Some("cloudflare"), shape: Shape::Object(read) };

const NAMES: Names = Names {
    request_id: &["RayID"],
    host: &["ClientRequestHost"],
    route: &["ClientRequestPath", "ClientRequestURI"],
    status: &["EdgeResponseStatus"],
    upstream_status: &["OriginResponseStatus"],
    processing: &["OriginResponseDurationMs"],
    connect: &["OriginTCPHandshakeDurationMs"],
    first_byte: &["OriginResponseHeaderReceiveDurationMs"],
    ..Names::NONE
};

fn read(object: Object<'_>) -> Option<Record> {
    object.member("EdgeResponseStatus")?;
    let mut record = NAMES.read(object);
    let code = record.status.as_ref()?.value;
    let at = |key: &str| object.value(key).and_then(|span| moment(object.text, span));
    let (begin, end) = (at("EdgeStartTimestamp"), at("EdgeEndTimestamp"));
    if let (Some(begin), Some(end)) = (&begin, &end) {
        let time =
            end.value.microseconds.checked_sub(begin.value.microseconds).and_then(|time| u64::try_from(time).ok());
        // Whole seconds that are the same tell nothing.
        let value = time.filter(|time| *time > 0).map(Duration::from_micros);
        record.times.total = value.map(|value| Field { value, span: end.span.clone() });
    }
    record.moment = end.or(begin);
    record.times.processing = record.times.processing.or_else(|| {
        nanoseconds(object.text, &object.value("OriginResponseTime")?).filter(|time| !time.value.is_zero())
    });
    // The origin's status is 0 where it gave none, and not every job writes it.
    let has_none = object.bytes("OriginResponseStatus") == Some(b"0");
    match &record.upstream_status {
        Some(upstream) if upstream.value == code => record.status_by = Writer::Upstream,
        None if has_none || matches!(code.0, 520..=527 | 530) => {
            record.status_by = Writer::Own("cloudflare");
            record.is_timeout = match code.0 {
                522 | 524 => Some(true),
                520..=527 | 530 => Some(false),
                _ => None,
            };
        }
        _ => {}
    }
    Some(record)
}

#[cfg(test)]
mod tests {
    use super::super::super::json::read_first;
    use super::*;

    #[test]
    fn the_origins_status_tells_who_answered() {
        let own = Writer::Own("cloudflare");
        for (edge, origin, by, is_timeout) in [
            (524, "0", own, Some(true)),
            (521, "0", own, Some(false)),
            (504, "0", own, None),
            (504, "504", Writer::Upstream, None),
            (502, "200", Writer::Unknown, None),
        ] {
            let text = format!(
                r#"{{"EdgeResponseStatus":{edge},"OriginResponseStatus":{origin},"EdgeStartTimestamp":1545155129696000000,"EdgeEndTimestamp":1545155129703000000}}"#
            );
            let record = read_first(&text, read).unwrap();
            assert_eq!((record.status_by, record.is_timeout), (by, is_timeout), "{text}");
            assert_eq!(record.times.total.unwrap().value, Duration::from_millis(7));
        }
    }
}
