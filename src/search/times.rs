//! Times in a text: `29 seconds`, `29s` and `29-second` are one and the same, and `4 minutes` are 240 seconds.

use super::tokens::tokens;
use crate::duration::Unit;

/// The word by which the index knows a time, which nobody can type.
pub(super) fn time_word(milliseconds: u128) -> String {
    format!("~{milliseconds}")
}

/// The words of a text, each with the time that it is, if it is one: then it is the number, and its unit is left out.
pub(super) fn times(text: &str) -> Vec<(String, Option<String>)> {
    let mut all: Vec<(String, Option<String>)> = Vec::new();
    for word in tokens(text) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = word.split_at(digits);
        let Some(unit) = Unit::from_name(unit) else {
            all.push((word, None));
            continue;
        };
        // The plural of a code: `502s`.
        if matches!(digits, 3) && number.starts_with(['4', '5']) && unit == Unit::Second {
            all.push((number.to_owned(), None));
            continue;
        }
        let time = |number: &str| unit.times(number, "").map(|time| time_word(time.as_millis()));
        if !number.is_empty() {
            all.push((number.to_owned(), time(number)));
        } else if let Some((before, known @ None)) = all.last_mut()
            && let Some(time) = time(before)
        {
            *known = Some(time);
        } else {
            all.push((word, None));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_the_same_however_it_is_written() {
        for (text, time) in [
            ("29 seconds", "~29000"),
            ("29s", "~29000"),
            ("29-second", "~29000"),
            ("4 minutes", "~240000"),
            ("1500 ms", "~1500"),
            ("2h", "~7200000"),
        ] {
            let found = times(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].1.as_deref(), Some(time), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_stays_as_it_is() {
        for text in ["alb 60", "h12 s3", "random 502s", "seconds", "m 5xx"] {
            assert!(times(text).iter().all(|(_, time)| time.is_none()), "{text}");
        }
        assert_eq!(times("random 502s")[1].0, "502");
        assert_eq!(times("60 s s").len(), 2);
    }
}
