//! How long the failed request took, where the text says so. Each number is held against what stands before it.

use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::words::{ends_with, numbers};
use crate::duration::{Unit, decimal_at_start};
use crate::sorting::sort_by_key;

/// What a measured time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TimeKind {
    /// From the request to its end or its failure.
    Whole,
    /// Lambda's `Duration`, or the time after which it was stopped: without the init.
    Processing,
    /// Lambda's `Init Duration`.
    ColdStart,
}

/// A time, and where its number stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// What was measured.
    pub kind: TimeKind,
    /// How long it was.
    pub duration: Duration,
    /// The number and its unit, as bytes of the cleaned text.
    pub span: Range<usize>,
    /// The same as bytes of the text that was handed in.
    pub raw: Range<usize>,
}

/// The unit of a number that has none.
#[derive(Clone, Copy)]
enum Bare {
    Seconds,
    Milliseconds,
    /// Such a number is no time.
    Nothing,
}

/// What stands before a time: the words, the unit that a bare number after them has, and what it measures. Blanks, `:`,
/// `=` and quotes may come between.
const KEYS: &[(&str, Bare, TimeKind)] = {
    use Bare::{Milliseconds, Nothing, Seconds};
    use TimeKind::{ColdStart, Processing, Whole};
    &[
        ("service=", Nothing, Whole),
        ("real", Nothing, Whole),
        ("task timed out after", Seconds, Processing),
        ("timed out after", Nothing, Whole),
        ("init duration", Nothing, ColdStart),
        ("initdurationms", Milliseconds, ColdStart),
        ("duration", Nothing, Processing),
        ("durationms", Milliseconds, Processing),
        ("request_time", Seconds, Whole),
        ("upstream_response_time", Seconds, Whole),
        ("urt=", Seconds, Whole),
        ("rt=", Seconds, Whole),
        ("responselatency", Milliseconds, Whole),
        ("integrationlatency", Milliseconds, Whole),
        ("integration latency", Nothing, Whole),
        ("total_time_ms", Milliseconds, Whole),
        ("time_total", Seconds, Whole),
        ("latency", Nothing, Whole),
        ("elapsed", Nothing, Whole),
        ("took", Nothing, Whole),
        ("time-taken", Milliseconds, Whole),
        ("timetaken_s", Seconds, Whole),
        ("timetaken_d", Seconds, Whole),
        ("response time", Nothing, Whole),
        ("timeout after", Nothing, Whole),
        ("after", Nothing, Whole),
    ]
};

/// The last letters of the [`KEYS`], a bit each from `a` on.
const LAST_LETTERS: u32 = {
    let (mut letters, mut index) = (0, 0);
    while index < KEYS.len() {
        let word = KEYS[index].0.as_bytes();
        let last = if word[word.len() - 1] == b'=' { word[word.len() - 2] } else { word[word.len() - 1] };
        assert!(last.is_ascii_lowercase());
        letters |= 1 << (last - b'a');
        index += 1;
    }
    letters
};

/// How many blanks, quotes and signs may stand between a word and its number.
const GAP: usize = 6;

fn is_gap(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b' ' | b':' | b'=' | b'|')
}

/// The times in a text: of each kind the first that the heaviest word names. Linear in the length of the text. Their spans in the raw text are still open.
pub(super) fn read(text: &str) -> Vec<Time> {
    let mut best: Vec<(usize, Time)> = Vec::new();
    for at in numbers(text) {
        if !text[..at].ends_with(|before: char| before.is_ascii_alphabetic() || u8::try_from(before).is_ok_and(is_gap))
        {
            continue;
        }
        // A word inside another leads to the same number; the longer one, which ends the same way, says what it is.
        let mut known = None;
        for word in words_before(text, at) {
            let (_, bare, kind) = KEYS[word];
            let Some((duration, span)) = time_at(text, at, bare).filter(|_| known.is_none_or(|known| word < known))
            else {
                continue;
            };
            known = Some(word);
            let time = Time { kind, duration, span, raw: 0..0 };
            match best.iter_mut().find(|(_, known)| known.kind == kind) {
                Some((known, slot)) if word < *known => (*known, *slot) = (word, time),
                Some(_) => {}
                None => best.push((word, time)),
            }
        }
    }
    sort_by_key(&mut best, |(_, time)| time.kind);
    best.into_iter().map(|(_, time)| time).collect()
}

/// Which of the [`KEYS`] stand before the number at `at`.
fn words_before(text: &str, at: usize) -> impl Iterator<Item = usize> {
    let bytes = &text.as_bytes()[..at];
    // A word that ends in `=` has that of its own.
    let gap = bytes.iter().rev().take(GAP + 2).take_while(|byte| is_gap(**byte)).count();
    let end = at - gap;
    let last = bytes[..end].last().map_or(0, u8::to_ascii_lowercase);
    let may_be = last.is_ascii_lowercase() && LAST_LETTERS & (1 << (last - b'a')) != 0;
    let keys = if may_be { KEYS } else { &[] };
    let is_before = move |(word, _, kind): &(&str, Bare, TimeKind)| {
        let has_sign = word.as_bytes().last() == Some(&b'=');
        let end = if has_sign && gap > 0 && bytes[end] == b'=' { end + 1 } else { end };
        if at - end > GAP || !ends_with(&text[..end], word) {
            return false;
        }
        let before = &text[..end - word.len()];
        let is_other = || ["Billed ", "Init ", "Restore "].iter().any(|other| before.ends_with(other));
        !before.ends_with(|before: char| before.is_ascii_alphanumeric())
            && (*kind != TimeKind::Processing || !is_other())
    };
    keys.iter().enumerate().filter(move |(_, key)| is_before(key)).map(|(word, _)| word)
}

/// The time that stands at `start`, and its span.
fn time_at(text: &str, start: usize, bare: Bare) -> Option<(Duration, Range<usize>)> {
    let number = decimal_at_start(&text[start..])?;
    let end_of_number = start + number.len();
    let rest = &text[end_of_number..];
    // `0m29.230s`, as `time` prints it, in some languages with a comma.
    if let Some(seconds) = rest.strip_prefix('m')
        && let Some((seconds, _)) = seconds[..seconds.floor_char_boundary(12)].split_once('s')
        && seconds.starts_with(|first: char| first.is_ascii_digit())
    {
        let time = Unit::Minute.in_thousandths(number)? + Unit::Second.in_thousandths(&seconds.replace(',', "."))?;
        return Some((sensible(time)?, start..end_of_number + 2 + seconds.len()));
    }
    let blanks = rest.bytes().take_while(|byte| *byte == b' ').take(1).count();
    let name = &rest[blanks..];
    let name = &name[..name.bytes().take(12).take_while(u8::is_ascii_alphabetic).count()];
    let (unit, end) = match Unit::from_name(name) {
        Some(unit @ (Unit::Millisecond | Unit::Second | Unit::Minute)) => (unit, end_of_number + blanks + name.len()),
        _ => match bare {
            Bare::Seconds => (Unit::Second, end_of_number),
            Bare::Milliseconds => (Unit::Millisecond, end_of_number),
            Bare::Nothing => return None,
        },
    };
    Some((sensible(unit.in_thousandths(number)?)?, start..end))
}

fn sensible(time: Duration) -> Option<Duration> {
    is_sensible(time).then_some(time)
}

/// Hours of waiting are no request's: such a number is something else.
pub(super) fn is_sensible(time: Duration) -> bool {
    const LONGEST: Duration = Duration::from_secs(4 * 3600);
    !time.is_zero() && time < LONGEST
}

#[cfg(test)]
mod tests {
    use super::super::read_records::read_records;
    use super::*;
    use proptest::prelude::*;

    fn times(text: &str) -> Vec<(TimeKind, f64)> {
        let read = read_records(text, &[]).times;
        read.into_iter().map(|time| (time.kind, time.duration.as_secs_f64())).collect()
    }

    #[test]
    fn times_are_found_behind_the_words_that_name_them() {
        use TimeKind::{ColdStart, Processing, Whole};
        for (text, expected) in [
            ("real 0m29.230s", vec![(Whole, 29.23)]),
            ("connect=6ms service=30001ms status=503", vec![(Whole, 30.001)]),
            ("Task timed out after 10.00 seconds", vec![(Processing, 10.0)]),
            (
                "REPORT RequestId: a Duration: 201.67 ms Billed Duration: 202 ms Init Duration: 480.25 ms",
                vec![(Processing, 0.20167), (ColdStart, 0.48025)],
            ),
            (r#"{"responseLatency":"29009","integrationLatency":"-"}"#, vec![(Whole, 29.009)]),
            ("rt=29.004 uct=\"0.001\" urt=\"29.003\"", vec![(Whole, 29.003)]),
            ("HTTP code: 521\n- Response time: 402 ms", vec![(Whole, 0.402)]),
            ("timeTaken_d | 30.194", vec![(Whole, 30.194)]),
            ("timeTaken_s: `4.012`", vec![(Whole, 4.012)]),
            (
                "a/b 0/0/0/5/9 200 1 - - ---- 1/1\na/b 0/0/0/-1/1501 502 209 - - SH-- 1/1\na/b 0/0/0/-1/7 502 1 - - SH-- 1/1",
                vec![(Whole, 1.501)],
            ),
            (
                "2026-04-02 12:02:09 VIE50-C1 9 192.0.2.1 GET a.cloudfront.net / 502 - c - - Error Q== a.com http 4 0.104 -",
                vec![(Whole, 0.104)],
            ),
            ("2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3 64 328", vec![(Whole, 0.328)]),
            ("2026-02-08 05:19:41 192.0.2.31 GET /a - 80 - 203.0.113.88 c 502 3 64", vec![]),
            (
                r#"[2024-06-18T10:19:42.614Z] "GET / HTTP/1.1" 503 UC upstream_reset{a} - "-" 152 95 120002 - "-" "c" "id" "a" "10.0.0.1:1" b c"#,
                vec![(Whole, 120.002)],
            ),
            (r#""GET / HTTP/1.1" 200 - via_upstream - "-" 152 95 12 11 "-""#, vec![]),
            ("duration of the outage: 3 days", vec![]),
            ("real numbers 5", vec![]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_mix_of_words_and_numbers_is_read(
            parts in proptest::collection::vec("0/0/0/-1/|SH--| 502 |HTTP/1.1 503 UC|2024-01-01|00:00:00|\n|real|took|after|[ :=\"]|[0-9]{1,9}|\\.|m|s|é|ms|Duration|99999999999999999999", 0..40),
        ) {
            let text = parts.concat();
            for time in read_records(&text, &[]).times {
                prop_assert!(text.get(time.span).is_some());
            }
        }
    }
}
