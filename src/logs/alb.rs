//! Access logs of an AWS Application Load Balancer.
//! Fields: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html>.

use super::columns::{columns_from, status};
use super::record::{Format, Record, Writer};

pub(super) const FORMAT: Format = Format { name: "ALB", read };

fn read(line: &str) -> Option<Record> {
    const TYPES: [&str; 6] = ["http ", "https ", "h2 ", "grpcs ", "ws ", "wss "];
    // Single letters are found many times faster than words.
    let name = line.match_indices('/').map(|(at, _)| &line[..at]).find(|before| before.ends_with(" app"))?;
    let from = Some(name.len() - " app".len()).filter(|at| {
        let before = &line[..*at];
        before.ends_with('Z') && TYPES.iter().any(|name| before.contains(name))
    })?;
    // name, client, target, three times, status, the target's status
    let mut columns = columns_from(line, from);
    let code = columns.nth(6)?;
    let (_, target) = columns.next()?;
    // A rule may say what to answer.
    let is_made = target == "-" && !line.contains("\"fixed-response\"");
    let status_by = if is_made { Writer::Proxy("aws-alb") } else { Writer::Upstream };
    // Of a request that timed out all three times are -1.
    Some(Record { status: Some(status(code)?), status_by, elapsed: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status_code::StatusCode;

    #[test]
    fn a_status_that_no_target_gave_is_its_own() {
        for (target, by) in [("502", Writer::Upstream), ("-", Writer::Proxy("aws-alb"))] {
            let line = format!(
                "h2 2024-01-15T12:30:46.000000Z app/a/b 192.0.2.1:1 10.0.0.1:80 0.0 0.1 0.0 502 {target} 0 0 \"GET / HTTP/2\""
            );
            let record = read(&line).unwrap();
            let status = record.status.unwrap();
            assert_eq!((status.value, &line[status.span], record.status_by), (StatusCode(502), "502", by));
            assert_eq!(record.elapsed, None);
        }
    }

    #[test]
    fn a_path_below_app_is_no_load_balancer() {
        assert_eq!(read("2024-01-15T12:30:46Z GET /srv app/a/b 1 2 3 4 5 502 - 0"), None);
        assert_eq!(read("h2 2024-01-15T12:30:46.000000Z app/a/b 192.0.2.1:1 - -1 -1 -1 -"), None);
    }
}
