//! Columns of a line, and values in them.

use std::time::Duration;

use super::record::Field;
use crate::duration::{Unit, decimal_at_start};
use crate::status_code::StatusCode;

/// The columns of a line that blanks part, each with its offset in the line.
pub(super) fn columns(line: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    columns_from(line, 0)
}

/// The columns of a line from an offset on, each with its offset in the line.
pub(super) fn columns_from(line: &str, from: usize) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    let start = line.as_ptr() as usize;
    line[from..].split_ascii_whitespace().map(move |column| (column.as_ptr() as usize - start, column))
}

/// The columns behind a date and a time at the start of a line.
pub(super) fn behind_date_and_time(line: &str) -> Option<impl Iterator<Item = (usize, &str)>> {
    let mut columns = columns(line);
    let is_moment = is_date(columns.next()?.1) && is_time(columns.next()?.1);
    is_moment.then_some(columns)
}

/// Whether a column is a date: `2026-02-08`.
pub(super) fn is_date(column: &str) -> bool {
    let bytes = column.as_bytes();
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[..4].iter().all(u8::is_ascii_digit)
}

/// Whether a column begins with a time of day: `05:19:41`.
pub(super) fn is_time(column: &str) -> bool {
    let bytes = column.as_bytes();
    bytes.len() >= 8 && bytes[2] == b':' && bytes[5] == b':' && bytes[..2].iter().all(u8::is_ascii_digit)
}

/// Whether a column is a whole number.
pub(super) fn is_number((_, column): &(usize, &str)) -> bool {
    column.bytes().all(|byte| byte.is_ascii_digit())
}

/// The status in a column.
pub(super) fn status((offset, column): (usize, &str)) -> Option<Field<StatusCode>> {
    Some(Field { value: status_at_start(column)?, span: offset..offset + 3 })
}

/// The time in a column, in a unit.
pub(super) fn elapsed((offset, column): (usize, &str), unit: Unit) -> Option<Field<Duration>> {
    let number = decimal_at_start(column)?;
    Some(Field { value: unit.in_thousandths(number)?, span: offset..offset + number.len() })
}

/// The status at the start of a text: three digits, and then no more of a number or a word.
pub fn status_at_start(text: &str) -> Option<StatusCode> {
    let (digits, rest) = text.as_bytes().split_first_chunk::<3>()?;
    let next = rest.first().copied().unwrap_or(b' ');
    let is_decimal = || matches!(next, b'.' | b',' | b':') && rest.get(1).is_some_and(u8::is_ascii_digit);
    let is_whole = || !(next.is_ascii_alphanumeric() || next == b'_' || is_decimal());
    StatusCode::from_digits(*digits).filter(|_| is_whole())
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
    fn offsets_of_columns_are_those_in_the_line() {
        let all: Vec<_> = columns(" a  bc\td\n").collect();
        assert_eq!(all, [(1, "a"), (4, "bc"), (7, "d")]);
        assert!(columns_from(" a  bc\td\n", 2).eq([(4, "bc"), (7, "d")]));
    }
}
