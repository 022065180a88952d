//! PHP-FPM's log: scripts that were too slow or were ended, pools that are full; and the head of each entry of its slow log.
//! Settings: <https://www.php.net/manual/en/install.fpm.configuration.php>.

use super::super::columns::{Columns, find, path_of_request, time};
use super::super::format::{Format, Shape};
use super::super::moment::Moment;
use super::super::record::{Field, Record, Span, Times};
use crate::duration::Unit;

pub(super) const FORMAT: Format = Format { name: "PHP-FPM log", vendor: Some("php-fpm"), shape: Shape::Lines(read) };

/// The words of each message, and what they say of a time limit. A script that is only slow goes on.
const WORDS: [(&[u8], Option<bool>); 4] = [
    (b"execution timed out", Some(true)),
    (b"executing too slow", None),
    (b"server reached pm.max_children setting", None),
    (b"server reached max_children setting", None),
];

fn read(text: &[u8]) -> Option<(Record, usize)> {
    let end = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
    let line = text[..end].trim_ascii_end();
    let pool = find(line, b"[pool ")?;
    let begin = Columns::from(line, pool).next()?.end + 2;
    let words = line.get(begin..)?;
    let date = Columns::from(line, 0).next().filter(|span| span.start == 1 && span.end < pool);
    let moment = date.and_then(|span| Some(Field { value: Moment::read(&line[span.clone()])?, span }));
    if words.starts_with(b"pid ") {
        return slow(text, end, moment);
    }
    let (at, word, is_timeout) = WORDS.iter().find_map(|(word, is_timeout)| {
        let at = begin + find(words, word)?;
        Some((at, *word, *is_timeout))
    })?;
    let request = find(words, b"(request: ").and_then(|from| Columns::from(line, begin + from + 10).next());
    // How long a script runs that is only slow is not known yet.
    let seconds = || {
        let from = at + word.len() + 2;
        let length = line.get(from..)?.iter().position(|byte| *byte == b' ')?;
        time(line, &(from..from + length), Unit::Second)
    };
    let record = Record {
        moment,
        route: request.and_then(|request| path_of_request(line, &request)),
        times: Times { total: is_timeout.and_then(|_| seconds()), ..Times::default() },
        is_timeout,
        outcome: Some(at..at + word.len()),
        message: Some(begin..line.len()),
        ..Record::default()
    };
    Some((record, end))
}

/// `[25-Nov-2026 22:41:22]  [pool www] pid 7238`, and the script in the line below.
fn slow(text: &[u8], end: usize, moment: Option<Field<Moment>>) -> Option<(Record, usize)> {
    const SCRIPT: &[u8] = b"script_filename = ";
    let below = text.get(end + 1..)?;
    let length = below.iter().position(|byte| *byte == b'\n').unwrap_or(below.len());
    let at = find(&below[..length], SCRIPT)?;
    let start = end + 1 + at + SCRIPT.len();
    let script: Span = start..start.max(text[..end + 1 + length].trim_ascii_end().len());
    Some((Record { moment, route: Some(script), ..Record::default() }, end + 1 + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_ended_has_a_time() {
        let ended = "[25-Nov-2026 22:41:22] WARNING: [pool a] child 7, script '/a.php' (request: \"GET /k.php?s=8\") execution timed out (2.051718 sec), terminating\nnext";
        let (record, length) = read(ended.as_bytes()).unwrap();
        assert_eq!((record.is_timeout, record.times.total.unwrap().value.as_micros()), (Some(true), 2_051_718));
        assert_eq!((&ended[record.route.unwrap()], &ended[length..]), ("/k.php", "\nnext"));
        let slow = ended.replace("execution timed out", "executing too slow");
        assert_eq!(read(slow.as_bytes()).unwrap().0.times, Times::default());
        for line in ["[25-Nov-2026 22:41:22] NOTICE: [pool a] child 7 started", "[pool a]", "[pool", "[pool a] pid 9\n"]
        {
            assert_eq!(read(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn the_head_of_a_slow_entry_names_the_script() {
        let text =
            "[25-Nov-2026 22:41:22]  [pool www] pid 7238\nscript_filename = /srv/a.php\r\n[0x7f] sleep() /srv/a.php:3";
        let (record, _) = read(text.as_bytes()).unwrap();
        assert_eq!(&text[record.route.unwrap()], "/srv/a.php");
        assert!(record.moment.is_some());
    }
}
