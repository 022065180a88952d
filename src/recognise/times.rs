//! How long the failed request took, where the text says so.

use std::ops::Range;
use std::time::Duration;

use aho_corasick::BuildError;

use super::words::Words;

/// What a measured time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeKind {
    /// From the request to its end or its failure.
    Whole,
    /// Lambda's `Duration`, or the time after which it was stopped: without the init.
    Processing,
    /// Lambda's `Init Duration`.
    ColdStart,
}

/// A time, and where its number stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// What was measured.
    pub kind: TimeKind,
    /// How long it was.
    pub duration: Duration,
    /// The number and its unit, as bytes of the text.
    pub span: Range<usize>,
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
        ("timeout after", Nothing, Whole),
        ("after", Nothing, Whole),
    ]
};

/// Finds times by the words before them.
#[derive(Debug)]
pub struct TimeReader {
    words: Words,
}

impl TimeReader {
    /// Compiles the words.
    ///
    /// # Errors
    /// Never with the words that stand here.
    pub fn new() -> Result<Self, BuildError> {
        let words = KEYS.iter().map(|(word, ..)| word);
        Ok(Self { words: Words::new(words)? })
    }

    /// The times in a text: of each kind the first that the heaviest word names. Linear in the length of the text.
    pub fn read(&self, text: &str) -> Vec<Time> {
        let mut best: Vec<(usize, Time)> = Vec::new();
        // A word inside another leads to the same number; the longer one, which ends the same way, says what it is.
        let mut last = (usize::MAX, 0);
        for found in self.words.find(text) {
            let word = found.pattern().as_usize();
            let (_, bare, kind) = KEYS[word];
            let is_word = !text[..found.start()].ends_with(|before: char| before.is_ascii_alphanumeric());
            let is_other = ["Billed ", "Init ", "Restore "].iter().any(|other| text[..found.start()].ends_with(other));
            if !is_word || (kind == TimeKind::Processing && is_other) {
                continue;
            }
            let Some((duration, span)) = time_at(text, found.end(), bare) else { continue };
            if span.start == last.1 && word > last.0 {
                continue;
            }
            last = (word, span.start);
            let time = Time { kind, duration, span };
            match best.iter_mut().find(|(_, known)| known.kind == kind) {
                Some((known, slot)) if word < *known => (*known, *slot) = (word, time),
                Some(_) => {}
                None => best.push((word, time)),
            }
        }
        best.sort_by_key(|(_, time)| time.kind);
        best.into_iter().map(|(_, time)| time).collect()
    }
}

/// The time that stands at `at`, behind blanks and quotes, and its place.
fn time_at(text: &str, at: usize, bare: Bare) -> Option<(Duration, Range<usize>)> {
    let gap = text[at..].bytes().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b':' | b'=')).take(6).count();
    let start = at + gap;
    let (first, length) = thousandths(&text[start..])?;
    let rest = &text[start + length..];
    // `0m29.230s`, as `time` prints it.
    if let Some((seconds, more)) = rest.strip_prefix('m').and_then(thousandths) {
        let end = start + length + 1 + more;
        if text[end..].starts_with('s') {
            return Some((sensible(first * 60 + seconds, MICROSECONDS_OF_A_THOUSANDTH)?, start..end + 1));
        }
    }
    let blanks = rest.bytes().take_while(|byte| *byte == b' ').take(1).count();
    let unit: String = rest[blanks..].bytes().take(12).take_while(u8::is_ascii_alphabetic).map(char::from).collect();
    let (microseconds, end) = match unit.to_ascii_lowercase().as_str() {
        "ms" | "msec" | "millis" | "milliseconds" => (1, start + length + blanks + unit.len()),
        "s" | "sec" | "secs" | "second" | "seconds" => {
            (MICROSECONDS_OF_A_THOUSANDTH, start + length + blanks + unit.len())
        }
        "m" | "min" | "minutes" => (60 * MICROSECONDS_OF_A_THOUSANDTH, start + length + blanks + unit.len()),
        _ => match bare {
            Bare::Seconds => (MICROSECONDS_OF_A_THOUSANDTH, start + length),
            Bare::Milliseconds => (1, start + length),
            Bare::Nothing => return None,
        },
    };
    Some((sensible(first, microseconds)?, start..end))
}

/// A thousandth of a second, in microseconds.
const MICROSECONDS_OF_A_THOUSANDTH: u64 = 1_000;

/// Hours of waiting are no request's: such a number is something else.
fn sensible(thousandths: u64, microseconds: u64) -> Option<Duration> {
    const LONGEST: Duration = Duration::from_secs(4 * 3600);
    let time = Duration::from_micros(thousandths.checked_mul(microseconds)?);
    (!time.is_zero() && time < LONGEST).then_some(time)
}

/// The decimal number at the start in thousandths, rounded down, and its length in the text.
fn thousandths(text: &str) -> Option<(u64, usize)> {
    let length = text.bytes().take(20).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let digits = text[..length].trim_end_matches('.');
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains('.') {
        return None;
    }
    let places = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
    let fraction = places.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    // No request takes a million seconds, whatever the unit.
    let whole = whole.parse::<u64>().ok().filter(|whole| *whole < 1_000_000_000)?;
    Some((whole * 1000 + fraction, digits.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn times(text: &str) -> Vec<(TimeKind, f64)> {
        let read = TimeReader::new().unwrap().read(text);
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
            ("duration of the outage: 3 days", vec![]),
            ("real numbers 5", vec![]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_mix_of_words_and_numbers_is_read(
            parts in proptest::collection::vec("real|took|after|[ :=\"]|[0-9]{1,9}|\\.|m|s|é|ms|Duration|99999999999999999999", 0..40),
        ) {
            let text = parts.concat();
            for time in TimeReader::new().unwrap().read(&text) {
                prop_assert!(text.get(time.span).is_some());
            }
        }
    }
}
