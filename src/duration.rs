//! Durations as people and programs write them, to and from [`Duration`] in whole microseconds: the one place that knows
//! units by name, reads a number with its unit, and shows a duration.

use std::fmt;
use std::time::Duration;

use miniserde::de::Visitor;
use serde::Serialize;

miniserde::make_place!(Place);

/// The longest duration that is accepted: one day, the largest documented request timeout of any platform
/// (Azure Application Gateway, 86,400 s).
pub const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Why a text is not a duration. `Display` is a sentence for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DurationError {
    /// The text starts with a minus sign.
    Negative(String),
    /// No number where one must stand. Holds the whole text.
    NotANumber(String),
    /// A number is followed by something that is no unit of time.
    UnknownUnit(String),
    /// Several numbers, of which this one has no unit, as in `1m 30`.
    MissingUnit(String),
    /// Units are not in falling order, or one stands twice, as in `3s 1m`.
    UnitOrder(String),
    /// A fraction stands before the last unit, as in `1.5m 3s`.
    FractionInside(String),
    /// `1,200` is 1.2 in one country and 1200 in another.
    AmbiguousComma(String),
    /// Longer than [`LONGEST`].
    TooLong(String),
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const EXPECTED: &str = "expected a time such as 850 ms, 1.2 s or 1m 3s";
        match self {
            Self::Negative(read) => write!(f, "“{read}” is negative: a measured time is 0 or more"),
            Self::NotANumber(read) => write!(f, "“{read}” is not a time: {EXPECTED}"),
            Self::UnknownUnit(unit) => write!(f, "“{unit}” is not a unit of time: use µs, ms, s, min or h"),
            Self::MissingUnit(number) => {
                write!(f, "“{number}” has no unit: beside another unit each number needs its own, as in 1m 3s")
            }
            Self::UnitOrder(unit) => {
                write!(f, "“{unit}” is out of order: each unit once and the larger first, as in 1m 3s")
            }
            Self::FractionInside(number) => {
                write!(f, "“{number}” is a fraction before a smaller unit: only the last number may have one")
            }
            Self::AmbiguousComma(number) => {
                let (whole, fraction) = number.split_once(',').unwrap_or((number, ""));
                write!(f, "“{number}” can mean {whole}{fraction} or {whole}.{fraction}: write one of these")
            }
            Self::TooLong(read) => write!(f, "“{read}” is longer than 24 h, the longest time limit there is"),
        }
    }
}

impl std::error::Error for DurationError {}

/// A unit of time; the smaller one is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// `µs`.
    Microsecond,
    /// `ms`.
    Millisecond,
    /// `s`.
    Second,
    /// `min`.
    Minute,
    /// `h`.
    Hour,
}

impl Unit {
    const ALL: [Self; 5] = [Self::Hour, Self::Minute, Self::Second, Self::Millisecond, Self::Microsecond];

    /// The unit of that name or abbreviation, in any case: `ms`, `msec`, `Seconds`.
    pub fn from_name(name: &str) -> Option<Self> {
        // Unit names are ASCII but for the micro sign, which has no capital; tables of other capitals cost the browser bytes.
        let lower = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|unit| unit.names().contains(&lower.as_str()))
    }

    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Hour => &["h", "hr", "hrs", "hour", "hours"],
            Self::Minute => &["m", "min", "mins", "minute", "minutes"],
            Self::Second => &["s", "sec", "secs", "second", "seconds"],
            Self::Millisecond => &["ms", "msec", "millis", "millisecond", "milliseconds"],
            Self::Microsecond => &["µs", "μs", "us", "usec", "microsecond", "microseconds"],
        }
    }

    /// The abbreviation with which durations are shown.
    const fn symbol(self) -> &'static str {
        match self {
            Self::Hour => "h",
            Self::Minute => "min",
            Self::Second => "s",
            Self::Millisecond => "ms",
            Self::Microsecond => "µs",
        }
    }

    const fn microseconds(self) -> u64 {
        match self {
            Self::Hour => 3_600_000_000,
            Self::Minute => 60_000_000,
            Self::Second => 1_000_000,
            Self::Millisecond => 1_000,
            Self::Microsecond => 1,
        }
    }

    /// So many of the unit, `whole` and `fraction` being the digits before and after the decimal mark, rounded to the
    /// nearest microsecond. `None` for what is not digits, and for what does not fit into 64 bits of microseconds.
    pub fn times(self, whole: &str, fraction: &str) -> Option<Duration> {
        // Eighteen digits after the mark are finer than any clock, and fit into 64 bits.
        let fraction = fraction.get(..18).unwrap_or(fraction);
        let (unit, scale) = (u128::from(self.microseconds()), 10_u64.checked_pow(u32::try_from(fraction.len()).ok()?)?);
        let scale = u128::from(scale);
        let parts: u64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
        let of_fraction = u64::try_from((u128::from(parts) * unit + scale / 2) / scale).ok()?;
        let microseconds = whole.parse::<u64>().ok()?.checked_mul(self.microseconds())?.checked_add(of_fraction)?;
        Some(Duration::from_micros(microseconds))
    }

    /// So many of the unit, as [`decimal_at_start`] found the number in a log, rounded down to a thousandth of the unit:
    /// what is finer says nothing about a request.
    pub fn in_thousandths(self, number: &str) -> Option<Duration> {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        self.times(whole, fraction.get(..3).unwrap_or(fraction))
    }
}

/// The decimal number at the start of a text: digits, with a point among them or none.
pub fn decimal_at_start(text: &str) -> Option<&str> {
    let length = text.bytes().take(20).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let number = text[..length].trim_end_matches('.');
    (number.starts_with(|first: char| first.is_ascii_digit()) && number.matches('.').count() <= 1).then_some(number)
}

/// A number without a unit counts in milliseconds, the unit of Lambda's REPORT line and of most logs.
const UNIT_OF_A_BARE_NUMBER: Unit = Unit::Millisecond;

/// Reads `850`, `850ms`, `1.2 s`, `1,5 s`, `1m 3s`; a bare number is milliseconds. Empty or blank text is
/// `Ok(None)`: not measured, which is not zero. What is finer than a microsecond is rounded to the nearest one.
///
/// # Errors
/// See [`DurationError`]: negative, no number, unknown unit, an ambiguous comma, or longer than [`LONGEST`].
pub fn parse_duration(text: &str) -> Result<Option<Duration>, DurationError> {
    let read = text.trim();
    if read.is_empty() {
        return Ok(None);
    }
    if read.starts_with(['-', '−']) {
        return Err(DurationError::Negative(read.to_owned()));
    }
    let mut rest = read;
    let mut total = Duration::ZERO;
    let mut previous_unit = None;
    while !rest.is_empty() {
        let (number, after) = split_number(rest).ok_or_else(|| DurationError::NotANumber(read.to_owned()))?;
        let after = after.trim_start();
        let end = after.find(|c: char| c.is_ascii_digit() || c.is_whitespace()).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let unit = if name.is_empty() {
            if previous_unit.is_some() || !after.trim().is_empty() {
                return Err(DurationError::MissingUnit(number.to_owned()));
            }
            UNIT_OF_A_BARE_NUMBER
        } else {
            Unit::from_name(name).ok_or_else(|| DurationError::UnknownUnit(name.to_owned()))?
        };
        if previous_unit.is_some_and(|previous| unit >= previous) {
            return Err(DurationError::UnitOrder(name.to_owned()));
        }
        rest = after.trim_start();
        if number.contains(['.', ',']) && !rest.is_empty() {
            return Err(DurationError::FractionInside(number.to_owned()));
        }
        let (whole, fraction) = split_fraction(number)?;
        total = unit
            .times(whole, fraction)
            .and_then(|time| total.checked_add(time))
            .ok_or_else(|| DurationError::TooLong(read.to_owned()))?;
        previous_unit = Some(unit);
    }
    if total > LONGEST { Err(DurationError::TooLong(read.to_owned())) } else { Ok(Some(total)) }
}

/// Splits a decimal number off the front: digits with at most one mark, and a digit at either side of it.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let marks = number.matches(['.', ',']).count();
    let whole = number.starts_with(|c: char| c.is_ascii_digit()) && number.ends_with(|c: char| c.is_ascii_digit());
    (whole && marks <= 1).then_some((number, rest))
}

/// The digits before and after the decimal mark; those after it are empty where there is none.
fn split_fraction(number: &str) -> Result<(&str, &str), DurationError> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let groups_thousands = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    if number.contains(',') && groups_thousands {
        return Err(DurationError::AmbiguousComma(number.to_owned()));
    }
    Ok((whole, fraction))
}

/// Shows a duration exactly, in the units a person would choose: `250 µs`, `400 ms`, `12.5 s`, `1 h 6 min 40 s`.
/// Seconds run to 120, because limits are spoken of as 60 s or 90 s. [`parse_duration`] reads it back unchanged.
pub fn format_duration(duration: Duration) -> String {
    let microseconds = microseconds(duration);
    match microseconds {
        0 => "0 s".to_owned(),
        1..1_000 => format_in(duration, Unit::Microsecond),
        1_000..1_000_000 => format_in(duration, Unit::Millisecond),
        1_000_000..=120_000_000 => format_in(duration, Unit::Second),
        _ => {
            let mut shown = Vec::new();
            let mut rest = microseconds;
            for unit in [Unit::Hour, Unit::Minute] {
                let count = rest / unit.microseconds();
                rest %= unit.microseconds();
                if count > 0 {
                    shown.push(format!("{count} {}", unit.symbol()));
                }
            }
            if rest > 0 {
                shown.push(format_in(Duration::from_micros(rest), Unit::Second));
            }
            shown.join(" ")
        }
    }
}

/// Shows a duration in one unit, whatever its length: `30001.5 ms`. Exact in seconds and smaller units.
pub fn format_in(duration: Duration, unit: Unit) -> String {
    let (whole, fraction) = decimal(duration, unit);
    format!("{whole}{fraction} {}", unit.symbol())
}

/// [`format_in`] with a comma between thousands: `7,200,000 ms`. For reading only, as [`parse_duration`] cannot tell such
/// a comma from a decimal mark.
pub fn format_in_grouped(duration: Duration, unit: Unit) -> String {
    let (whole, fraction) = decimal(duration, unit);
    let mut shown = String::with_capacity(whole.len() * 4 / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    format!("{shown}{fraction} {}", unit.symbol())
}

/// The whole units in a duration, and the rest of it as `.5`, without trailing zeros and empty where there is none.
fn decimal(duration: Duration, unit: Unit) -> (String, String) {
    let (time, length) = (microseconds(duration), unit.microseconds());
    let (scale, digits) = match unit {
        Unit::Microsecond => (1, 0),
        Unit::Millisecond => (1_000, 3),
        _ => (1_000_000, 6),
    };
    let fraction = time % length * scale / length;
    let fraction = if fraction == 0 { String::new() } else { format!(".{fraction:0digits$}") };
    ((time / length).to_string(), fraction.trim_end_matches('0').to_owned())
}

fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// A duration that keeps the words in which its source states it: `60 s` stays `60 s`, `15 min` stays `15 min`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub struct StatedDuration {
    text: String,
    duration: Duration,
}

impl StatedDuration {
    /// The time itself.
    pub fn duration(&self) -> Duration {
        self.duration
    }
}

impl fmt::Display for StatedDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for StatedDuration {
    type Error = DurationError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match parse_duration(&text)? {
            Some(duration) => Ok(Self { text, duration }),
            None => Err(DurationError::NotANumber(text)),
        }
    }
}

impl From<StatedDuration> for String {
    fn from(stated: StatedDuration) -> Self {
        stated.text
    }
}

impl miniserde::Deserialize for StatedDuration {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl Visitor for Place<StatedDuration> {
    fn string(&mut self, text: &str) -> miniserde::Result<()> {
        self.out = Some(text.to_owned().try_into().map_err(|_| miniserde::Error)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn micros(text: &str) -> u64 {
        u64::try_from(parse_duration(text).unwrap().unwrap().as_micros()).unwrap()
    }

    #[test]
    fn every_accepted_spelling_is_read() {
        for (text, expected) in [
            ("850", 850_000),
            ("850ms", 850_000),
            (" 850 ms ", 850_000),
            ("850\u{a0}ms", 850_000),
            ("1.2 s", 1_200_000),
            ("1,2 s", 1_200_000),
            ("1,25s", 1_250_000),
            ("0,250 s", 250_000),
            ("1m 3s", 63_000_000),
            ("1m3s", 63_000_000),
            ("1 min 3.5 s", 63_500_000),
            ("1h 2min 3s 4ms 5µs", 3_723_004_005),
            ("12034.56 ms", 12_034_560),
            ("12 Seconds", 12_000_000),
            ("0", 0),
            ("0.0000004 s", 0),
            ("0.0000005 s", 1),
            ("24h", 86_400_000_000),
        ] {
            assert_eq!(micros(text), expected, "{text}");
        }
    }

    #[test]
    fn empty_is_not_measured_rather_than_zero() {
        assert_eq!(parse_duration(""), Ok(None));
        assert_eq!(parse_duration("  \u{a0} "), Ok(None));
        assert_eq!(parse_duration("0"), Ok(Some(Duration::ZERO)));
    }

    #[test]
    fn what_cannot_be_a_measured_time_is_refused_with_its_reason() {
        for (text, message) in [
            ("-3 s", "“-3 s” is negative: a measured time is 0 or more"),
            ("−3 s", "“−3 s” is negative: a measured time is 0 or more"),
            ("abc", "“abc” is not a time: expected a time such as 850 ms, 1.2 s or 1m 3s"),
            ("NaN", "“NaN” is not a time: expected a time such as 850 ms, 1.2 s or 1m 3s"),
            ("1.2.3 s", "“1.2.3 s” is not a time: expected a time such as 850 ms, 1.2 s or 1m 3s"),
            (".5 s", "“.5 s” is not a time: expected a time such as 850 ms, 1.2 s or 1m 3s"),
            ("1e9", "“e” is not a unit of time: use µs, ms, s, min or h"),
            ("3 days", "“days” is not a unit of time: use µs, ms, s, min or h"),
            ("1m 30", "“30” has no unit: beside another unit each number needs its own, as in 1m 3s"),
            ("30 1m", "“30” has no unit: beside another unit each number needs its own, as in 1m 3s"),
            ("3s 1m", "“m” is out of order: each unit once and the larger first, as in 1m 3s"),
            ("3s 3s", "“s” is out of order: each unit once and the larger first, as in 1m 3s"),
            ("1.5m 3s", "“1.5” is a fraction before a smaller unit: only the last number may have one"),
            ("30,000 ms", "“30,000” can mean 30000 or 30.000: write one of these"),
            ("25 h", "“25 h” is longer than 24 h, the longest time limit there is"),
            ("99999999999999999999 s", "“99999999999999999999 s” is longer than 24 h, the longest time limit there is"),
        ] {
            assert_eq!(parse_duration(text).unwrap_err().to_string(), message, "{text}");
        }
    }

    #[test]
    fn durations_are_shown_in_sensible_units() {
        for (micros, shown) in [
            (0, "0 s"),
            (250, "250 µs"),
            (1_500, "1.5 ms"),
            (400_000, "400 ms"),
            (12_034_560, "12.03456 s"),
            (60_000_000, "60 s"),
            (150_000_000, "2 min 30 s"),
            (4_000_000_000, "1 h 6 min 40 s"),
        ] {
            assert_eq!(format_duration(Duration::from_micros(micros)), shown);
        }
    }

    #[test]
    fn durations_are_shown_in_a_given_unit() {
        for (microseconds, unit, shown, grouped) in [
            (29_000_000, Unit::Second, "29 s", "29 s"),
            (1_500_000, Unit::Second, "1.5 s", "1.5 s"),
            (500, Unit::Second, "0.0005 s", "0.0005 s"),
            (7_200_000_000, Unit::Millisecond, "7200000 ms", "7,200,000 ms"),
            (30_001_050, Unit::Millisecond, "30001.05 ms", "30,001.05 ms"),
            (0, Unit::Millisecond, "0 ms", "0 ms"),
            (1_234, Unit::Microsecond, "1234 µs", "1,234 µs"),
            (90_000_000, Unit::Minute, "1.5 min", "1.5 min"),
        ] {
            let duration = Duration::from_micros(microseconds);
            assert_eq!(format_in(duration, unit), shown);
            assert_eq!(format_in_grouped(duration, unit), grouped);
        }
    }

    #[test]
    fn only_digits_are_times_a_unit() {
        assert_eq!(Unit::Second.times("29", "0010004"), Some(Duration::from_micros(29_001_000)));
        for (whole, fraction) in [("", ""), ("x", ""), ("1", "x"), ("1", "-1"), ("99999999999999999999", "")] {
            assert_eq!(Unit::Second.times(whole, fraction), None, "{whole}.{fraction}");
        }
        assert_eq!(Unit::Hour.times("1", "ééééééééééé"), None);
    }

    #[test]
    fn a_stated_duration_keeps_its_words() {
        let stated: StatedDuration = miniserde::json::from_str("\"15 min\"").unwrap();
        assert_eq!(stated.to_string(), "15 min");
        assert_eq!(stated.duration(), Duration::from_secs(900));
        assert!(miniserde::json::from_str::<StatedDuration>("\"\"").is_err());
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_unchanged(micros in 0..=86_400_000_000_u64) {
            let duration = Duration::from_micros(micros);
            prop_assert_eq!(parse_duration(&format_duration(duration)), Ok(Some(duration)));
        }

        #[test]
        fn a_comma_reads_as_a_point(whole in 0..10_000_u32, fraction in "[0-9]{1,2}|[0-9]{4,6}") {
            prop_assert_eq!(
                parse_duration(&format!("{whole},{fraction} ms")),
                parse_duration(&format!("{whole}.{fraction} ms"))
            );
        }

        #[test]
        fn no_text_panics_and_every_result_is_sensible(text in "\\PC{0,40}") {
            if let Ok(Some(duration)) = parse_duration(&text) {
                prop_assert!(duration <= LONGEST);
            }
        }

        #[test]
        fn no_text_of_its_own_alphabet_panics(text in "[-0-9., µmshin]{0,60}") {
            if let Ok(Some(duration)) = parse_duration(&text) {
                prop_assert!(duration <= LONGEST);
            }
        }
    }
}
