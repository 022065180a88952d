//! When something was logged: the ways in which logs write a moment, as microseconds of Unix time.

/// A moment. Where a format has no zone, UTC is assumed and [`has_zone`](Self::has_zone) is false: whoever merges files of
/// several machines has to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Microseconds since 1970-01-01T00:00:00Z, leap seconds left out.
    pub microseconds: i64,
    /// Whether the text named a zone, or is Unix time.
    pub has_zone: bool,
}

const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

impl Moment {
    /// Reads a moment as logs write it: ISO 8601 with `T` or a blank, `/` or `-` between (`2024-01-15T12:30:46.000Z`,
    /// `2024/01/15 12:30:46`), the Common Log Format (`10/Oct/2000:13:55:36 -0700`; PHP's
    /// `10-Oct-2000 13:55:36`), Apache's error log
    /// (`Wed Oct 11 14:32:52.123456 2000`), HTTP dates (`Mon, 01 Jan 2024 00:00:00 GMT`), and Unix time in s, ms, µs or ns by
    /// its number of digits. `None` for anything else.
    pub fn read(text: &[u8]) -> Option<Self> {
        let text = text.trim_ascii();
        let first = *text.first()?;
        if first.is_ascii_digit() {
            Self::iso(text).or_else(|| Self::common_log(text)).or_else(|| Self::unix(text))
        } else {
            Self::named_month(text)
        }
    }

    /// The moment of a format whose times are UTC without saying so.
    pub(super) const fn in_utc(self) -> Self {
        Self { has_zone: true, ..self }
    }

    /// `2024-01-15T12:30:46.123456Z`, `2024/01/15 12:30:46`, `2024-01-15 12:30:46,123 +0200`.
    fn iso(text: &[u8]) -> Option<Self> {
        let year = number(text.get(..4)?)?;
        let mark = *text.get(4)?;
        if !matches!(mark, b'-' | b'/') || *text.get(7)? != mark {
            return None;
        }
        let date = days(year, number(text.get(5..7)?)?, number(text.get(8..10)?)?)?;
        if !matches!(text.get(10)?, b'T' | b't' | b' ' | b'\t') {
            return None;
        }
        let (time, rest) = clock(&text[11..])?;
        Some(Self::new(date, time, zone(rest)))
    }

    /// `10/Oct/2000:13:55:36 -0700`, also with a fraction as HAProxy writes it; `10-Oct-2000 13:55:36` as PHP writes it.
    fn common_log(text: &[u8]) -> Option<Self> {
        let mark = *text.get(2)?;
        if !matches!(mark, b'/' | b'-') || *text.get(6)? != mark || !matches!(text.get(11)?, b':' | b' ') {
            return None;
        }
        let date = days(number(text.get(7..11)?)?, month(text.get(3..6)?)?, number(&text[..2])?)?;
        let (time, rest) = clock(&text[12..])?;
        Some(Self::new(date, time, zone(rest)))
    }

    /// `Wed Oct 11 14:32:52.123456 2000`, `Oct 11 14:32:52 2000`, `Mon, 01 Jan 2024 00:00:00 GMT`.
    fn named_month(text: &[u8]) -> Option<Self> {
        let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).peekable();
        words.next_if(|word| month(word).is_none());
        let first = words.next()?;
        if let Some(month) = month(first) {
            let day = number(words.next()?)?;
            let (time, _) = clock(words.next()?)?;
            return Some(Self::new(days(number(words.next()?)?, month, day)?, time, None));
        }
        let date = days(
            number_of(words.nth(1).as_slice(), 4)?,
            month(text.split(|byte| *byte == b' ').nth(2)?)?,
            number(first)?,
        )?;
        let (time, _) = clock(words.next()?)?;
        Some(Self::new(date, time, words.next().map(|_| 0)))
    }

    /// Unix time: ten digits are seconds, thirteen milliseconds, sixteen microseconds, nineteen nanoseconds; seconds may have a
    /// fraction.
    fn unix(text: &[u8]) -> Option<Self> {
        let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let whole = i64::try_from(number_u64(&text[..digits])?).ok()?;
        let microseconds = match (digits, &text[digits..]) {
            (10, []) => whole * 1_000_000,
            (10, [b'.', fraction @ ..]) => whole * 1_000_000 + fraction_of_second(fraction)?.0,
            (13, [] | [b'.', ..]) => whole * 1_000,
            (16, []) => whole,
            (19, []) => whole / 1_000,
            _ => return None,
        };
        Some(Self { microseconds, has_zone: true })
    }

    fn new(days: i64, time: i64, zone: Option<i64>) -> Self {
        let offset = zone.unwrap_or_default() * 60_000_000;
        Self { microseconds: days * 86_400_000_000 + time - offset, has_zone: zone.is_some() }
    }
}

/// `14:32:52.123456` at the start, as microseconds of the day, and what follows.
fn clock(text: &[u8]) -> Option<(i64, &[u8])> {
    let part = |at: usize| number(text.get(at..at + 2)?);
    if *text.get(2)? != b':' || *text.get(5)? != b':' {
        return None;
    }
    let (hour, minute, second) = (part(0)?, part(3)?, part(6)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = (hour * 60 + minute) * 60 + second;
    match &text[8..] {
        [b'.' | b',', rest @ ..] if rest.first().is_some_and(u8::is_ascii_digit) => {
            let (fraction, length) = fraction_of_second(rest)?;
            Some((seconds * 1_000_000 + fraction, &rest[length..]))
        }
        rest => Some((seconds * 1_000_000, rest)),
    }
}

/// The digits behind a decimal mark as microseconds, cut there, and how many digits there are.
fn fraction_of_second(text: &[u8]) -> Option<(i64, usize)> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let known = number(&text[..length.min(6)])?;
    Some((known * 10_i64.pow(u32::try_from(6 - length.min(6)).ok()?), length))
}

/// The zone at the start, in minutes east of UTC: `Z`, `+02:00`, ` -0700`, ` UTC`. `None` where none stands.
fn zone(text: &[u8]) -> Option<i64> {
    match text.trim_ascii_start() {
        [b'Z' | b'z', ..] | [b'U', b'T', b'C', ..] | [b'G', b'M', b'T', ..] => Some(0),
        [sign @ (b'+' | b'-'), rest @ ..] => {
            let minutes_at = if rest.get(2) == Some(&b':') { 3 } else { 2 };
            let hours = number(rest.get(..2)?)?;
            let minutes = rest.get(minutes_at..minutes_at + 2).and_then(number).unwrap_or_default();
            let offset = hours * 60 + minutes;
            Some(if *sign == b'-' { -offset } else { offset })
        }
        _ => None,
    }
}

fn month(name: &[u8]) -> Option<i64> {
    let index = MONTHS.chunks(3).position(|month| name.len() == 3 && month == name)?;
    i64::try_from(index + 1).ok()
}

/// Days from 1970-01-01 to a date of the Gregorian calendar; `None` for what is none.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March here, so that the leap day is the last (Hinnant, "chrono-compatible low-level date algorithms").
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468)
}

/// A number of at most nine digits and nothing else.
fn number(text: &[u8]) -> Option<i64> {
    let value = number_u64(text).filter(|_| text.len() <= 9)?;
    i64::try_from(value).ok()
}

fn number_of(word: &[&[u8]], digits: usize) -> Option<i64> {
    number(word.first().filter(|word| word.len() == digits)?)
}

/// A whole number and nothing else.
pub(super) fn number_u64(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 19 {
        return None;
    }
    text.iter().try_fold(0_u64, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_moment_is_read_from_each_way_to_write_it() {
        for text in [
            "2024-01-15T12:30:46.000000Z",
            "2024-01-15 12:30:46 UTC",
            "2024-01-15T14:30:46+02:00",
            "15/Jan/2024:07:30:46 -0500",
            "Mon, 15 Jan 2024 12:30:46 GMT",
            "1705321846",
            "1705321846.000",
            "1705321846000",
            "1705321846000000",
            "1705321846000000000",
        ] {
            let moment = Moment::read(text.as_bytes());
            assert_eq!(moment, Some(Moment { microseconds: 1_705_321_846_000_000, has_zone: true }), "{text}");
        }
        for text in [
            "2024/01/15 12:30:46",
            "Mon Jan 15 12:30:46 2024",
            "15/Jan/2024:12:30:46",
            "15-Jan-2024 12:30:46",
            "2024-01-15 12:30:46,000",
        ] {
            let moment = Moment::read(text.as_bytes());
            assert_eq!(moment, Some(Moment { microseconds: 1_705_321_846_000_000, has_zone: false }), "{text}");
        }
    }

    #[test]
    fn fractions_and_leap_days_are_kept() {
        let read = |text: &str| Moment::read(text.as_bytes()).map(|moment| moment.microseconds);
        assert_eq!(read("1970-01-01T00:00:00.123456789Z"), Some(123_456));
        assert_eq!(read("2000-02-29T00:00:00Z"), Some(951_782_400_000_000));
        assert_eq!(read("1969-12-31T23:59:59Z"), Some(-1_000_000));
    }

    #[test]
    fn other_texts_are_no_moment() {
        for text in
            ["", "-", "2024", "2024-13-01T00:00:00Z", "2024-01-15", "25:00:00", "12345", "Jan", "2024-01-15T1:2:3"]
        {
            assert_eq!(Moment::read(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(text in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = Moment::read(&text);
        }

        #[test]
        fn any_cut_of_a_moment_is_read(cut in 0..30_usize, index in 0..4_usize) {
            let text = ["2024-01-15T12:30:46.1Z", "15/Jan/2024:07:30:46 -0500", "Mon, 15 Jan 2024 12:30:46 GMT", "Wed Oct 11 14:32:52.123456 2000"][index];
            let _ = Moment::read(&text.as_bytes()[cut.min(text.len())..]);
            let _ = Moment::read(&text.as_bytes()[..cut.min(text.len())]);
        }
    }
}
