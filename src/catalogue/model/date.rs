//! Calendar days, as facts are verified and changed on them.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// A day of the Gregorian calendar, written `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// The day that lies `days` after 1 January 1970, up to the end of the year 9999; what lies beyond is that end.
    pub fn from_days_since_1970(days: u32) -> Self {
        let (mut left, mut year) = (days, 1970_u16);
        loop {
            let length = if Self::new(year, 2, 29).is_some() { 366 } else { 365 };
            if left < length {
                break;
            }
            if year == 9999 {
                return Self { year, month: 12, day: 31 };
            }
            left -= length;
            year += 1;
        }
        let mut date = Self { year, month: 1, day: 1 };
        for _ in 0..left {
            date = date.next();
        }
        date
    }

    /// The day after, within the year: after 31 December comes 31 December.
    fn next(self) -> Self {
        Self::new(self.year, self.month, self.day + 1)
            .or_else(|| Self::new(self.year, self.month + 1, 1))
            .unwrap_or(self)
    }

    /// Whether the day lies more than a year before `other`: a fact that was verified then is due again.
    pub fn is_over_a_year_before(self, other: Self) -> bool {
        (self.year + 1, self.month, self.day) < (other.year, other.month, other.day)
    }

    /// The day in words: `23 November 2026`.
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        format!("{} {} {}", self.day, MONTHS[usize::from(self.month) - 1], self.year)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<_> = text.split('-').collect();
        let date = match parts[..] {
            [year, month, day] if (year.len(), month.len(), day.len()) == (4, 2, 2) => year
                .parse()
                .ok()
                .zip(month.parse().ok())
                .zip(day.parse().ok())
                .and_then(|((year, month), day)| Self::new(year, month, day)),
            _ => None,
        };
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
        for text in ["2025-02-29", "2024-13-01", "2024-00-10", "2024-6-4", "24-06-04", "yesterday", "2024-06-04T00:00"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
