//! JSON as logs hold it: by keys and values, whatever the blanks and the order; inside a string of other JSON, with its quotes
//! escaped or not; cut at the end; with bare keys or single quotes, as consoles print objects; with quotes inside a value that
//! nobody escaped, as `$context.error.messageString` brings them.
//!
//! One pass over the text makes flat lists; nothing is copied, and every span is one of the text.

use super::record::Span;

/// What stands at a place of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string: its span is without the quotes.
    Text,
    /// A number, `true`, `false` or `null`.
    Literal,
    /// An object or a list, by its index.
    Container(usize),
}

/// A value and its key; elements of a list have an empty one.
#[derive(Debug, Clone)]
pub struct Member {
    /// The key, without quotes.
    pub key: Span,
    /// The value, without quotes.
    pub value: Span,
    /// What the value is.
    pub kind: Kind,
}

#[derive(Debug, Clone)]
struct Container {
    /// Its bytes, brackets included.
    span: Span,
    /// Its members and those of what it holds.
    members: Span,
    is_list: bool,
}

/// A document, as far as it could be read.
#[derive(Debug, Default)]
pub struct Json {
    members: Vec<Member>,
    containers: Vec<Container>,
    is_whole: bool,
}

/// More levels than that are no log's.
const DEEPEST: usize = 64;

/// How a string is quoted: by which quote, with how many backslashes before it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Quote {
    mark: u8,
    slashes: usize,
}

impl Json {
    /// Reads the document that begins with `{` or `[` at `start`; `None` if it has no member.
    pub fn read(text: &[u8], start: usize) -> Option<Self> {
        let mut json = Self::default();
        json.scan(text, start);
        (!json.members.is_empty()).then_some(json)
    }

    /// Where the document ends.
    pub fn end(&self) -> usize {
        self.containers.first().map_or(0, |first| first.span.end)
    }

    /// Whether its last bracket was found.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The objects, the outer ones before those that they hold.
    pub fn objects<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Object<'a>> {
        (0..self.containers.len()).filter(|index| !self.containers[*index].is_list).map(move |container| Object {
            json: self,
            text,
            container,
        })
    }

    /// The lists, the outer ones before those that they hold.
    pub(super) fn lists<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Object<'a>> {
        (0..self.containers.len()).filter(|index| self.containers[*index].is_list).map(move |container| Object {
            json: self,
            text,
            container,
        })
    }

    /// A row of a table as an object: where the names of its columns stand, and its cells.
    pub(super) fn row(cells: impl Iterator<Item = (Span, Span)>, span: Span) -> Self {
        let members: Vec<_> = cells.map(|(key, value)| Member { key, value, kind: Kind::Text }).collect();
        let containers = vec![Container { span, members: 0..members.len(), is_list: false }];
        Self { members, containers, is_whole: true }
    }

    fn scan(&mut self, text: &[u8], start: usize) {
        // Each open container, and whether it stands in a string.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut key: Option<Span> = None;
        let mut at = start;
        while let Some(byte) = text.get(at) {
            match byte {
                b'{' | b'[' if open.len() < DEEPEST => {
                    at = self.open(&mut open, &mut key, at, *byte == b'[', false);
                }
                b'}' | b']' => {
                    let Some((container, is_quoted)) = open.pop() else { return };
                    at += 1;
                    self.close(container, at);
                    if is_quoted && let Some((_, length)) = quote_at(text, at) {
                        at += length;
                    }
                    key = None;
                    if open.is_empty() {
                        self.is_whole = true;
                        return;
                    }
                }
                b',' => {
                    key = None;
                    at += 1;
                }
                b':' | b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                // Line ends and tabs that are escaped stand between members where JSON stands in a string.
                b'\\' if matches!(text.get(at + 1), Some(b'n' | b'r' | b't')) => at += 2,
                _ => {
                    let Some((container, _)) = open.last().copied() else { return };
                    let is_list = self.containers[container].is_list;
                    if let Some((quote, length)) = quote_at(text, at) {
                        let begin = at + length;
                        if (key.is_some() || is_list) && opens_document(text, begin) {
                            at = self.open(
                                &mut open,
                                &mut key,
                                begin + blanks(text, begin),
                                text[begin + blanks(text, begin)] == b'[',
                                true,
                            );
                            continue;
                        }
                        let (end, after) = end_of_string(text, begin, quote, key.is_none() && !is_list);
                        if key.is_none() && !is_list {
                            if after >= text.len() || text.get(after + blanks(text, after)) != Some(&b':') {
                                break;
                            }
                            key = Some(begin..end);
                        } else {
                            self.push(&mut key, begin..end, Kind::Text);
                        }
                        at = after;
                    } else {
                        let is_key = key.is_none() && !is_list;
                        let length = text[at..].iter().take_while(|byte| is_bare(**byte)).count();
                        if length == 0 {
                            break;
                        }
                        let span = at..at + length;
                        at = span.end;
                        if is_key {
                            if text.get(at + blanks(text, at)) != Some(&b':') {
                                break;
                            }
                            key = Some(span);
                        } else {
                            self.push(&mut key, span, Kind::Literal);
                        }
                    }
                }
            }
        }
        // What is still open was cut, or is no JSON from here on.
        for (container, _) in open.into_iter().rev() {
            self.close(container, at.min(text.len()));
        }
    }

    fn open(
        &mut self,
        open: &mut Vec<(usize, bool)>,
        key: &mut Option<Span>,
        at: usize,
        is_list: bool,
        is_quoted: bool,
    ) -> usize {
        let index = self.containers.len();
        if !open.is_empty() {
            self.push(key, at..at + 1, Kind::Container(index));
        }
        let members = self.members.len()..self.members.len();
        self.containers.push(Container { span: at..at + 1, members, is_list });
        open.push((index, is_quoted));
        *key = None;
        at + 1
    }

    fn close(&mut self, container: usize, end: usize) {
        let members = self.members.len();
        let container = &mut self.containers[container];
        container.span.end = end;
        container.members.end = members;
    }

    fn push(&mut self, key: &mut Option<Span>, value: Span, kind: Kind) {
        let key = key.take().unwrap_or(value.start..value.start);
        self.members.push(Member { key, value, kind });
    }
}

/// An object of a document.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    json: &'a Json,
    /// The text in which it stands.
    pub text: &'a [u8],
    container: usize,
}

impl<'a> Object<'a> {
    /// Its bytes.
    pub(super) fn span(&self) -> Span {
        self.json.containers[self.container].span.clone()
    }

    /// Its own members, in their order.
    pub fn members(&self) -> impl Iterator<Item = &'a Member> + use<'a> {
        let json = self.json;
        let Span { start: mut at, end } = json.containers[self.container].members.clone();
        // What a member holds stands behind it, and is passed over at once.
        std::iter::from_fn(move || {
            let member = json.members.get(at).filter(|_| at < end)?;
            at = match member.kind {
                Kind::Container(container) => json.containers[container].members.end.max(at + 1),
                Kind::Text | Kind::Literal => at + 1,
            };
            Some(member)
        })
    }

    /// The member of that key, in any case.
    pub(super) fn member(&self, key: &str) -> Option<&'a Member> {
        let text = self.text;
        self.members().find(|member| text[member.key.clone()].eq_ignore_ascii_case(key.as_bytes()))
    }

    /// Whether it has all of these keys.
    pub(super) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.member(key).is_some())
    }

    /// The text or the literal of that key; `None` also where it is empty, `-`, `null` or something that has members.
    pub(super) fn value(&self, key: &str) -> Option<Span> {
        self.member(key).and_then(|member| self.value_of(member))
    }

    /// The value of the first of these keys that has one.
    pub(super) fn any(&self, keys: &[&str]) -> Option<Span> {
        keys.iter().find_map(|key| self.value(key))
    }

    /// The text or the literal of a member, unless that is a word for none.
    pub(super) fn value_of(&self, member: &Member) -> Option<Span> {
        let value = &self.text[member.value.clone()];
        let is_none = matches!(value, b"" | b"-" | b"null" | b"None" | b"undefined");
        (!matches!(member.kind, Kind::Container(_)) && !is_none).then(|| member.value.clone())
    }

    /// The bytes of that key's value.
    pub(super) fn bytes(&self, key: &str) -> Option<&'a [u8]> {
        self.value(key).map(|span| &self.text[span])
    }

    /// The object or the list of that key.
    pub(super) fn object(&self, key: &str) -> Option<Object<'a>> {
        match self.member(key)?.kind {
            Kind::Container(container) => Some(Object { container, ..*self }),
            Kind::Text | Kind::Literal => None,
        }
    }

    /// The objects and lists that a list holds.
    pub(super) fn elements(&self) -> impl Iterator<Item = Object<'a>> + use<'a> {
        let object = *self;
        self.members().filter_map(move |member| match member.kind {
            Kind::Container(container) => Some(Object { container, ..object }),
            Kind::Text | Kind::Literal => None,
        })
    }
}

/// The quote at a place, and its length with the backslashes before it.
fn quote_at(text: &[u8], at: usize) -> Option<(Quote, usize)> {
    let slashes = text[at.min(text.len())..].iter().take_while(|byte| **byte == b'\\').count();
    let mark = *text.get(at + slashes)?;
    matches!(mark, b'"' | b'\'').then_some((Quote { mark, slashes }, slashes + 1))
}

/// Whether a text that begins with a bracket may be a document: behind the bracket and blanks stands a quote, a bracket, a bare
/// key, or nothing more.
pub(super) fn is_likely(text: &[u8]) -> bool {
    let inside = 1 + blanks(text, 1);
    match text.get(inside) {
        None => true,
        Some(b'"' | b'\'' | b'\\' | b'{' | b'[') => true,
        Some(_) => {
            let name = text[inside..].iter().take_while(|byte| is_bare(**byte)).count();
            text[0] == b'{' && name > 0 && text.get(inside + name) == Some(&b':')
        }
    }
}

fn blanks(text: &[u8], at: usize) -> usize {
    text[at.min(text.len())..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Whether a string begins with a document rather than with words: a bracket, and then a key with its quotes, or an object.
fn opens_document(text: &[u8], begin: usize) -> bool {
    let bracket = begin + blanks(text, begin);
    let is_list = match text.get(bracket) {
        Some(b'{') => false,
        Some(b'[') => true,
        _ => return false,
    };
    let mut inside = bracket + 1;
    // Escaped line ends and blanks of a document that was written for people.
    while let Some(rest) = text.get(inside..) {
        match rest {
            [b'\\', b'n' | b'r' | b't', ..] => inside += 2,
            [blank, ..] if blank.is_ascii_whitespace() => inside += 1,
            _ => break,
        }
    }
    if is_list && text.get(inside) == Some(&b'{') {
        return true;
    }
    let Some((quote, length)) = quote_at(text, inside) else { return false };
    let key = inside + length;
    let name =
        text[key..].iter().take_while(|byte| !matches!(byte, b'"' | b'\'' | b'\\' | b',' | b'}' | b'\n')).count();
    let is_closed = quote_at(text, key + name).is_some_and(|(end, _)| end == quote);
    name > 0
        && is_closed
        && (is_list || text.get(key + name + length + blanks(text, key + name + length)) == Some(&b':'))
}

/// Where a string ends that begins at `begin`, and where what follows its quote begins. A quote in the middle that nobody
/// escaped is no end: after an end comes a comma, a colon, a bracket, or the end of the line.
fn end_of_string(text: &[u8], begin: usize, quote: Quote, is_key: bool) -> (usize, usize) {
    let mut at = begin;
    loop {
        let Some(next) = text[at..].iter().position(|byte| matches!(byte, b'\\' | b'\n') || *byte == quote.mark) else {
            return (text.len(), text.len());
        };
        at += next;
        if text[at] == b'\n' {
            // Strings of JSON have no bare line end, but what consoles print has; a key never.
            if is_key {
                return (at, at);
            }
            at += 1;
            continue;
        }
        let slashes = text[at..].iter().take_while(|byte| **byte == b'\\').count();
        let mark = at + slashes;
        if text.get(mark) != Some(&quote.mark) {
            at = mark + usize::from(slashes % 2 == 1 && mark < text.len());
            continue;
        }
        // Each level of strings doubles the backslashes of those inside and adds one.
        let is_own = slashes >= quote.slashes && (slashes - quote.slashes).is_multiple_of(2 * (quote.slashes + 1));
        let after = mark + 1;
        if is_own && ends_value(&text[after..]) {
            return (mark - quote.slashes, after);
        }
        at = after;
    }
}

/// Whether a text goes on as it does behind a value: within a few blanks.
fn ends_value(rest: &[u8]) -> bool {
    const FEW: usize = 200;
    match rest.iter().take(FEW).find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')) {
        None => true,
        Some(byte) => {
            matches!(byte, b',' | b':' | b'}' | b']' | b'\n' | b'\\' | b')' | b';' | b'"' | b'\'') && !is_doubled(rest)
        }
    }
}

/// Whether another quote follows at once, and then no end: `""Endpoint request timed out""` brings its own.
fn is_doubled(rest: &[u8]) -> bool {
    matches!(rest, [b'"' | b'\'', ..])
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.' | b'$' | b'@' | b'/') || byte >= 0x80
}

/// What a reader makes of the first object of a document.
#[cfg(test)]
pub(super) fn read_first<T>(text: &str, reader: fn(Object<'_>) -> Option<T>) -> Option<T> {
    let json = Json::read(text.as_bytes(), 0)?;
    reader(json.objects(text.as_bytes()).next()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let bytes = text.as_bytes();
        let start = bytes.iter().position(|byte| matches!(byte, b'{' | b'[')).unwrap_or_default();
        let Some(json) = Json::read(bytes, start) else { return Vec::new() };
        let of = |span: &Span| text[span.clone()].to_owned();
        let values = json.members.iter().filter(|member| !matches!(member.kind, Kind::Container(_)));
        values.map(|member| (of(&member.key), of(&member.value))).collect()
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn a_body_is_the_same_in_every_coat() {
        let message = pair("message", "Endpoint request timed out");
        for text in [
            r#"{"message":"Endpoint request timed out"}"#,
            r#"{ "message" : "Endpoint request timed out" }"#,
            "{\n  \"message\": \"Endpoint request timed out\"\n}",
            r#"{"message":"Endpoint request timed out"#,
            r#"{'message': 'Endpoint request timed out'}"#,
            "{ message: 'Endpoint request timed out' }",
            r#"{"body":"{\"message\":\"Endpoint request timed out\"}"}"#,
            r#"{"body":"{\"body\":\"{\\\"message\\\": \\\"Endpoint request timed out\\\"}\"}"}"#,
            r#"{"body":"{\n  \"message\": \"Endpoint request timed out\"\n}"}"#,
            r#"{"body":"{"message":"Endpoint request timed out"}"}"#,
        ] {
            assert!(pairs(text).contains(&message), "{text}: {:?}", pairs(text));
        }
    }

    #[test]
    fn members_behind_a_string_with_a_document_are_those_of_the_outer_object() {
        for text in [r#"{"body":"{\"a\":1}","status":504}"#, r#"{"body":"{"a":1}","status":504}"#] {
            let json = Json::read(text.as_bytes(), 0).unwrap();
            let outer = json.objects(text.as_bytes()).next().unwrap();
            assert_eq!(outer.bytes("status"), Some(&b"504"[..]), "{text}");
            assert_eq!(outer.object("body").unwrap().bytes("a"), Some(&b"1"[..]), "{text}");
        }
    }

    #[test]
    fn quotes_that_nobody_escaped_stay_in_their_value() {
        let text =
            r#"{"error_messageString": " "Endpoint request timed out"", "error_responseType": "INTEGRATION_TIMEOUT"}"#;
        let expected = [
            pair("error_messageString", r#" "Endpoint request timed out""#),
            pair("error_responseType", "INTEGRATION_TIMEOUT"),
        ];
        assert_eq!(pairs(text), expected);
        let text = r#"{"a": ""b"", "c": "\\", "d": "x\"y"}"#;
        assert_eq!(pairs(text), [pair("a", r#""b""#), pair("c", r"\\"), pair("d", r#"x\"y"#)]);
    }

    #[test]
    fn lists_numbers_and_words_for_none_are_read() {
        let text = r#"[{"a": -1.5e3, "b": [1, "x", {"c": null}], "d": true, "e": "-"}]"#;
        let json = Json::read(text.as_bytes(), 0).unwrap();
        let first = json.objects(text.as_bytes()).next().unwrap();
        assert_eq!((first.bytes("a"), first.value("e")), (Some(&b"-1.5e3"[..]), None));
        let list = first.object("b").unwrap();
        assert_eq!(list.members().count(), 3);
        assert_eq!(list.elements().next().unwrap().value("c"), None);
        assert_eq!((json.end(), first.span()), (text.len(), 1..text.len() - 1));
    }

    #[test]
    fn what_is_no_object_has_no_members() {
        for text in ["{", "[]", "{}", "{ return 502; }", "[error] 1#1: *1", "[2024-01-01]", ""] {
            assert!(pairs(text).iter().all(|(key, _)| key.is_empty()), "{text}: {:?}", pairs(text));
        }
    }

    // Each of them must be passed once, whatever is looked for behind it.
    #[test]
    fn long_texts_of_one_byte_are_read_in_one_pass() {
        for part in
            ["{", "[", "\\", "\"", "{\"", "{\"a\":\"", "[\"", "\\\"", "{\"a\":\\\"", " ", "[{", "'", "{\"a\":[\"{"]
        {
            let text = format!("{{\"a\":{}", part.repeat(300_000 / part.len()));
            let _ = Json::read(text.as_bytes(), 0);
        }
    }

    proptest! {
        #[test]
        fn any_mix_of_parts_is_read(
            parts in proptest::collection::vec("[{}\\[\\],:]|\"|\\\\{1,3}\"?|'|[a-z]{1,3}|[0-9.e-]{1,4}|\\\\n|\n| |é|null", 0..60),
        ) {
            let text = format!("{{{}", parts.concat());
            for (key, value) in pairs(&text) {
                prop_assert!(text.contains(&key) && text.contains(&value));
            }
        }
    }
}
