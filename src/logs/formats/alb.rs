//! Access logs of an AWS Application Load Balancer.
//! Fields: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html>.

use super::super::columns::{Columns, filled, find, path_of_request, status, time};
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::moment::Moment;
use super::super::names::moment;
use super::super::record::{Field, Record, Times, Writer};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "ALB access log", vendor: Some("aws-alb"), shape: Shape::Line(read) };

/// A row of the table that AWS's documentation has Athena make of the log:
/// <https://docs.aws.amazon.com/athena/latest/ug/create-alb-access-logs-table.html>.
pub(super) const ROW: Format =
    Format { name: "ALB access log", vendor: Some("aws-alb"), shape: Shape::Object(read_row) };

fn read_row(object: Object<'_>) -> Option<Record> {
    let code = status(object.text, &object.value("elb_status_code")?)?;
    let upstream_status = object.value("target_status_code").and_then(|span| status(object.text, &span));
    let seconds = |key: &str| object.value(key).and_then(|span| time(object.text, &span, Unit::Second));
    // No target answered, or nothing was sent on: then the column of the target's status may have been left out.
    let has_no_answer = object.bytes("response_processing_time").is_some_and(|time| time.starts_with(b"-1"));
    let is_own = upstream_status.is_none() && (has_no_answer || object.member("target_status_code").is_some());
    Some(Record {
        moment: object.value("time").and_then(|span| moment(object.text, span)),
        trace_id: object.value("trace_id"),
        host: object.value("domain_name"),
        is_timeout: is_timeout(code.value.0, object.any(&["target_ip"]).is_some(), upstream_status.is_some())
            .filter(|_| is_own),
        status_by: match upstream_status {
            Some(_) => Writer::Upstream,
            None if is_own => Writer::Own("aws-alb"),
            None => Writer::Unknown,
        },
        status: Some(code),
        upstream_status,
        times: Times { processing: seconds("target_processing_time"), ..Times::default() },
        outcome: object.value("error_reason"),
        ..Record::default()
    })
}

fn read(line: &[u8]) -> Option<Record> {
    const TYPES: [&[u8]; 6] = [b"http ", b"https ", b"h2 ", b"grpcs ", b"ws ", b"wss "];
    let name = find(line, b" app/")?;
    // The type and the time stand before the name, whatever a shipper put before these.
    let begin =
        TYPES.iter().filter_map(|kind| line[..name].windows(kind.len()).rposition(|part| part == *kind)).max()?;
    let mut columns = Columns::from(line, begin);
    let (_type, moment, _name, _client) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    if line[moment.clone()].last() != Some(&b'Z') {
        return None;
    }
    let target = columns.next()?;
    let parts = [columns.next()?, columns.next()?, columns.next()?].map(|column| time(line, &column, Unit::Second));
    let code = status(line, &columns.next()?)?;
    let upstream = columns.next()?;
    // Bytes received and sent, the request, the agent, cipher, protocol, target group.
    let mut rest = columns.skip(2);
    let request = rest.next();
    let mut rest = rest.skip(4);
    let (trace, domain) = (rest.next(), rest.next());
    // The certificate and the priority of the rule.
    let mut rest = rest.skip(2);
    let (created, actions) = (rest.next(), rest.next());
    // Where to, and why not.
    let outcome = rest.nth(1);
    let upstream_status = status(line, &upstream);
    // A rule that answers by itself is the load balancer as its owner configured it, whatever stands before in the list.
    let is_configured = actions.as_ref().is_some_and(|actions| {
        line[actions.clone()]
            .split(|byte| *byte == b',')
            .any(|action| matches!(action, b"fixed-response" | b"redirect"))
    });
    let status_by = if upstream_status.is_none() && !is_configured { Writer::Own("aws-alb") } else { Writer::Upstream };
    let ended = Moment::read(&line[moment.clone()]).map(|value| Field { value, span: moment });
    let [request_time, processing, response_time] = parts;
    // Of a request that timed out all three are -1: then the two moments are what is left.
    let total = match (&request_time, &processing, &response_time) {
        (Some(request), Some(target), Some(response)) => Some(Field {
            value: request.value + target.value + response.value,
            span: request.span.start..response.span.end,
        }),
        _ => created.and_then(|created| {
            let begun = Moment::read(&line[created.clone()])?;
            let microseconds = ended.as_ref()?.value.microseconds.checked_sub(begun.microseconds)?;
            let value = std::time::Duration::from_micros(u64::try_from(microseconds).ok().filter(|time| *time > 0)?);
            Some(Field { value, span: created })
        }),
    };
    Some(Record {
        moment: ended,
        trace_id: trace.and_then(|span| filled(line, span)),
        host: domain.and_then(|span| filled(line, span)),
        route: request.and_then(|request| path_of_request(line, &request)),
        is_timeout: if is_configured {
            Some(false)
        } else {
            is_timeout(code.value.0, filled(line, target).is_some(), upstream_status.is_some())
        },
        status: Some(code),
        status_by,
        upstream_status,
        times: Times { total, processing, ..Times::default() },
        outcome: outcome.and_then(|span| filled(line, span)),
        ..Record::default()
    })
}

/// Whether a time ran out: a load balancer's own 504 says so, its other errors that none did. Only behind its own 502 without a
/// target's address can be a Lambda function whose time ran out.
const fn is_timeout(code: u16, has_target: bool, has_upstream_status: bool) -> Option<bool> {
    match code {
        504 if !has_upstream_status => Some(true),
        502 if !has_target => None,
        500..=503 | 460 if !has_upstream_status => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_below_app_and_a_cut_line_are_no_record() {
        for line in [
            "2024-01-15T12:30:46Z GET /srv app/a/b 1 2 3 4 5 502 - 0",
            "h2 2024-01-15T12:30:46.000000Z app/a/b 192.0.2.1:1 - -1 -1 -1 -",
            "h2 2024-01-15T12:30:46.000000Z app/a/b 192.0.2.1:1 - -1 -1",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_missing_blank_between_quotes_and_more_fields_change_nothing() {
        let line = r#"https 2024-01-15T12:30:46.500000Z app/a/b 192.0.2.1:1 - -1 -1 -1 404 - 127 162 "GET https://a:443/x?y HTTP/1.1""-" - - - "Root=1" "-""-"1 2024-01-15T12:30:46.000000Z "waf,fixed-response""-""-""-""-""-""-" TID_1 "-" "-" new"#;
        let record = read(line.as_bytes()).unwrap();
        assert_eq!((record.status_by, record.is_timeout, record.outcome), (Writer::Upstream, Some(false), None));
        assert_eq!(record.times.total.unwrap().value, std::time::Duration::from_millis(500));
    }

    #[test]
    fn a_rule_that_answers_is_not_the_load_balancers_own_error() {
        let line = "http 2024-01-15T12:30:46.000000Z app/a/b 192.0.2.1:1 - 0.0 0.0 0.0 503 - 1 2 \"GET http://a:80/ HTTP/1.1\" \"-\" - - - \"Root=1\" \"-\" \"-\" 1 2024-01-15T12:30:45.000000Z \"fixed-response\" \"-\" \"-\"";
        assert_eq!(read(line.as_bytes()).unwrap().status_by, Writer::Upstream);
    }
}
