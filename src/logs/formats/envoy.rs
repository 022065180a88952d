//! Envoy's access log as text, as pairs and as JSON, and Istio's, which is Envoy's with the reason of the answer and with the
//! names of Istio's clusters.
//! Fields: <https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage>,
//! Istio's format <https://istio.io/latest/docs/tasks/observability/logs/access-log/>.

use super::super::columns::{Columns, filled, find, is_number, path_of_request, status, time, without_query};
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::names::{Names, moment};
use super::super::pairs::Pairs;
use super::super::record::{Record, Span, Times, Writer};
use crate::duration::Unit;

const NAME: &str = "Envoy access log";
const ISTIO_NAME: &str = "Istio access log";
const ENVOY: &str = "envoy";
const ISTIO: &str = "istio";

pub(super) const TEXT: Format = Format { name: NAME, vendor: Some(ENVOY), shape: Shape::Line(read) };
pub(super) const ISTIO_TEXT: Format = Format { name: ISTIO_NAME, vendor: Some(ISTIO), shape: Shape::Line(read_istio) };
pub(super) const PAIRS: Format = Format { name: NAME, vendor: Some(ENVOY), shape: Shape::Line(read_pairs) };
pub(super) const JSON: Format =
    Format { name: NAME, vendor: Some(ENVOY), shape: Shape::Object(|object| read_object(object, ENVOY)) };
pub(super) const ISTIO_JSON: Format =
    Format { name: ISTIO_NAME, vendor: Some(ISTIO), shape: Shape::Object(|object| read_object(object, ISTIO)) };

fn read(line: &[u8]) -> Option<Record> {
    read_text(line, ENVOY)
}

fn read_istio(line: &[u8]) -> Option<Record> {
    read_text(line, ISTIO)
}

/// `[time] "request" status flags`, in Istio's format the reason and two more columns, then the bytes of both directions, the
/// duration, the upstream's time, and in quotes the client, the agent, the id, the authority and the upstream.
fn read_text(line: &[u8], vendor: &'static str) -> Option<Record> {
    // Who copies a line often leaves its time away.
    let begin = match line.first()? {
        b'"' => 0,
        _ => line.get(..find(line, b"Z] \"")?)?.iter().rposition(|byte| *byte == b'[')?,
    };
    let mut columns = Columns::from(line, begin);
    let at = if begin > 0 || line.first() == Some(&b'[') { Some(moment(line, columns.next()?)?) } else { None };
    let (request, code, flags) = (columns.next()?, columns.next()?, columns.next()?);
    let (code_word, flags_word) = (line.get(code.clone())?, line.get(flags.clone())?);
    let status = status(line, &code);
    if !is_flags(flags_word) || status.is_none() && code_word != b"0" {
        return None;
    }
    let rest: Vec<Span> = columns.collect();
    let is_count = |span: &Span| line.get(span.clone()).is_some_and(is_number);
    let numbers = rest.windows(3).position(|three| three.iter().all(is_count))?;
    let rest_of = |index: usize| rest.get(numbers + index).cloned().and_then(|span| filled(line, span));
    let details = rest.first().filter(|_| numbers > 0 && line.get(flags.end + 1) != Some(&b'"')).cloned();
    let (last, upstream) = (rest.len() - numbers, rest_of(8));
    // Behind the upstream, which is the last in Envoy's format, Istio's has the cluster and four addresses.
    const CLUSTER: usize = 9;
    let names = rest.get(numbers + 3).and_then(|span| line.get(span.start..)).unwrap_or_default();
    let is_istio = names.iter().filter(|byte| **byte == b'|').count() >= 2;
    let is_open = numbers > 0 && !is_istio && last <= CLUSTER + 1;
    if is_istio != (vendor == ISTIO) || is_open {
        return None;
    }
    let details = details.and_then(|span| filled(line, span));
    let told = Told {
        flags: flags_word,
        details: details.clone().and_then(|span| line.get(span)),
        has_upstream: upstream.is_some(),
    };
    let milliseconds = |index: usize| rest_of(index).and_then(|span| time(line, &span, Unit::Millisecond));
    Some(told.put_into(
        Record {
            moment: at,
            request_id: rest_of(6),
            host: rest_of(7),
            route: path_of_request(line, &request),
            status,
            times: Times { total: milliseconds(2), processing: milliseconds(3), ..Times::default() },
            outcome: filled(line, flags),
            message: details,
            ..Record::default()
        },
        line,
        vendor,
    ))
}

const NAMES: Names = Names {
    moment: &["start_time", "startTime", "timestamp", "time", "@timestamp", "ts"],
    request_id: &["request_id", "requestId", "x_request_id", "x-request-id", "envoy_request_id"],
    trace_id: &["trace_id", "traceId", "traceparent", "x_b3_traceid", "x-b3-traceid"],
    host: &["authority", ":authority", "host"],
    route: &[
        "path",
        "x-envoy-origin-path",
        "x-envoy-original-path",
        ":path",
        "req_path",
        "request_path",
        "requestPath",
        "request",
    ],
    status: &["response_code", "responseCode", "status_code", "status", "resp_code"],
    total: &["duration", "total_time_ms", "duration_ms", "total_duration"],
    processing: &[
        "upstream_service_time",
        "upstreamServiceTime",
        "x-envoy-upstream-service-time",
        "resp_upstream_service_time",
    ],
    outcome: FLAGS,
    message: DETAILS,
    ..Names::NONE
};
const FLAGS: &[&str] = &["response_flags", "responseFlags", "response_flag", "resp_flags"];
const DETAILS: &[&str] = &["response_code_details", "responseCodeDetails", "status_details", "resp_code_details"];
const UPSTREAM: &[&str] = &["upstream_host", "upstreamHost", "upstream_service", "upstream"];

fn read_pairs(line: &[u8]) -> Option<Record> {
    let pairs = Pairs::from(line, 0);
    find(line, b"response_flag")?;
    let is_key = |span: Span, names: &[&str]| names.iter().any(|name| line.get(span.clone()) == Some(name.as_bytes()));
    pairs.clone().find(|pair| is_key(pair.key.clone(), FLAGS))?;
    let mut record = NAMES.read_by(line, &|names| pairs.any(names));
    record.status.as_ref()?;
    // The time stands in brackets before the pairs.
    let first = Columns::from(line, 0).next().filter(|span| span.start == 1);
    record.moment = record.moment.or_else(|| moment(line, first?));
    Some(told(record, line, pairs.any(UPSTREAM).is_some(), ENVOY))
}

fn read_object(object: Object<'_>, vendor: &'static str) -> Option<Record> {
    FLAGS.iter().find_map(|name| object.member(name))?;
    let record = NAMES.read(object);
    // Zero: the client left before there was an answer.
    if record.status.is_none() && object.any(NAMES.status).and_then(|span| object.text.get(span)) != Some(b"0") {
        return None;
    }
    let names = |byte: &&u8| **byte == b'|';
    let is_cluster = |value: &[u8]| value.iter().filter(names).count() >= 2 && value.first() != Some(&b'/');
    let mut values = object.members().filter_map(|member| object.text.get(object.value_of(member)?));
    let is_istio = values.any(is_cluster);
    // A cut object, or one that ends before another key, may have had the cluster behind it.
    let is_whole = object.text.get(object.span()).and_then(<[u8]>::last) == Some(&b'}');
    let behind = object.text.get(object.span().end..).unwrap_or_default().trim_ascii_start();
    let is_key = |bytes: &[u8]| matches!(bytes, [b'"', first, ..] if first.is_ascii_alphabetic());
    let is_whole = is_whole && !is_key(behind);
    if is_istio != (vendor == ISTIO) || !is_istio && !is_whole {
        return None;
    }
    Some(told(record, object.text, object.any(UPSTREAM).is_some(), vendor))
}

fn told(record: Record, text: &[u8], has_upstream: bool, vendor: &'static str) -> Record {
    let bytes = |span: &Option<Span>| span.clone().and_then(|span| text.get(span));
    let told =
        Told { flags: bytes(&record.outcome).unwrap_or_default(), details: bytes(&record.message), has_upstream };
    told.put_into(record, text, vendor)
}

/// What tells who made the answer.
struct Told<'a> {
    flags: &'a [u8],
    details: Option<&'a [u8]>,
    has_upstream: bool,
}

/// Flags of answers that Envoy made, and whether a time ran out. It is not known where the upstream ended the connection: its own
/// time may have.
const OWN: &[(&[u8], Option<bool>)] = &[
    (b"UT", Some(true)),
    (b"DT", Some(true)),
    (b"SI", Some(true)),
    (b"UMSDR", Some(true)),
    (b"UF", None),
    (b"UC", None),
    (b"UR", None),
    (b"LR", None),
    (b"LH", Some(false)),
    (b"UH", Some(false)),
    (b"UO", Some(false)),
    (b"NR", Some(false)),
    (b"NC", Some(false)),
    (b"RL", Some(false)),
    (b"RLSE", Some(false)),
    (b"UAEX", Some(false)),
    (b"FI", Some(false)),
    (b"IH", Some(false)),
    (b"DPE", Some(false)),
    (b"UPE", Some(false)),
    (b"NFCF", Some(false)),
    (b"DF", Some(false)),
    (b"DO", Some(false)),
    (b"DR", Some(false)),
    (b"OM", Some(false)),
    (b"RFCF", Some(false)),
];

impl Told<'_> {
    fn put_into(&self, mut record: Record, text: &[u8], vendor: &'static str) -> Record {
        let details = self.details.unwrap_or_default();
        let own = self.flags.split(|byte| *byte == b',').find_map(|flag| OWN.iter().find(|(known, _)| *known == flag));
        let is_passed = details == b"via_upstream";
        let has_begun =
            details.starts_with(b"upstream_reset_after_response_started") || details.starts_with(b"downstream_");
        let is_plain = matches!(self.flags, b"" | b"-");
        record.status_by = match (&record.status, own) {
            (None, _) => Writer::Unknown,
            _ if is_passed => Writer::Upstream,
            _ if has_begun => Writer::Unknown,
            (_, Some(_)) => Writer::Own(vendor),
            _ if is_plain && self.details.is_some() => Writer::Own(vendor),
            _ if is_plain && self.has_upstream => Writer::Upstream,
            _ => Writer::Unknown,
        };
        record.is_timeout = match own {
            Some((_, None)) if find(details, b"timeout").is_some() => Some(true),
            Some((b"UF", None)) if !details.is_empty() => Some(false),
            Some((_, is_timeout)) => *is_timeout,
            None => None,
        };
        // That the upstream answered is no message.
        record.message = record.message.filter(|_| !is_passed);
        record.route = record.route.map(|route| without_query(text, route));
        record
    }
}

/// `UC`, `UF,URX`, `-`.
fn is_flags(word: &[u8]) -> bool {
    word == b"-" || !word.is_empty() && word.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISTIO_LINE: &str = r#"[2024-06-18T10:19:42.614Z] "POST /a?b HTTP/1.1" 503 UC upstream_reset_before_response_started{connection_termination} - "-" 138 95 120001 - "-" "-" "ed37" "api:8080" "10.0.0.1:8080" inbound|8080|| 127.0.0.6:1 10.0.0.1:8080 10.0.0.2:2 outbound_.8080_._.api default"#;

    #[test]
    fn the_cluster_tells_istio_from_envoy() {
        let record = read_istio(ISTIO_LINE.as_bytes()).unwrap();
        let total = record.times.total.unwrap();
        assert_eq!((total.value.as_millis(), &ISTIO_LINE[total.span]), (120_001, "120001"));
        assert_eq!((record.status_by, record.is_timeout), (Writer::Own("istio"), None));
        assert_eq!(read(ISTIO_LINE.as_bytes()), None);
        let envoy = ISTIO_LINE.replace("inbound|8080||", "inbound");
        assert_eq!(read(envoy.as_bytes()).unwrap().status_by, Writer::Own("envoy"));
        let cut = &ISTIO_LINE[..ISTIO_LINE.find("inbound|").unwrap() + 4];
        assert_eq!((read(cut.as_bytes()), read_istio(cut.as_bytes())), (None, None), "whose it is was cut off");
    }

    #[test]
    fn flags_and_details_tell_who_answered() {
        for (flags, code, by, is_timeout) in [
            ("UT response_timeout - \"-\"", "504", Writer::Own("envoy"), Some(true)),
            ("- via_upstream - \"-\"", "504", Writer::Upstream, None),
            ("URX via_upstream - \"-\"", "503", Writer::Upstream, None),
            ("- direct_response - \"-\"", "503", Writer::Own("envoy"), None),
            ("UF,URX", "503", Writer::Own("envoy"), None),
            ("UF x{remote_connection_failure} - \"-\"", "503", Writer::Own("envoy"), Some(false)),
            ("UF x{connection_timeout} - \"-\"", "503", Writer::Own("envoy"), Some(true)),
            ("-", "502", Writer::Upstream, None),
            ("DC downstream_remote_disconnect - \"-\"", "0", Writer::Unknown, None),
        ] {
            let line = format!(
                "[2024-06-18T10:19:42.614Z] \"GET / HTTP/2\" {code} {flags} 0 91 10 - \"-\" \"c\" \"id\" \"a\" \"10.0.0.1:1\" cluster b c"
            );
            let record = read(line.as_bytes()).unwrap();
            assert_eq!((record.status_by, record.is_timeout), (by, is_timeout), "{line}");
        }
    }

    #[test]
    fn access_logs_of_others_are_no_envoy() {
        for line in [
            r#"[2024-06-18T10:19:42.614Z] "GET / HTTP/1.1" 502 612 "-" "curl""#,
            r#"192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 502 - "-" "curl" 1 2 3"#,
            r#"[2024-06-18T10:19:42.614Z] "GET / HTTP/1.1" 502 - "-" "curl""#,
            r#""GET / HTTP/1.1" 502 612 1 2 3 "-" "curl""#,
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
