//! Numbers with a unit, of which each needs a source.

const UNITS: &[&str] = &[
    "ns", "µs", "μs", "ms", "s", "sec", "second", "seconds", "min", "minute", "minutes", "h", "hour", "hours", "day",
    "days", "KB", "kB", "KiB", "MB", "MiB", "GB", "GiB", "bytes", "%",
];

/// The first number with a unit of time or size, or with a percent sign: `29 s`, `29-second`, `1.5 MB`.
pub(super) fn first_measure(text: &str) -> Option<&str> {
    let mut start = None;
    let mut previous = ' ';
    for (index, character) in text.char_indices() {
        if character.is_ascii_digit() {
            if start.is_none() && !previous.is_alphanumeric() {
                start = Some(index);
            }
        } else if let Some(begin) = start.filter(|_| !matches!(character, '.' | ',')) {
            start = None;
            let unit_at = if matches!(character, ' ' | '\u{a0}' | '-') { index + character.len_utf8() } else { index };
            let rest = &text[unit_at..];
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '%').unwrap_or(rest.len());
            if UNITS.contains(&&rest[..length]) {
                return Some(&text[begin..unit_at + length]);
            }
        }
        previous = character;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_measure;

    #[test]
    fn numbers_with_a_unit_are_found() {
        for (text, measure) in [
            ("It takes 29 s.", Some("29 s")),
            ("The 29-second limit", Some("29-second")),
            ("after 1.5 MB or", Some("1.5 MB")),
            ("at 20 %", Some("20 %")),
            ("at 20% of", Some("20%")),
            ("850ms", Some("850ms")),
            ("a 504 status", None),
            ("RFC 9110 section 15", None),
            ("in 2024, since", None),
            ("H12 second", None),
            ("a 502 such as", None),
        ] {
            assert_eq!(first_measure(text), measure, "{text}");
        }
    }
}
