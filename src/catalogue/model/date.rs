//! Calendar days, as facts are verified and changed on them.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::{ToSpan, civil};
use serde::Serialize;

/// A day of the Gregorian calendar, written `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Date(civil::Date);

impl Date {
    /// A day, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The day that lies `days` after 1 January 1970, up to the end of the year 9999; what lies beyond is that end.
    pub fn from_days_since_1970(days: u32) -> Self {
        Self(civil::date(1970, 1, 1).saturating_add(Duration::from_secs(u64::from(days) * 86_400)))
    }

    /// The day that lies `days` later, up to the end of the year 9999.
    pub fn days_later(self, days: u32) -> Self {
        Self(self.0.saturating_add(i64::from(days).days()))
    }

    /// Whether the day lies more than a year before `other`: a fact that was verified then is due again.
    pub fn is_over_a_year_before(self, other: Self) -> bool {
        self.0.saturating_add(1.year()) < other.0
    }

    /// The day in words: `23 November 2026`.
    pub fn in_words(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The parser also takes a time behind the day and other spellings of ISO 8601: content has one.
        let date = text.parse().ok().map(Self).filter(|date| date.to_string() == text);
        date.ok_or_else(|| format!("`{text}` is not a day such as 2026-11-23"))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written() {
        let date: Date = "2024-06-04".parse().unwrap();
        assert_eq!(date.to_string(), "2024-06-04");
        assert_eq!(date.in_words(), "4 June 2024");
        assert!("2024-02-29".parse::<Date>().is_ok());
    }

    #[test]
    fn days_are_counted_from_1970() {
        // `date -u -d @$((DAYS * 86400)) +%F` says the same.
        for (days, date) in
            [(0, "1970-01-01"), (58, "1970-02-28"), (59, "1970-03-01"), (789, "1972-02-29"), (20_780, "2026-11-23")]
        {
            assert_eq!(Date::from_days_since_1970(days).to_string(), date);
        }
        assert_eq!(Date::from_days_since_1970(u32::MAX).to_string(), "9999-12-31");
    }

    #[test]
    fn a_fact_is_due_when_its_day_is_more_than_a_year_ago() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        for (verified, today, is_due) in [
            ("2025-11-23", "2026-11-23", false),
            ("2025-11-22", "2026-11-23", true),
            ("2024-02-29", "2025-02-28", false),
            ("2024-02-29", "2025-03-01", true),
            ("2026-11-23", "2026-11-22", false),
        ] {
            assert_eq!(day(verified).is_over_a_year_before(day(today)), is_due, "{verified}, {today}");
        }
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for text in [
            "2025-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-6-4",
            "24-06-04",
            "yesterday",
            "2024-06-04T00:00",
            "20240604",
            "+002024-06-04",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
