//! HTTP status codes: read, written, compared and named here and nowhere else. Pure.

use std::fmt;

use miniserde::de::Visitor;
use serde::{Deserialize, Serialize};

miniserde::make_place!(Place);

/// An HTTP status code, 000 to 999: logs and readers also use codes outside the standard's range.
///
/// The order is that of the numbers. Binary files hold it as one variable-length integer, JSON as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatusCode(pub u16);

impl StatusCode {
    /// The number of codes that three digits can write.
    pub const COUNT: usize = 1_000;

    /// Codes below 500 that still report a failed request: nothing was answered (000), or a client or a proxy gave up.
    pub const FAILURES_BELOW_500: [Self; 5] = [Self(0), Self(444), Self(460), Self(463), Self(499)];

    /// The code with this number; `None` above 999.
    pub fn from_number(number: u64) -> Option<Self> {
        u16::try_from(number).ok().filter(|number| usize::from(*number) < Self::COUNT).map(Self)
    }

    /// Reads three digits and nothing else.
    pub fn from_text(text: &str) -> Option<Self> {
        Some(Self::from_digits(*text.as_bytes().first_chunk()?)?).filter(|_| text.len() == 3)
    }

    /// The code that three bytes write; `None` unless all are ASCII digits.
    pub fn from_digits(digits: [u8; 3]) -> Option<Self> {
        let is_number = digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| Self(digits.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'))))
    }

    /// Whether it is 500 or above: 5xx, and what some products send beyond the standard's range.
    pub const fn is_server_error(self) -> bool {
        self.0 >= 500
    }

    /// Whether it is of the class 5xx of the standard.
    pub const fn is_5xx(self) -> bool {
        matches!(self.0, 500..600)
    }

    /// Whether it is a server's error, or one of [`FAILURES_BELOW_500`](Self::FAILURES_BELOW_500).
    pub fn is_failure(self) -> bool {
        self.is_server_error() || Self::FAILURES_BELOW_500.contains(&self)
    }

    /// The reason phrase in the IANA registry of HTTP status codes; `None` for a code below 500 or one that is not
    /// registered. Source: <https://www.iana.org/assignments/http-status-codes/>.
    pub const fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            500 => "Internal Server Error",
            501 => "Not Implemented",
            502 => "Bad Gateway",
            503 => "Service Unavailable",
            504 => "Gateway Timeout",
            505 => "HTTP Version Not Supported",
            506 => "Variant Also Negotiates",
            507 => "Insufficient Storage",
            508 => "Loop Detected",
            510 => "Not Extended",
            511 => "Network Authentication Required",
            _ => return None,
        })
    }
}

/// The status at the start of a text: three digits, and then no more of a number or a word.
pub fn status_at_start(text: &str) -> Option<StatusCode> {
    let (digits, rest) = text.as_bytes().split_first_chunk::<3>()?;
    let next = rest.first().copied().unwrap_or(b' ');
    let is_decimal = || matches!(next, b'.' | b',' | b':') && rest.get(1).is_some_and(u8::is_ascii_digit);
    let is_whole = || !(next.is_ascii_alphanumeric() || next == b'_' || is_decimal());
    StatusCode::from_digits(*digits).filter(|_| is_whole())
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

impl miniserde::Deserialize for StatusCode {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl Visitor for Place<StatusCode> {
    fn nonnegative(&mut self, code: u64) -> miniserde::Result<()> {
        self.out = Some(StatusCode(code.try_into().map_err(|_| miniserde::Error)?));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_no_part_of_a_longer_number_or_word() {
        assert_eq!(status_at_start("502 x"), Some(StatusCode(502)));
        assert_eq!(status_at_start("502."), Some(StatusCode(502)));
        for text in ["50", "5020", "502ms", "502.5", "502_a", "-1"] {
            assert_eq!(status_at_start(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_is_three_digits() {
        for (text, number) in [("504", Some(504)), ("000", Some(0)), ("999", Some(999))] {
            assert_eq!(StatusCode::from_text(text).map(|code| code.0), number);
            assert_eq!(StatusCode::from_text(text).map(|code| code.to_string()).as_deref(), Some(text));
        }
        for text in ["", "50", "5040", "50x", "+50", "5é", "５０４"] {
            assert_eq!(StatusCode::from_text(text), None, "{text}");
        }
        assert_eq!(StatusCode::from_number(999), Some(StatusCode(999)));
        assert_eq!(StatusCode::from_number(1_000), None);
    }

    #[test]
    fn failures_are_server_errors_and_a_few_codes_below() {
        for code in [0, 444, 460, 463, 499, 500, 504, 599, 999] {
            assert!(StatusCode(code).is_failure(), "{code}");
        }
        for code in [1, 200, 404, 429, 498] {
            assert!(!StatusCode(code).is_failure(), "{code}");
        }
    }

    #[test]
    fn binary_files_hold_the_number_alone() {
        assert_eq!(postcard::to_allocvec(&StatusCode(504)).unwrap(), postcard::to_allocvec(&504_u16).unwrap());
    }
}
