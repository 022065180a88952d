//! CloudFront's standard log.
//! Fields: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html>.

use super::columns::{behind_date_and_time, columns_from, elapsed, status};
use super::record::{Format, Record, Writer};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "CloudFront", read };

fn read(line: &str) -> Option<Record> {
    let mut fields = behind_date_and_time(line)?;
    // Behind the time: edge, bytes, address, method, host, path, status, and at least five more.
    let (_, host) = fields.nth(4)?;
    let (_, path) = fields.next()?;
    let code = fields.next()?;
    let is_whole = host.contains('.') && path.starts_with('/') && fields.nth(4).is_some();
    let status = status(code).filter(|_| is_whole)?;
    // status, referer, agent, query, cookie, result, id, host, scheme, bytes, time
    let time = columns_from(line, code.0).nth(10).and_then(|time| elapsed(time, Unit::Second));
    Some(Record { status: Some(status), status_by: Writer::Unknown, elapsed: time })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status_code::StatusCode;

    #[test]
    fn status_and_time_are_read_by_their_columns() {
        let line = "2026-04-02 12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c - - Error Q== a.com http 4 0.104 -";
        let record = read(line).unwrap();
        assert_eq!(record.status.unwrap().value, StatusCode(502));
        let elapsed = record.elapsed.unwrap();
        assert_eq!((elapsed.value.as_millis(), &line[elapsed.span]), (104, "0.104"));
    }

    #[test]
    fn a_line_that_is_cut_behind_its_time_has_none() {
        let cut = "2026-04-02 12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c - - Error";
        assert_eq!(read(cut).unwrap().elapsed, None);
        assert_eq!(read("2026-04-02 12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c"), None);
        assert_eq!(read("12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c - - Error Q=="), None);
    }
}
