//! The entries of an HTTP archive, as browsers save what their network panel shows. <http://www.softwareishard.com/blog/har-12-spec/>.

use super::super::columns::{find, host_and_path, status, time};
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::names::moment;
use super::super::record::{Record, Times};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "HTTP archive (HAR)", vendor: None, shape: Shape::Object(read) };

fn read(entry: Object<'_>) -> Option<Record> {
    let began = entry.value("startedDateTime")?;
    let (request, response) = (entry.object("request")?, entry.object("response")?);
    let text = entry.text;
    // A blocked or unanswered request has the status 0 or -2, and times of -1 were not measured.
    let code = response.value("status").and_then(|span| status(text, &span));
    let measured = |object: Option<Object<'_>>, key: &str| time(text, &object?.value(key)?, Unit::Millisecond);
    let (host, route) = request.value("url").map(|span| host_and_path(text, span)).unzip();
    let timings = entry.object("timings");
    // Chrome's word for why there was no answer.
    let outcome = response.value("_error").or_else(|| entry.value("_error"));
    let is_timeout = outcome.clone().and_then(|span| find(&text[span], b"TIMED_OUT").map(|_| true));
    Some(Record {
        moment: moment(text, began),
        host: host.flatten(),
        route,
        status: code,
        times: Times {
            total: measured(Some(entry), "time").filter(|time| !time.value.is_zero()),
            connect: measured(timings, "connect").filter(|time| !time.value.is_zero()),
            first_byte: measured(timings, "wait").filter(|time| !time.value.is_zero()),
            ..Times::default()
        },
        is_timeout,
        outcome,
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::json::read_first;
    use super::*;

    #[test]
    fn what_was_not_measured_is_absent() {
        let text = r#"{"startedDateTime":"2019-07-30T02:05:45.342Z","time":0,"request":{"url":"http://a/b?c"},"response":{"status":0,"_error":"net::ERR_TIMED_OUT"},"timings":{"wait":-1}}"#;
        let record = read_first(text, read).unwrap();
        assert_eq!((record.status, record.times, record.is_timeout), (None, Times::default(), Some(true)));
    }

    #[test]
    fn an_object_with_a_request_and_a_response_is_no_entry() {
        let text = r#"{"request":{"url":"/a"},"response":{"status":502},"started_at":1,"latencies":{"request":5}}"#;
        assert_eq!(read_first(text, read), None);
    }
}
