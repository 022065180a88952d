//! Times in a text: `29 seconds`, `29s` and `29-second` are one and the same, and `4 minutes` are 240 seconds.

use super::tokens::words_of;
use crate::duration::Unit;

/// A word of a text, and the time that it is with the unit that follows.
#[derive(Debug)]
pub(super) struct Typed {
    /// The word; of a time, the number.
    pub(super) word: String,
    /// The word by which the index knows the time, if it is one.
    pub(super) time: Option<String>,
}

/// The word by which the index knows a time, which nobody can type.
pub(super) fn time_word(number: &str, unit: Unit) -> Option<String> {
    let time = unit.times(number, "")?;
    Some(format!("~{}", time.as_secs() * 1000 + u64::from(time.subsec_millis())))
}

/// The words of a text, without the units of its times.
pub(super) fn times(text: &str) -> Vec<Typed> {
    let mut all: Vec<Typed> = Vec::new();
    for word in words_of(text) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = word.split_at(digits);
        let mut one = Typed { word: number.to_owned(), time: None };
        match Unit::from_name(unit) {
            // The plural of a code: `502s`.
            Some(Unit::Second) if digits == 3 && number.starts_with(['4', '5']) => {}
            Some(unit) if digits > 0 => one.time = time_word(number, unit),
            Some(unit) => {
                if let Some(last) = all.last_mut()
                    && last.time.is_none()
                {
                    last.time = time_word(&last.word, unit);
                    if last.time.is_some() {
                        continue;
                    }
                }
                one.word = word;
            }
            None => one.word = word,
        }
        all.push(one);
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
            assert_eq!(found[0].time.as_deref(), Some(time), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_stays_as_it_is() {
        for text in ["alb 60", "h12 s3", "random 502s", "seconds", "m 5xx"] {
            assert!(times(text).iter().all(|typed| typed.time.is_none()), "{text}");
        }
        assert_eq!(times("random 502s")[1].word, "502");
        assert_eq!(times("60 s s").len(), 2);
    }
}
