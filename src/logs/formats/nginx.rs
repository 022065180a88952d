//! nginx's access log where it names nginx's variables: behind the combined format (`rt=… uct="…" uht="…" urt="…"`, or with the
//! variables' own names), or as JSON.
//! Variables: <https://nginx.org/en/docs/http/ngx_http_upstream_module.html#variables>,
//! <https://nginx.org/en/docs/http/ngx_http_log_module.html>.

use super::super::columns::{filled, last_status, path_of_request, status, sum_of_seconds, time, without_query};
use super::super::common_log::{self, CommonLog, behind_quoted};
use super::super::format::{Format, Shape};
use super::super::json::{Kind, Object};
use super::super::moment::Moment;
use super::super::pairs::Pairs;
use super::super::record::{Field, Record, Span, Writer};
use crate::duration::Unit;

pub(super) const TEXT: Format = Format { name: "nginx access log", vendor: Some(VENDOR), shape: Shape::Line(read) };

pub(super) const JSON: Format =
    Format { name: "nginx access log", vendor: Some(VENDOR), shape: Shape::Object(read_object) };

const VENDOR: &str = "nginx";

const CONNECT: &[&str] = &["upstream_connect_time", "uct"];
const HEADER: &[&str] = &["upstream_header_time", "uht"];
const RESPONSE: &[&str] = &["upstream_response_time", "urt"];
const UPSTREAM_STATUS: &[&str] = &["upstream_status", "us"];

/// Two of these in one object, and it is nginx's.
const VARIABLES: &[&str] = &[
    "request_time",
    "upstream_response_time",
    "upstream_status",
    "upstream_addr",
    "body_bytes_sent",
    "time_iso8601",
    "time_local",
    "request_length",
    "http_user_agent",
];

fn read(line: &[u8]) -> Option<Record> {
    let CommonLog { mut record, columns, .. } = common_log::read(line)?;
    let pairs = Pairs::from(line, behind_quoted(line, columns).offset());
    let get = |keys: &[&str]| {
        let is_key = |key: &Span| keys.iter().any(|known| line[key.clone()] == *known.as_bytes());
        pairs.clone().find(|pair| is_key(&pair.key)).map(|pair| pair.value)
    };
    // Only who knows nginx has these.
    [CONNECT, HEADER, RESPONSE, &UPSTREAM_STATUS[..1]].into_iter().find_map(get)?;
    fill(line, &mut record, &get);
    Some(record)
}

fn read_object(object: Object<'_>) -> Option<Record> {
    let text = object.text;
    VARIABLES.iter().filter(|name| object.member(name).is_some()).nth(1)?;
    let code = object.value("status")?;
    let status = status(text, &code);
    if status.is_none() && text.get(code)? != b"000" {
        return None;
    }
    let get = |keys: &[&str]| {
        let member = keys.iter().find_map(|key| object.member(key))?;
        (!matches!(member.kind, Kind::Container(_))).then(|| member.value.clone())
    };
    let moment = object.any(&["time_iso8601", "time_local", "@timestamp", "timestamp", "time", "msec"]);
    let path = object.any(&["request_uri", "uri", "path"]).filter(|span| text[span.clone()].starts_with(b"/"));
    let route = path.map(|path| without_query(text, path));
    let mut record = Record {
        moment: moment.and_then(|span| Some(Field { value: Moment::read(&text[span.clone()])?, span })),
        route: route.or_else(|| path_of_request(text, &object.value("request")?)),
        status,
        ..Record::default()
    };
    fill(text, &mut record, &get);
    Some(record)
}

/// Fills in what nginx's variables say; `get` gives the value of one of several names, also a `-`.
fn fill(text: &[u8], record: &mut Record, get: &dyn Fn(&[&str]) -> Option<Span>) {
    let sum = |keys: &[&str]| get(keys).and_then(|span| sum_of_seconds(text, &span));
    let word = |keys: &[&str]| get(keys).and_then(|span| filled(text, span));
    record.times.total = get(&["request_time", "rt"]).and_then(|span| time(text, &span, Unit::Second));
    record.times.processing = sum(RESPONSE);
    record.times.first_byte = sum(HEADER);
    record.times.connect = sum(CONNECT);
    record.host = word(&["host", "http_host", "vhost", "server_name"]).or(record.host.take());
    record.request_id = word(&["request_id", "req_id"]);
    let had_header = get(HEADER).map(|span| text[span].trim_ascii_end().last().is_some_and(u8::is_ascii_digit));
    upstream(text, record, VENDOR, get(UPSTREAM_STATUS).as_ref(), had_header);
}

/// Who made the status, by `$upstream_status` and whether the last upstream sent a header, where the record tells. nginx writes
/// 502 and 504 as the upstream's status also where no header ever came from it.
pub(super) fn upstream(
    text: &[u8],
    record: &mut Record,
    vendor: &'static str,
    statuses: Option<&Span>,
    had_header: Option<bool>,
) {
    let last = statuses.and_then(|span| last_status(text, span));
    let code = record.status.as_ref().map(|status| status.value);
    let failed = last.as_ref().map(|status| status.value).filter(|status| matches!(status.0, 502 | 504));
    record.status_by = match &last {
        _ if had_header == Some(false) => Writer::Own(vendor),
        None if statuses.is_some() => Writer::Own(vendor),
        Some(last) if Some(last.value) != code => Writer::Own(vendor),
        Some(_) if failed.is_none() || had_header == Some(true) => Writer::Upstream,
        _ => Writer::Unknown,
    };
    let is_own = record.status_by == Writer::Own(vendor);
    record.is_timeout = (is_own && failed.is_some_and(|status| status.0 == 504) && code == failed).then_some(true);
    record.upstream_status = last.filter(|_| had_header != Some(false));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status_code::StatusCode;

    const START: &str = "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.1\" ";

    #[test]
    fn who_made_the_status_is_told_by_the_upstreams_header() {
        for (rest, by, upstream, is_timeout) in [
            (
                "504 1 \"-\" \"c\" rt=2.0 uct=\"0.0\" uht=\"-\" urt=\"2.0\" us=\"504\"",
                Writer::Own("nginx"),
                None,
                Some(true),
            ),
            ("502 1 \"-\" \"c\" rt=2.0 uht=\"-\" urt=\"2.0\" us=\"502\"", Writer::Own("nginx"), None, None),
            ("504 1 \"-\" \"c\" rt=2.0 uht=\"1.0\" urt=\"2.0\" us=\"504\"", Writer::Upstream, Some(504), None),
            ("504 1 \"-\" \"c\" rt=2.0 urt=\"2.0\" us=\"504\"", Writer::Unknown, Some(504), None),
            ("500 1 \"-\" \"c\" rt=2.0 urt=\"2.0\" us=\"500\"", Writer::Upstream, Some(500), None),
            ("499 0 \"-\" \"c\" rt=2.0 urt=\"2.0\" us=\"-\"", Writer::Own("nginx"), None, None),
            (
                "200 1 \"-\" \"c\" rt=0.1 uht=\"-, 0.0\" urt=\"0.0, 0.0\" us=\"502, 200\"",
                Writer::Upstream,
                Some(200),
                None,
            ),
            ("503 1 \"-\" \"c\" rt=0.0 urt=-", Writer::Unknown, None, None),
        ] {
            let record = read(format!("{START}{rest}").as_bytes()).unwrap();
            let found = record.upstream_status.map(|status| status.value);
            assert_eq!((record.status_by, found), (by, upstream.map(StatusCode)), "{rest}");
            assert_eq!(record.is_timeout, is_timeout, "{rest}");
        }
    }

    #[test]
    fn without_a_variable_of_an_upstream_it_could_be_anybodys() {
        for rest in ["502 1 \"-\" \"c\" rt=2.0", "502 1 \"-\" \"urt=1\"", "502 1 \"-\" \"c\" cut=1", "502"] {
            assert_eq!(read(format!("{START}{rest}").as_bytes()), None, "{rest}");
        }
    }
}
