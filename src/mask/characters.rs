//! Characters of names.

/// Whether names of fields, headers and variables are made of such characters.
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// Whether a word could be a name, and has no digit.
pub(super) fn is_name_without_digits(word: &str) -> bool {
    word.bytes().all(|byte| is_name_byte(byte) && !byte.is_ascii_digit())
}
