//! Access logs of an AWS Network Load Balancer: of its TLS listeners only, one line a connection, and so without a status.
//! Fields: <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html>.

use super::super::columns::{Columns, filled, find, time};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record, Times};
use crate::duration::Unit;

// The guide has no vendor for it: it makes no answers.
pub(super) const FORMAT: Format = Format { name: "NLB TLS access log", vendor: None, shape: Shape::Line(read) };

fn read(line: &[u8]) -> Option<Record> {
    let mut columns = Columns::from(line, find(line, b"tls ")?);
    let (_type, _version, moment, name) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    if !line[name].starts_with(b"net/") {
        return None;
    }
    let value = Moment { has_zone: true, ..Moment::read(&line[moment.clone()])? };
    // Listener, client and target; how long the connection and the handshake took, in milliseconds.
    let total = time(line, &columns.nth(3)?, Unit::Millisecond);
    // The handshake, and the bytes of both directions.
    let alert = columns.nth(3)?;
    // Certificate, its serial number, cipher, protocol, named group.
    let host = columns.nth(5)?;
    Some(Record {
        moment: Some(Field { value, span: moment }),
        host: filled(line, host),
        times: Times { total, ..Times::default() },
        outcome: filled(line, alert),
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_lines_about_tls_and_cut_ones_are_no_record() {
        for line in [
            "http: tls handshake error 2024-01-15T12:30:46 net/http remote error",
            "tls 2.0 2018-12-20T02:59:40 net/a/b c 192.0.2.1:1 192.0.2.2:443 5 2 98 246 - arn",
            "tls 2.0 today net/a/b c 192.0.2.1:1 192.0.2.2:443 5 2 98 246 - a - c tlsv12 - a.example - - -",
        ] {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }
}
