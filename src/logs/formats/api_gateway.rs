//! Access log of API Gateway: what the owner of a stage put together from `$context`, mostly as JSON with keys near to the
//! names there, or a preset of the console.
//! Variables: <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html>,
//! presets: <https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html>.

use super::super::columns::{Columns, filled, find, path_of_request, status, time, without_query};
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::moment::Moment;
use super::super::record::{Field, Record, Span, Times, Writer};
use super::lambda::is_uuid;
use crate::duration::Unit;

const VENDOR: &str = "aws-api-gateway";

pub(super) const JSON: Format =
    Format { name: "API Gateway access log", vendor: Some(VENDOR), shape: Shape::Object(read) };

pub(super) const TEXT: Format =
    Format { name: "API Gateway access log", vendor: Some(VENDOR), shape: Shape::Line(read_line) };

/// Names of keys in small letters and without what parts them; with a star before, others may stand in front.
type Names = &'static [&'static str];

fn read(object: Object<'_>) -> Option<Record> {
    /// Nobody else has one of these.
    const OWN: Names = &[
        "*integrationlatency",
        "*integrationstatus",
        "*extendedrequestid",
        "*integrationerror",
        "*integrationrequestid",
    ];
    /// Others have some of these, but not all of a row.
    const PRESETS: [Names; 4] = [
        &["requestid"],
        &["routekey", "resourcepath"],
        &["requesttime", "requesttimeepoch"],
        &["responselength", "responselatency"],
    ];
    let text = object.text;
    let has =
        |names: Names| names.iter().any(|name| object.members().any(|member| is(&text[member.key.clone()], name)));
    // The value of the first of these names that has one.
    let any = |names: Names| {
        names.iter().find_map(|name| {
            object
                .members()
                .filter(|member| is(&text[member.key.clone()], name))
                .find_map(|member| object.value_of(member))
        })
    };
    let code = any(&["status", "statuscode"]).and_then(|span| status(text, &span))?;
    if !has(OWN) && !PRESETS.iter().all(|names| has(names)) {
        return None;
    }
    let outcome = any(&["*responsetype"]);
    let integration_error = any(&["*integrationerrormessage", "*integrationerror"]);
    // Of a function's own status and that of the service that runs it, the function's is the answer.
    let upstream_status = any(&["functionresponsestatus", "*integrationstatus"]).and_then(|span| status(text, &span));
    let is_unasked = upstream_status.is_none() && has(&["functionresponsestatus", "*integrationstatus"]);
    let is_server_error = code.value.0 >= 500;
    let status_by = if outcome.is_some() || is_unasked || (is_server_error && integration_error.is_some()) {
        Writer::Own(VENDOR)
    } else if upstream_status.as_ref().is_some_and(|upstream| upstream.value == code.value) {
        Writer::Upstream
    } else {
        Writer::Unknown
    };
    let message = integration_error.or_else(|| any(&["errormessage", "contexterrormessage", "*errormessagestring"]));
    let has_word =
        |span: &Option<Span>, word: &[u8]| span.as_ref().is_some_and(|span| find(&text[span.clone()], word).is_some());
    let is_timeout = if has_word(&outcome, b"INTEGRATION_TIMEOUT")
        || has_word(&message, b"timed out")
        || has_word(&message, b"timeout error")
    {
        Some(true)
    } else {
        // The integration's failures can be a timeout of its own.
        outcome
            .as_ref()
            .filter(|_| !has_word(&outcome, b"INTEGRATION") && !has_word(&outcome, b"DEFAULT_5XX"))
            .map(|_| false)
    };
    let milliseconds = |names: Names| any(names).and_then(|span| time(text, &span, Unit::Millisecond));
    // Of a row of Logs Insights, the moment stands in a column of its own.
    let moment = any(&["requesttimeepoch", "requesttime", "timestamp"]);
    let route = any(&["path", "*requestpath", "resourcepath", "routekey"]);
    Some(Record {
        moment: moment.and_then(|span| Some(Field { value: Moment::read(&text[span.clone()])?, span })),
        request_id: any(&["requestid", "contextrequestid"]),
        trace_id: any(&["*xraytraceid", "*traceid"]),
        host: any(&["domainname"]),
        route: route.map(|span| route_of(text, span)),
        status: Some(code),
        status_by,
        upstream_status,
        times: Times {
            total: milliseconds(&["*responselatency", "latency"]),
            processing: milliseconds(&["*integrationlatency"]),
            ..Times::default()
        },
        is_timeout,
        outcome,
        message,
    })
}

/// A route without its method, a path without its query.
fn route_of(text: &[u8], span: Span) -> Span {
    path_of_request(text, &span).unwrap_or_else(|| without_query(text, span))
}

/// Whether a key is of that name, in any case and with any marks between its words. What an authorizer or the firewall took
/// has names that end the same.
fn is(key: &[u8], name: &str) -> bool {
    let (name, is_suffix) = name.strip_prefix('*').map_or((name, false), |name| (name, true));
    let mut letters = key.iter().rev().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
    if !name.bytes().rev().all(|letter| letters.next() == Some(letter)) {
        return false;
    }
    match letters.next() {
        None => true,
        Some(_) => {
            is_suffix
                && !key
                    .get(..3)
                    .is_some_and(|start| [b"aut", b"waf"].iter().any(|other| start.eq_ignore_ascii_case(*other)))
        }
    }
}

/// The preset in the Common Log Format: `ip caller user [moment]"GET /route HTTP/1.1" status length id`, in newer ones with the
/// extended id behind. The id, without quotes, is what web servers do not end with.
fn read_line(line: &[u8]) -> Option<Record> {
    let mut columns = Columns::from(line, 0);
    let (_address, _caller, _user) = (columns.next()?, columns.next()?, columns.next()?);
    let begin = line[columns.offset()..].trim_ascii_start();
    if begin.first() != Some(&b'[') {
        return None;
    }
    // No blank parts the moment from the request.
    let (moment, request, code, _length, id) =
        (columns.next()?, columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let is_extended = |id: &[u8]| (12..=24).contains(&id.len()) && id.last() == Some(&b'=');
    let is_id = is_uuid(&line[id.clone()]) || is_extended(&line[id.clone()]);
    let is_last = columns.next().is_none_or(|next| is_extended(&line[next])) && columns.next().is_none();
    if !is_id || !is_last {
        return None;
    }
    let code = status(line, &code)?;
    Some(Record {
        moment: Some(Field { value: Moment::read(&line[moment.clone()])?, span: moment }),
        request_id: filled(line, id),
        route: Some(path_of_request(line, &request)?),
        status: Some(code),
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::json::Json;
    use super::*;

    #[test]
    fn keys_are_known_in_every_spelling() {
        for key in ["integrationLatency", "integration_latency", "integration.latency", "contextIntegrationLatency"] {
            assert!(is(key.as_bytes(), "*integrationlatency"), "{key}");
        }
        for key in ["authorizerIntegrationLatency", "latency", "wafIntegrationLatency", ""] {
            assert!(!is(key.as_bytes(), "*integrationlatency"), "{key}");
        }
        assert!(!is(b"integrationStatus", "status") && !is(b"integrationRequestId", "requestid"));
    }

    #[test]
    fn requests_and_rows_of_others_are_no_record() {
        for text in [
            r#"{"resourcePath":"/a","httpMethod":"GET","extendedRequestId":"a=","requestTime":"1/Jan/2024:00:00:00 +0000","requestId":"b","stage":"prod"}"#,
            r#"{"status":"504","requestId":"a","path":"/","responseLength":"12"}"#,
            r#"{"status":504,"integrationstat":"1"}"#,
        ] {
            let json = Json::read(text.as_bytes(), 0).unwrap();
            assert!(json.objects(text.as_bytes()).all(|object| read(object).is_none()), "{text}");
        }
    }

    #[test]
    fn a_preset_is_known_by_the_id_at_its_end() {
        let line = br#"192.0.2.1 - - [01/Jan/2024:00:00:00 +0000]"GET /a HTTP/1.1" 504 33 8fc6f963-411b-58b5-8483-a32130c0f45d"#;
        assert_eq!(read_line(line).and_then(|record| record.status).map(|status| status.value.0), Some(504));
        for line in [
            r#"192.0.2.1 - - [01/Jan/2024:00:00:00 +0000] "GET /a HTTP/1.1" 504 33"#,
            r#"192.0.2.1 - - [01/Jan/2024:00:00:00 +0000] "GET /a HTTP/1.1" 504 33 "-" "curl/8.5.0""#,
            r#"192.0.2.1 - - [01/Jan/2024:00:00:00 +0000] "GET /a HTTP/1.1" 504 33 0af7651916cd43dd8448eb211c80319c"#,
            r#"192.0.2.1 - - [01/Jan/2024:00:00:00 +0000] "GET /a HTTP/1.1" 504 33 8fc6f963-411b-58b5-8483-a32130c0f45d 0.001 "x""#,
            "a b c [",
        ] {
            assert_eq!(read_line(line.as_bytes()), None, "{line}");
        }
    }
}
