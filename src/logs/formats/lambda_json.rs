//! Lambda's own events as JSON: of the Telemetry API, and in the log of a function whose log format is JSON. Rows of Logs
//! Insights that have Lambda's fields by name are the same report.
//! Events: <https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html>.

use super::super::columns::time;
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::moment::Moment;
use super::super::record::{Field, Record, Times};
use crate::duration::Unit;

pub(super) const FORMAT: Format =
    Format { name: "Lambda log, JSON", vendor: Some("aws-lambda"), shape: Shape::Object(read) };

fn read(object: Object<'_>) -> Option<Record> {
    let text = object.text;
    let moment = |key: &str| {
        let span = object.value(key)?;
        Some(Field { value: Moment::read(&text[span.clone()])?, span })
    };
    let milliseconds = |object: Object<'_>, keys: &[&str]| time(text, &object.any(keys)?, Unit::Millisecond);
    if object.has(&["@requestId", "@duration"]) {
        return Some(Record {
            moment: moment("@timestamp"),
            request_id: object.value("@requestId"),
            trace_id: object.value("@xrayTraceId"),
            times: Times {
                processing: Some(milliseconds(object, &["@duration"])?),
                cold_start: milliseconds(object, &["@initDuration"]),
                ..Times::default()
            },
            ..Record::default()
        });
    }
    // Web functions write other events of that kind, and those that begin a phase tell nothing yet.
    let event = object.bytes("type")?.strip_prefix(b"platform.")?;
    let is_start = match event {
        b"report" | b"runtimeDone" => false,
        b"initReport" | b"restoreReport" => true,
        _ => return None,
    };
    let record = object.object("record")?;
    let metrics = record.object("metrics");
    let duration = metrics.and_then(|metrics| milliseconds(metrics, &["durationMs"]));
    let (processing, cold_start) = if is_start {
        (None, duration)
    } else {
        (duration, metrics.and_then(|metrics| milliseconds(metrics, &["initDurationMs", "restoreDurationMs"])))
    };
    let mut spans = record.object("spans").into_iter().flat_map(|spans| spans.elements());
    let first_byte = spans
        .find(|span| span.bytes("name") == Some(b"responseLatency"))
        .and_then(|span| milliseconds(span, &["durationMs"]));
    let status = record.value("status");
    Some(Record {
        moment: moment("time"),
        request_id: record.value("requestId"),
        trace_id: record.object("tracing").and_then(|tracing| tracing.value("value")),
        times: Times { processing, cold_start, first_byte, ..Times::default() },
        is_timeout: status.as_ref().map(|status| &text[status.clone()] == b"timeout"),
        outcome: record.value("errorType").or(status),
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::json::Json;
    use super::*;

    #[test]
    fn events_without_an_end_and_of_others_are_no_record() {
        for text in [
            r#"{"time":"2022-10-12T00:00:15.064Z","type":"platform.start","record":{"requestId":"a","version":"$LATEST"}}"#,
            r#"{"time":"2022-10-12T00:00:15.064Z","type":"platform.invokeSummary","record":{"status":"success"}}"#,
            r#"{"type":"platform.report","record":"cut"}"#,
            r#"{"type":"report","record":{"metrics":{"durationMs":1}}}"#,
            r#"{"@requestId":"a","@duration":""}"#,
        ] {
            let json = Json::read(text.as_bytes(), 0).unwrap();
            assert!(json.objects(text.as_bytes()).all(|object| read(object).is_none()), "{text}");
        }
    }
}
