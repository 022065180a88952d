//! Log entries of Google Cloud's HTTP load balancers and of Cloud Run: an `httpRequest`, and the resource that wrote it.
//! Fields: <https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry>, a load balancer's words
//! <https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring>.

use super::super::columns::{find, host_and_path, status, time_with_unit};
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::names::moment;
use super::super::record::{Record, Times, Writer};

pub(super) const LOAD_BALANCER: Format = Format {
    name: "Google Cloud load balancer log",
    vendor: Some("gcp-load-balancing"),
    shape: Shape::Object(read_load_balancer),
};

pub(super) const CLOUD_RUN: Format =
    Format { name: "Cloud Run request log", vendor: Some("gcp-cloud-run"), shape: Shape::Object(read_cloud_run) };

fn read_load_balancer(entry: Object<'_>) -> Option<Record> {
    let request = entry.object("httpRequest")?;
    let payload = entry.object("jsonPayload");
    let of_payload = |name: &str| payload.and_then(|payload| payload.value(name));
    let holds = |name: &str, word: &[u8]| of_payload(name).is_some_and(|span| find(&entry.text[span], word).is_some());
    // `http_load_balancer`, `internal_http_lb_rule`, `http_external_regional_lb_rule`.
    if !is_resource(entry, &[b"_load_balancer", b"_lb_rule"]) && !holds("@type", b"LoadBalancerLogEntry") {
        return None;
    }
    let mut record = common(entry, request)?;
    let details = of_payload("statusDetails");
    let word = details.clone().map_or(&b""[..], |span| &entry.text[span]);
    let has = |part: &[u8]| find(word, part).is_some();
    // Newer load balancers write what RFC 9209 calls a proxy status instead.
    let failure = of_payload("proxyStatus").filter(|_| holds("proxyStatus", b"error="));
    let is_failure = failure.is_some();
    if has(b"response_sent_by_backend") || has(b"after_partial_response") {
        record.status_by = Writer::Upstream;
    } else if is_failure || !(word.is_empty() || has(b"response_from_cache") || has(b"byte_range_caching")) {
        record.status_by = Writer::Own("gcp-load-balancing");
        record.is_timeout = if has(b"client_disconnected") {
            None
        } else {
            Some(has(b"timeout") || has(b"timed_out") || holds("proxyStatus", b"timeout"))
        };
    }
    record.outcome = details.or(failure);
    Some(record)
}

fn read_cloud_run(entry: Object<'_>) -> Option<Record> {
    let request = entry.object("httpRequest")?;
    let is_run = is_resource(entry, &[b"cloud_run_revision"])
        || entry.bytes("logName").is_some_and(|name| find(name, b"run.googleapis.com%2Frequests").is_some());
    let mut record = common(entry, request).filter(|_| is_run)?;
    record.message = entry.value("textPayload");
    let text = record.message.clone().map_or(&b""[..], |span| &entry.text[span]);
    // Such entries have a text where Cloud Run itself ended the request: "The request was aborted because …".
    if text.starts_with(b"The request ") {
        record.status_by = Writer::Own("gcp-cloud-run");
        record.is_timeout = Some(find(text, b"maximum request timeout").is_some());
    }
    Some(record)
}

fn is_resource(entry: Object<'_>, ends: &[&[u8]]) -> bool {
    let kind = entry.object("resource").and_then(|resource| resource.bytes("type")).unwrap_or_default();
    ends.iter().any(|end| kind.ends_with(end))
}

fn common(entry: Object<'_>, request: Object<'_>) -> Option<Record> {
    let text = entry.text;
    let code = request.value("status").and_then(|span| status(text, &span));
    let (host, route) = request.value("requestUrl").map(|span| host_and_path(text, span)).unzip();
    let total = request.value("latency").and_then(|span| time_with_unit(text, &span));
    // `projects/a/traces/1f2e`: the id is the last part.
    let trace_id = entry.value("trace").map(|span| {
        let slash = text[span.clone()].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        span.start + slash..span.end
    });
    code.is_some().then(|| Record {
        moment: entry.value("timestamp").and_then(|span| moment(text, span)),
        trace_id,
        host: host.flatten(),
        route,
        status: code,
        times: Times { total, ..Times::default() },
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::json::read_first as read;
    use super::*;

    #[test]
    fn the_resource_tells_whose_entry_it_is() {
        let entry = |kind: &str| {
            format!(r#"{{"httpRequest":{{"status":504,"latency":"29.4s"}},"resource":{{"type":"{kind}"}}}}"#)
        };
        for (kind, is_balancer, is_run) in
            [("http_load_balancer", true, false), ("cloud_run_revision", false, true), ("gae_app", false, false)]
        {
            let text = entry(kind);
            assert_eq!(read(&text, read_load_balancer).is_some(), is_balancer, "{kind}");
            assert_eq!(read(&text, read_cloud_run).is_some(), is_run, "{kind}");
        }
    }

    #[test]
    fn details_tell_who_answered() {
        let own = Writer::Own("gcp-load-balancing");
        for (details, by, is_timeout) in [
            ("backend_timeout", own, Some(true)),
            ("failed_to_pick_backend", own, Some(false)),
            ("client_disconnected_before_any_response", own, None),
            ("client_disconnected_after_partial_response", Writer::Upstream, None),
            ("response_sent_by_backend", Writer::Upstream, None),
            ("response_from_cache", Writer::Unknown, None),
        ] {
            let text = format!(
                r#"{{"httpRequest":{{"status":502}},"jsonPayload":{{"@type":"a.LoadBalancerLogEntry","statusDetails":"{details}"}}}}"#
            );
            let record = read(&text, read_load_balancer).unwrap();
            assert_eq!((record.status_by, record.is_timeout), (by, is_timeout), "{details}");
        }
        let text = r#"{"httpRequest":{"status":504},"jsonPayload":{"@type":"a.LoadBalancerLogEntry","proxyStatus":"error=\"http_response_timeout\"; details=\"response_timeout\""}}"#;
        let record = read(text, read_load_balancer).unwrap();
        assert_eq!((record.status_by, record.is_timeout), (own, Some(true)));
    }
}
