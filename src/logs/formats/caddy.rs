//! Caddy's logs of requests and of errors: JSON whose times are in seconds; in the format for consoles the same object stands
//! behind the message. Fields: <https://caddyserver.com/docs/logging>, <https://caddyserver.com/docs/caddyfile/directives/log>.

use super::super::cause;
use super::super::columns::{find, status, time, time_with_unit, without_query};
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::moment::Moment;
use super::super::record::{Field, Record, Times};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "Caddy log", vendor: None, shape: Shape::Object(read) };

fn read(object: Object<'_>) -> Option<Record> {
    let text = object.text;
    let request = object.object("request").filter(|request| request.has(&["method", "uri"]))?;
    let logger = object.bytes("logger").unwrap_or_default();
    // What its proxy notes of each attempt has the same keys.
    let is_attempt = find(logger, b"handlers").is_some();
    // Status and duration stand last, and can be cut.
    let is_error = logger.starts_with(b"http.log.error") || object.member("err_trace").is_some();
    if is_attempt || !(is_error || object.has(&["duration", "status"])) {
        return None;
    }
    let duration = object.value("duration");
    let message = object.value("msg").filter(|_| is_error);
    Some(Record {
        moment: object.value("ts").and_then(|span| Some(Field { value: Moment::read(&text[span.clone()])?, span })),
        request_id: object.value("err_id"),
        host: request.value("host"),
        route: request.value("uri").map(|uri| without_query(text, uri)),
        status: object.value("status").and_then(|span| status(text, &span)),
        times: Times {
            total: duration.and_then(|span| time(text, &span, Unit::Second).or_else(|| time_with_unit(text, &span))),
            ..Times::default()
        },
        is_timeout: message.as_ref().and_then(|span| cause::is_timeout(&text[span.clone()])),
        outcome: object.value("err_trace"),
        message,
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logs::json::Json;

    #[test]
    fn attempts_and_objects_of_others_are_none() {
        for text in [
            r#"{"logger":"http.handlers.reverse_proxy","duration":0.1,"request":{"method":"GET","uri":"/"},"status":502}"#,
            r#"{"request":{"method":"GET","uri":"/"},"response":{"status":502},"latencies":{"request":5}}"#,
            r#"{"request":"GET /","duration":1,"status":502}"#,
        ] {
            let json = Json::read(text.as_bytes(), 0).unwrap();
            assert_eq!(json.objects(text.as_bytes()).find_map(read), None, "{text}");
        }
    }
}
