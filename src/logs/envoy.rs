//! Envoy's default access log, lines whose flags say that Envoy gave up.
//! Fields: <https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#default-format-string>.

use super::columns::{columns_from, elapsed, is_number, status_at_start};
use super::record::{Format, Record, Writer};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "Envoy", read };

fn read(line: &str) -> Option<Record> {
    /// Bytes received, bytes sent, duration.
    const NUMBERS: usize = 3;
    let from = line.find("HTTP/")?;
    let mut fields = columns_from(line, from).skip(1);
    let (_, code) = fields.next()?;
    let (_, flags) = fields.next()?;
    status_at_start(code)?;
    if !flags.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b',') {
        return None;
    }
    let time = fields.skip_while(|field| !is_number(field)).take_while(is_number).nth(NUMBERS - 1)?;
    let elapsed = elapsed(time, Unit::Millisecond);
    // The status stands behind the version of HTTP, as in many other logs.
    Some(Record { status: None, status_by: Writer::Unknown, elapsed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_number_is_the_time_of_a_request_that_envoy_ended() {
        let line = r#""GET / HTTP/1.1" 503 UC upstream_reset{a} - "-" 152 95 120002 - "-""#;
        let elapsed = read(line).unwrap().elapsed.unwrap();
        assert_eq!((elapsed.value.as_millis(), &line[elapsed.span]), (120_002, "120002"));
        assert_eq!(read(r#""GET / HTTP/1.1" 200 - via_upstream - "-" 152 95 12 11 "-""#), None);
    }
}
