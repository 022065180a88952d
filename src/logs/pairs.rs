//! Pairs of a key and a value in a line: `key=value key="two words"`, as Heroku's router, logfmt and many custom formats have
//! them.

use super::record::Span;

/// A pair: its key, and its value without quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) key: Span,
    pub(super) value: Span,
}

/// The pairs of a line, in their order. Words without a sign of equality are passed over.
#[derive(Debug, Clone)]
pub(super) struct Pairs<'a> {
    line: &'a [u8],
    at: usize,
}

impl<'a> Pairs<'a> {
    /// The pairs of a line from an offset on; spans are those in the line.
    pub(super) fn from(line: &'a [u8], at: usize) -> Self {
        Self { line, at }
    }

    /// The value of the first pair with that key, to the letter; `None` also where it is empty or `-`.
    pub(super) fn value(&self, key: &str) -> Option<Span> {
        let pair = self.clone().find(|pair| self.line[pair.key.clone()] == *key.as_bytes())?;
        super::columns::filled(self.line, pair.value)
    }

    /// The value of the first of these keys that has one.
    pub(super) fn any(&self, keys: &[&str]) -> Option<Span> {
        keys.iter().find_map(|key| self.value(key))
    }
}

impl Iterator for Pairs<'_> {
    type Item = Pair;

    fn next(&mut self) -> Option<Pair> {
        let is_key =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$' | b'@' | b'#' | b'/');
        loop {
            let sign = self.at + self.line.get(self.at..)?.iter().position(|byte| *byte == b'=')?;
            let start =
                self.line[self.at..sign].iter().rposition(|byte| !is_key(byte)).map_or(self.at, |at| self.at + at + 1);
            let begin = sign + 1;
            self.at = begin;
            if start == sign {
                continue;
            }
            let rest = &self.line[begin..];
            let value = match rest.first() {
                Some(quote @ (b'"' | b'\'')) => {
                    let mut end = 1;
                    while end < rest.len() && rest[end] != *quote {
                        end += if rest[end] == b'\\' { 2 } else { 1 };
                    }
                    let end = end.min(rest.len());
                    self.at = (begin + end + 1).min(self.line.len());
                    begin + 1..begin + end
                }
                _ => {
                    let length = rest
                        .iter()
                        .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b';' | b'"' | b'|'));
                    self.at = begin + length.unwrap_or(rest.len());
                    begin..self.at
                }
            };
            return Some(Pair { key: start..sign, value });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pairs_are_read_with_and_without_quotes() {
        let line =
            br#"2024 router: at=error desc="Request timeout" path="/a=b" empty= service=30001ms, x='a b' == "k=v""#;
        let all: Vec<_> = Pairs::from(line, 0)
            .map(|pair| [&line[pair.key], &line[pair.value]].map(|part| str::from_utf8(part).unwrap()).join("="))
            .collect();
        assert_eq!(all, ["at=error", "desc=Request timeout", "path=/a=b", "empty=", "service=30001ms", "x=a b", "k=v"]);
        assert_eq!(Pairs::from(line, 0).value("empty"), None);
    }

    proptest! {
        #[test]
        fn any_line_has_pairs_inside_it(line in "[a-z=\"' \\\\,é-]{0,60}") {
            for pair in Pairs::from(line.as_bytes(), 0) {
                prop_assert!(pair.key.end < pair.value.end.max(pair.key.end + 1) && pair.value.end <= line.len());
            }
        }
    }
}
