//! Syslog, as RFC 5424 and RFC 3164 have it, and as journald's short output and rsyslog's files show it.
//! <https://www.rfc-editor.org/rfc/rfc5424>, <https://www.rfc-editor.org/rfc/rfc3164>.

use super::super::columns::{is_number, is_time};
use super::super::record::Span;
use super::wrapper::{Words, Wrapper, WrapperShape, has_zone};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "syslog", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    let mut words = Words::new(line);
    let mut first = words.next()?;
    // The length of the message, where messages follow each other in a stream.
    if is_number(first) && line.get(words.rest().start) == Some(&b'<') {
        first = words.next()?;
    }
    if let Some(priority) = first.strip_prefix(b"<") {
        let end = priority.iter().position(|byte| *byte == b'>').filter(|end| is_number(&priority[..*end]))?;
        first = &priority[end + 1..];
        if is_number(first) {
            return modern(words);
        }
    }
    let is_moment = if has_zone(first) {
        true
    } else {
        let is_day = |day: &[u8]| day.len() < 3 && is_number(day);
        first.len() == 3
            && first.is_ascii()
            && first[0].is_ascii_uppercase()
            && is_day(words.next()?)
            && is_time(words.next()?)
    };
    if !is_moment {
        return None;
    }
    let (host, tag) = (words.next()?, words.next()?);
    let tag = tag.strip_suffix(b":")?;
    // Other lines that begin with a moment have a word and a colon too: with a zone, the process's number is asked for.
    let is_process = tag.ends_with(b"]") || !has_zone(first);
    (is_process && !host.ends_with(b":") && !tag.is_empty()).then(|| words.rest())
}

/// Behind priority and version: moment, host, program, its number, the message's kind, data in brackets; Heroku leaves these out.
fn modern(mut words: Words<'_>) -> Option<Span> {
    if !has_zone(words.next()?) {
        return None;
    }
    for _ in 0..4 {
        words.next()?;
    }
    let line = words.line;
    let mut rest = words.rest();
    if line[rest.clone()].starts_with(b"- ") {
        rest.start += 2;
    }
    while line.get(rest.start) == Some(&b'[') {
        let mut is_quoted = false;
        let length = line[rest.clone()].iter().position(|byte| {
            is_quoted ^= *byte == b'"';
            *byte == b']' && !is_quoted
        })?;
        rest.start += length + 1;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_write_it_is_taken_off() {
        for line in [
            "<158>1 2012-11-30T06:45:26+00:00 host heroku router - at=info",
            "277 <158>1 2012-11-30T06:45:26+00:00 d.9173 heroku router - at=info",
            "<14>1 2012-11-30T06:45:26Z host app 12 ID47 - at=info",
            r#"<14>1 2012-11-30T06:45:26.123456Z host app 12 - [a@1 b="]"][c d="e"] at=info"#,
            "<34>Oct 11 22:14:15 mymachine su[1]: at=info",
            "Oct  1 22:14:15 mymachine nginx: at=info",
            "2024-01-01T00:00:00+0000 host nginx[12]: at=info",
        ] {
            let rest = strip(line.as_bytes()).map(|rest| &line[rest]);
            assert_eq!(rest.map(str::trim), Some("at=info"), "{line}");
        }
        for line in [
            "2024-01-01T00:00:00Z RequestId: 12 Error: at=info",
            "2024-01-01T00:00:00Z host error: at=info",
            "Oct 11 2024 mymachine su: at=info",
            "<a>1 2012-11-30T06:45:26+00:00 host heroku router - at=info",
            "<158>1 2012-11-30T06:45:26+00:00 host",
            "12 <",
        ] {
            assert_eq!(strip(line.as_bytes()), None, "{line}");
        }
    }
}
