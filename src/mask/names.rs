//! What a name says of the value behind it: names are compared by their parts and by how they end, so that
//! `client_secret`, `ClientSecret`, `clientsecret` and `spring.client-secret` are one.

use std::ops::Range;

use super::characters::is_name_byte;
use super::kinds::Kinds;
use super::value::{may_have_value, sets_by_blank};
use crate::sorting::sort_by;

/// Of a path of names only the last parts count.
const MOST_PARTS: usize = 12;
/// No name is longer, in bytes.
const LONGEST: usize = 80;
/// A listed name of fewer letters is not looked for at the end of a word: `pass` would be found in `compass`.
const SHORTEST_ENDING: usize = 5;

/// A word of fewer letters keeps the number at its end.
const SHORTEST_NUMBERED: usize = 3;

/// What a name says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A secret of this kind, as an index of the list.
    Secret(usize),
    /// Harmless.
    Harmless,
}

/// The names of all kinds.
#[derive(Debug)]
pub(super) struct Names {
    /// Parts joined, in alphabetical order, and what each means.
    known: Vec<(String, Meaning)>,
    /// The length of the longest of them, in bytes.
    longest: usize,
    attributes: Vec<String>,
}

impl Names {
    pub(super) fn new(kinds: &Kinds) -> Self {
        let joined = |name: &String| parts(name).concat();
        let secrets = kinds.secrets.iter().enumerate();
        let secrets =
            secrets.flat_map(|(index, kind)| kind.names.iter().map(move |name| (name, Meaning::Secret(index))));
        let harmless = kinds.harmless.iter().flat_map(|kind| &kind.names).map(|name| (name, Meaning::Harmless));
        let mut known: Vec<_> = secrets.chain(harmless).map(|(name, meaning)| (joined(name), meaning)).collect();
        sort_by(&mut known, |(one, _), (other, _)| one.cmp(other));
        let longest = known.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        Self { known, longest, attributes: kinds.attributes.clone() }
    }

    /// What a name means: the longest listed name in it counts, the last of several, and nothing behind it may say that
    /// this is only something about the secret.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        self.meaning_of(name, false)
    }

    /// What two words mean together, as in `Request ID`: only what ends as they do.
    pub(super) fn meaning_together(&self, names: &str) -> Option<Meaning> {
        self.meaning_of(names, true)
    }

    fn meaning_of(&self, name: &str, is_at_end: bool) -> Option<Meaning> {
        if name.len() > LONGEST {
            return None;
        }
        let parts = parts(name);
        let parts = &parts[parts.len().saturating_sub(MOST_PARTS)..];
        let mut best: Option<(usize, Meaning)> = None;
        let mut consider = |length: usize, meaning: Meaning| {
            if best.is_none_or(|(known, _)| length >= known) {
                best = Some((length, meaning));
            }
        };
        for start in 0..parts.len() {
            let mut joined = String::new();
            for end in start..parts.len() {
                joined.push_str(&parts[end]);
                if start < end && joined.len() > self.longest {
                    break;
                }
                let after = &parts[end + 1..];
                if is_at_end && (!after.is_empty() || start == end) {
                    continue;
                }
                let meaning = self.exactly(&joined);
                if let Some(Meaning::Harmless) = meaning {
                    consider(joined.len(), Meaning::Harmless);
                }
                if after.iter().any(|part| self.attributes.contains(part)) {
                    continue;
                }
                if let Some(meaning) = meaning {
                    consider(joined.len(), meaning);
                }
                // Names in one word: `jsessionid`, `userpassword`. All words before the ending belong to one part.
                if start == end {
                    let endings = (1..joined.len()).filter(|at| joined.is_char_boundary(*at));
                    let ending = endings
                        .map(|at| &joined[at..])
                        .take_while(|ending| ending.len() >= SHORTEST_ENDING)
                        .find_map(|ending| Some((ending.len(), self.exactly(ending)?)));
                    if let Some((length, meaning @ Meaning::Secret(_))) = ending {
                        consider(length, meaning);
                    }
                }
            }
        }
        best.map(|(_, meaning)| meaning)
    }

    fn exactly(&self, joined: &str) -> Option<Meaning> {
        let index = self.known.binary_search_by(|(known, _)| known.as_str().cmp(joined)).ok()?;
        Some(self.known[index].1)
    }
}

/// The parts of a name in lower case: `X-API-Key2`, `xApiKey` and `x.api_key` are `x`, `api`, `key`.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let bytes = name.as_bytes();
    let mut start = 0;
    for at in 0..=bytes.len() {
        let is_end = bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        // `clientSecret`, and the last letter of `APIKey`'s capitals.
        let is_hump = at > start
            && !is_end
            && bytes[at].is_ascii_uppercase()
            && (bytes[at - 1].is_ascii_lowercase()
                || bytes[at - 1].is_ascii_digit()
                || (bytes[at - 1].is_ascii_uppercase() && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)));
        if !(is_end || is_hump) {
            continue;
        }
        let part = name.get(start..at).unwrap_or_default();
        let word = part.trim_end_matches(|last: char| last.is_ascii_digit());
        // `password2` is one more password, but `b3` is a name.
        let part = if word.len() >= SHORTEST_NUMBERED { word } else { part };
        if part.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            parts.push(part.to_ascii_lowercase());
        }
        start = if is_hump { at } else { at + 1 };
    }
    parts
}

/// A name in a text.
pub(super) struct Name {
    pub(super) span: Range<usize>,
    /// The name with the word before it, where a single blank parts them.
    pub(super) with_word_before: Option<Range<usize>>,
}

/// Reads the names in a text that a value may follow.
pub(super) struct NameReader<'a> {
    text: &'a str,
    /// From where on the text is still to be read.
    offset: usize,
    before: Range<usize>,
    /// Whether a blank may part a name from its value in this line.
    sets_by_blank: bool,
}

impl<'a> NameReader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0, before: 0..0, sets_by_blank: sets_by_blank(text) }
    }

    /// Passes over what was read as a value. Never goes back.
    pub(super) fn skip_to(&mut self, offset: usize) {
        self.offset = self.offset.max(offset);
    }

    pub(super) fn next(&mut self) -> Option<Name> {
        let bytes = self.text.as_bytes();
        loop {
            let span = self.next_word()?;
            if span.is_empty() {
                continue;
            }
            let before = std::mem::replace(&mut self.before, span.clone());
            if may_have_value(bytes, &span, self.sets_by_blank) {
                let is_next = before.end + 1 == span.start && bytes[before.end] == b' ';
                let with_word_before = is_next.then_some(before.start..span.end);
                return Some(Name { span, with_word_before });
            }
        }
    }

    /// The next characters of names, without dashes and dots around them: empty where there are only those.
    fn next_word(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        while !is_name_byte(*bytes.get(self.offset)?) {
            self.offset += 1;
            if bytes[self.offset - 1] == b'\n' {
                self.sets_by_blank = sets_by_blank(&self.text[self.offset..]);
            }
        }
        let mut start = self.offset;
        self.offset += bytes[start..].iter().take_while(|byte| is_name_byte(**byte)).count();
        // The letter of an escape is none of the name.
        if matches!(bytes[..start], [.., b'\\']) && matches!(bytes[start], b'n' | b'r' | b't') {
            start += 1;
        }
        let word = self.text[start..self.offset].trim_start_matches(['-', '.']);
        let start = self.offset - word.len();
        Some(start..start + word.trim_end_matches(['-', '.']).len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::kinds::{HarmlessKind, SecretKind, Shown, Value};

    fn names() -> Names {
        let secret = |names: &[&str]| SecretKind {
            name: "Secret".into(),
            shown: Shown::Password,
            looks: Vec::new(),
            names: names.iter().map(ToString::to_string).collect(),
            value: Value::Any,
            reader: None,
        };
        Names::new(&Kinds {
            secrets: vec![secret(&["password", "pass", "token", "session-id"]), secret(&["client-secret", "api-key"])],
            harmless: vec![HarmlessKind { name: "Id".into(), looks: Vec::new(), names: vec!["next-token".into()] }],
            attributes: vec!["count".into(), "name".into(), "id".into(), "at".into()],
        })
    }

    #[test]
    fn a_name_is_known_in_every_writing() {
        let names = names();
        for (name, expected) in [
            ("password", 0),
            ("DB_PASSWORD", 0),
            ("DbPassword2", 0),
            ("userpassword", 0),
            ("spring.datasource.password", 0),
            ("API_TOKEN_PROD", 0),
            ("jsessionid", 0),
            ("SessionId", 0),
            ("clientSecret", 1),
            ("client_secret", 1),
            ("clientsecret", 1),
            ("X-API-Key", 1),
            ("APIKey", 1),
        ] {
            assert_eq!(names.meaning(name), Some(Meaning::Secret(expected)), "{name}");
        }
    }

    #[test]
    fn what_a_name_says_about_a_secret_is_none() {
        let names = names();
        for name in ["token_count", "passwordChangedAt", "compass", "bypass", "secret_name", "tokenizer", "id", ""] {
            assert_eq!(names.meaning(name), None, "{name}");
        }
        assert_eq!(names.meaning("NextToken"), Some(Meaning::Harmless));
    }
}
