//! CloudFront's standard log: tab-separated columns that its header names; without the header, those of the oldest and most
//! common set. Version 2 of the log can also be JSON with the same names.
//! Fields: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html>.

use super::super::columns::{cells, filled, status, time, without_query};
use super::super::format::{Format, Shape};
use super::super::header::Header;
use super::super::json::Object;
use super::super::moment::Moment;
use super::super::names;
use super::super::record::{Field, Record, Span, Times, Writer};
use super::super::w3c;
use crate::duration::Unit;

pub(super) const TEXT: Format =
    Format { name: "CloudFront standard log", vendor: Some("aws-cloudfront"), shape: Shape::Columns(read) };

pub(super) const JSON: Format =
    Format { name: "CloudFront standard log", vendor: Some("aws-cloudfront"), shape: Shape::Object(read_object) };

fn read(line: &[u8], header: Option<&Header>) -> Option<Record> {
    let (moment, _) = w3c::begin(line)?;
    if let Some(named) = header.and_then(|header| header.columns(line, &["x-edge-location", "sc-status"])) {
        return record(line, |name| named.get(name), moment);
    }
    /// Behind date and time, up to the time taken.
    const NAMES: [&str; 17] = [
        "x-edge-location",
        "sc-bytes",
        "c-ip",
        "cs-method",
        "cs(host)",
        "cs-uri-stem",
        "sc-status",
        "cs(referer)",
        "cs(user-agent)",
        "cs-uri-query",
        "cs(cookie)",
        "x-edge-result-type",
        "x-edge-request-id",
        "x-host-header",
        "cs-protocol",
        "cs-bytes",
        "time-taken",
    ];
    let spans = cells(line);
    let get = |name: &str| spans.get(2 + NAMES.iter().position(|known| *known == name)?).cloned();
    let is_whole = line[get("cs(host)")?].contains(&b'.')
        && line[get("cs-uri-stem")?].first() == Some(&b'/')
        && get("x-edge-result-type").is_some();
    is_whole.then(|| record(line, get, moment))?
}

fn read_object(object: Object<'_>) -> Option<Record> {
    if !object.has(&["x-edge-location", "sc-status"]) {
        return None;
    }
    let moment = object.any(&["timestamp(ms)", "timestamp"]).and_then(|span| names::moment(object.text, span));
    let moment = moment.map(|moment| Field { value: moment.value.in_utc(), ..moment });
    let mut found = record(object.text, |name| object.value(name), moment)?;
    if found.moment.is_none()
        && let (Some(date), Some(clock)) = (object.value("date"), object.value("time"))
    {
        let both = [&object.text[date.clone()], &object.text[clock]].join(&b' ');
        found.moment = Moment::read(&both).map(|value| Field { value: value.in_utc(), span: date });
    }
    Some(found)
}

fn record(text: &[u8], get: impl Fn(&str) -> Option<Span>, moment: Option<Field<Moment>>) -> Option<Record> {
    let code = get("sc-status").and_then(|span| status(text, &span));
    // 000: the client left before there was a status.
    code.as_ref().map(|_| ()).or_else(|| (text.get(get("sc-status")?)? == b"000").then_some(()))?;
    let filled = |name: &str| get(name).and_then(|span| filled(text, span));
    let time = |name: &str| get(name).and_then(|span| time(text, &span, Unit::Second));
    let outcome = filled("x-edge-detailed-result-type").or_else(|| filled("x-edge-result-type"));
    let is_timeout = outcome.as_ref().and_then(|span| match &text[span.clone()] {
        b"OriginCommError" | b"ClientCommError" | b"Error" => None,
        word if word.ends_with(b"Timeout") => Some(true),
        word if word.starts_with(b"Origin") || word.starts_with(b"Function") || word.starts_with(b"Lambda") => {
            Some(false)
        }
        _ => None,
    });
    let total = time("time-taken");
    Some(Record {
        moment,
        request_id: filled("x-edge-request-id"),
        host: filled("x-host-header").or_else(|| filled("cs(host)")),
        route: filled("cs-uri-stem").map(|path| without_query(text, path)),
        status: code,
        status_by: Writer::Unknown,
        times: Times { total, first_byte: time("time-to-first-byte"), ..Times::default() },
        is_timeout,
        outcome,
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_behind_its_time_has_none() {
        let cut = b"2026-04-02 12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c - - Error";
        assert_eq!(read(cut, None).unwrap().times, Times::default());
        for line in [
            "2026-04-02 12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c",
            "12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c - - Error Q==",
        ] {
            assert_eq!(read(line.as_bytes(), None), None, "{line}");
        }
    }
}
