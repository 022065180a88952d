//! The value behind a name, whatever the writing: a header, JSON, a form, a hash, a tuple, an option of a command, XML, a
//! connection string; and whether that value can be a secret.

use std::ops::Range;

use super::characters::is_name_byte;
use super::kinds::{Shown, Value};
use super::placeholder::{is_masked, is_placeholder, is_placeholder_word, is_status_word};
use super::random::is_random;
use super::scheme::behind_scheme;
use super::shape::{Shape, ShapeError};

/// Further from its name no separator and no value begins, in bytes: blanks of indented JSON.
const FURTHEST: usize = 120;

/// What is said about a secret instead of it is not longer, in bytes.
const LONGEST_REMARK: usize = 200;

/// A value that no name calls secret is not longer, in bytes.
const LONGEST_HARMLESS: usize = 1_000;

/// A token in the middle of a sentence is not shorter, in bytes, if it has no digit.
const SHORTEST_IN_PROSE: usize = 12;

/// A secret behind a directive without a sign is not shorter, in bytes.
const SHORTEST_BARE: usize = 6;

/// Names of the field that holds the value where the name is a value itself: `{"name": "Cookie", "value": "…"}`.
const VALUE_FIELDS: [&str; 6] = ["value", "val", "v", "stringvalue", "content", "data"];

/// A quotation mark as it is written: `\"` has a level of 1, `&quot;` and `%22` are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    Mark { byte: u8, level: usize },
    Written(&'static str),
}

/// The written-out marks.
const WRITTEN: [&str; 4] = ["&quot;", "&#34;", "&#39;", "%22"];

/// What stands between a name and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Colon,
    Equals,
    /// A field that holds the value: `", "value":`.
    Field,
    /// A comma of a tuple, a cell of a table.
    Listed,
    /// `>` of an XML element.
    Tag,
    /// A blank behind an option of a command, or behind a directive.
    Blank,
    /// The empty line of a part of a form.
    Part,
    /// The end of the line: panels of browsers copy names and values in turn.
    Below,
}

/// What surrounds a value, which says whether it may be a word of a sentence instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// Where only a value stands: between quotation marks, behind `=`.
    Sure,
    /// Behind the colon of a header, or of a setting in a line of its own.
    Header,
    /// Behind a colon in the middle of a line, where a sentence goes on as well.
    Prose,
    /// Behind a blank, or on the line below.
    Bare,
    /// In a list: an item of a tuple, a cell of a table.
    Item,
}

/// What the value behind a name has to be: [`Value`] with its shape read.
#[derive(Debug)]
pub(super) enum Rule {
    Any,
    Random,
    Shape(Shape),
}

impl Rule {
    pub(super) fn new(value: &Value) -> Result<Self, ShapeError> {
        Ok(match value {
            Value::Any => Self::Any,
            Value::Random => Self::Random,
            Value::Shape(shape) => Self::Shape(Shape::parse(shape)?),
        })
    }
}

/// A value, and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The value, without quotation marks.
    pub(super) span: Range<usize>,
    /// What surrounds it.
    pub(super) context: Context,
    /// Whether it is an item of a list rather than the value of a field.
    pub(super) is_listed: bool,
}

/// The value of the name at `name`, if one follows. `shown` tells how far an unquoted one goes: a cookie has blanks in it.
pub(super) fn value_behind(lines: &mut Lines<'_>, name: &Range<usize>, shown: Option<Shown>) -> Option<Written> {
    let text = lines.text;
    // The name of a variable, whose value stands elsewhere.
    if text[..name.start].ends_with("${") {
        return None;
    }
    let field = Field::read(text, name, shown)?;
    if let Some(span) = yaml_block(text, name.start, field.after_separator) {
        return Some(Written { span, context: Context::Sure, is_listed: false });
    }
    let (start, bracket) = field.value_start()?;
    match quote_at(text, start) {
        Some((quote, start)) => field.quoted(start, quote, bracket),
        None => field.unquoted(lines, start, bracket),
    }
}

/// A name, and what parts it from its value.
struct Field<'a> {
    text: &'a str,
    name: &'a Range<usize>,
    shown: Option<Shown>,
    /// The quotation mark right before the name.
    enclosing: Option<Quote>,
    /// Whether a quotation mark closes the name.
    is_closed: bool,
    is_option: bool,
    is_line_start: bool,
    /// Where the name and what closes it end.
    after_name: usize,
    separator: Separator,
    /// Whether a blank follows the separator.
    is_spaced: bool,
    /// Where the separator and the blanks behind it end.
    after_separator: usize,
}

impl<'a> Field<'a> {
    fn read(text: &'a str, name: &'a Range<usize>, shown: Option<Shown>) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_option = is_option(bytes, name.start);
        let (after_name, is_closed) = skip_closing(text, name.end);
        let is_password = shown == Some(Shown::Password);
        let (separator, end) = separator(text, name, after_name, is_closed, is_option, is_password)?;
        Some(Self {
            text,
            name,
            shown,
            enclosing: quote_before(bytes, name.start),
            is_closed,
            is_option,
            is_line_start: is_line_start(bytes, name.start),
            after_name,
            separator,
            is_spaced: bytes.get(end).is_some_and(|byte| matches!(byte, b' ' | b'\t')),
            after_separator: skip_blanks(bytes, end),
        })
    }

    /// Whether the value is an item of a list rather than that of a field.
    fn is_listed(&self) -> bool {
        matches!(self.separator, Separator::Field | Separator::Listed)
    }

    /// Where the value or its quotation mark begins, behind line ends, types and brackets; and what closes the last of the
    /// brackets.
    fn value_start(&self) -> Option<(usize, Option<u8>)> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let mut at = self.after_separator;
        // Panels of browsers: the value stands on the line below.
        if self.separator == Separator::Colon && self.is_line_start && !self.is_closed && is_line_end(text, at) {
            at = next_line_of_value(text, at)?;
        }
        if self.is_listed() || (bytes[..at].ends_with(b"=>") && is_line_end(text, at)) {
            at = skip_space(bytes, at);
        }
        at += type_length(&text[at..]);
        if self.separator == Separator::Colon && text[at..].starts_with("//") {
            return None;
        }
        let mut bracket = None;
        while let Some(open @ (b'[' | b'(')) = bytes.get(at) {
            bracket = Some(if *open == b'[' { b']' } else { b')' });
            at = skip_space(bytes, at + 1);
        }
        // `b'…'` of Python.
        if matches!(bytes.get(at), Some(b'b' | b'u' | b'r')) && matches!(bytes.get(at + 1), Some(b'\'' | b'"')) {
            at += 1;
        }
        Some((at, bracket))
    }

    /// The value between quotation marks, or the list of such values that `bracket` closes.
    fn quoted(&self, start: usize, quote: Quote, bracket: Option<u8>) -> Option<Written> {
        let text = self.text;
        let end = quote_end(text, start, quote);
        if self.separator != Separator::Listed {
            let end = bracket.map_or(end, |close| list_end(text, end, close));
            return self.written(start..end, Context::Sure);
        }
        // `"invalid_auth", "warning": …`: the next key.
        let behind = quote_at(text, end).map_or(end, |(_, after)| skip_blanks(text.as_bytes(), after));
        if text[behind..].starts_with(':') || text[behind..].starts_with("=>") {
            return None;
        }
        let end = bracket.map_or(end, |close| list_end(text, end, close));
        self.written(start..end, Context::Item)
    }

    fn unquoted(&self, lines: &mut Lines<'_>, start: usize, bracket: Option<u8>) -> Option<Written> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let is_cell = bytes.get(self.name.end) == Some(&b'|');
        if self.separator == Separator::Listed && self.is_closed && bracket.is_none() && !is_cell {
            return None;
        }
        // An object, unless it is a template's `{{` or the braces of a connection string.
        let is_object = bytes.get(start) == Some(&b'{') && bytes.get(start + 1) != Some(&b'{');
        if is_object && !self.is_in_connection_string() {
            return None;
        }
        let limit = self.limit(lines, start, bracket);
        let end = self.unquoted_end(start, limit, bracket);
        let mut written = self.written(start..end, self.context())?;
        let value = text[written.span.clone()].trim_end_matches(['.', ',', ':', ';', ' ', '\t', '\r']);
        written.span.end = written.span.start + value.len();
        Some(written)
    }

    /// How far an unquoted value can go at all.
    fn limit(&self, lines: &mut Lines<'_>, start: usize, bracket: Option<u8>) -> usize {
        let text = self.text;
        let limit = match self.enclosing {
            _ if self.separator == Separator::Tag => {
                text[start..].find('<').map_or(text.len(), |length| start + length)
            }
            Some(quote) if !self.is_closed => quote_end(text, start, quote).min(lines.end(start)),
            _ => lines.end(start),
        };
        let limit = bracket.map_or(limit, |close| bracket_end(text.as_bytes(), start, limit, close));
        // What is no secret need not be followed far.
        let furthest = if self.shown.is_some() { text.len() } else { start + LONGEST_HARMLESS };
        text.floor_char_boundary(limit.min(furthest))
    }

    fn unquoted_end(&self, start: usize, limit: usize, bracket: Option<u8>) -> usize {
        let (text, bytes) = (self.text, self.text.as_bytes());
        if bracket.is_some() || self.goes_to_limit(start, limit) {
            let may_be_folded = matches!(self.shown, Some(Shown::Credential | Shown::Cookie));
            return if self.is_line_start && may_be_folded { folded(text, limit) } else { limit };
        }
        if self.is_in_connection_string() && bytes[start..limit].contains(&b';') {
            return connection_value_end(bytes, start, limit);
        }
        match self.shown {
            Some(Shown::Cookie) => cookie_end(text, start, limit),
            Some(Shown::Credential) => credential_end(text, start, limit),
            _ => word_end(text, start, limit),
        }
    }

    /// Whether an unquoted value takes all that it can: nothing else follows it.
    fn goes_to_limit(&self, start: usize, limit: usize) -> bool {
        let value = &self.text.as_bytes()[start..limit];
        let is_enclosed = self.enclosing.is_some() && !self.is_closed;
        match self.separator {
            Separator::Tag | Separator::Part | Separator::Below => true,
            Separator::Colon => self.is_line_start || is_enclosed,
            Separator::Equals => {
                let is_wide = matches!(self.shown, Some(Shown::Credential | Shown::Cookie | Shown::Password));
                let is_last = || !value.iter().any(|byte| matches!(byte, b'=' | b':'));
                let is_setting = self.is_line_start && is_wide && (self.is_spaced || is_last());
                is_setting || is_enclosed && !value.contains(&b'&') || self.is_printed()
            }
            Separator::Field | Separator::Listed | Separator::Blank => self.is_printed(),
        }
    }

    /// Whether it is `[NAME] => value`, as PHP prints a list.
    fn is_printed(&self) -> bool {
        let (text, start) = (self.text, self.name.start);
        text[self.after_name..].trim_start().starts_with("=>")
            && follows(text.as_bytes(), start, b'[')
            && is_line_start(text.as_bytes(), start - 1)
    }

    /// Whether it is a later field of `Server=a;Uid=b;Pwd={c;d}`.
    fn is_in_connection_string(&self) -> bool {
        follows(self.text.as_bytes(), self.name.start, b';')
    }

    /// Where an unquoted value stands.
    fn context(&self) -> Context {
        match self.separator {
            Separator::Colon if self.is_line_start => Context::Header,
            Separator::Colon => Context::Prose,
            Separator::Blank if !self.is_option => Context::Bare,
            Separator::Below | Separator::Listed => Context::Item,
            _ => Context::Sure,
        }
    }

    /// The value at `span` without its scheme, if anything is left.
    fn written(&self, span: Range<usize>, context: Context) -> Option<Written> {
        let is_credential = self.shown == Some(Shown::Credential);
        let span = if is_credential { behind_scheme(self.text, span) } else { span };
        (span.start < span.end).then_some(Written { span, context, is_listed: self.is_listed() })
    }
}

/// The length of a type before a value: `string(12) ` of PHP, `W/` of an entity tag.
fn type_length(rest: &str) -> usize {
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let php = rest.strip_prefix("string(").map(|rest| (digits(rest), rest));
    let php = php.filter(|(digits, rest)| rest[*digits..].starts_with(") "));
    let php = php.map_or(0, |(digits, _)| "string(".len() + digits + ") ".len());
    php + if rest[php..].starts_with("W/\"") { "W/".len() } else { 0 }
}

/// Where a value of a connection string ends: at a semicolon, behind its braces if it has any.
fn connection_value_end(bytes: &[u8], start: usize, limit: usize) -> usize {
    let value = &bytes[start..limit];
    let braces = if value.starts_with(b"{") { value.iter().position(|byte| *byte == b'}') } else { None };
    let from = braces.unwrap_or_default();
    value[from..].iter().position(|byte| *byte == b';').map_or(limit, |length| start + from + length)
}

/// Where a list in brackets ends: at a bracket behind which nothing goes on.
fn bracket_end(bytes: &[u8], from: usize, limit: usize, close: u8) -> usize {
    let is_end = |at: &usize| {
        bytes[*at] == close
            && bytes.get(at + 1).is_none_or(|next| next.is_ascii_whitespace() || b",;})]\"'\\".contains(next))
    };
    (from..limit).find(is_end).unwrap_or(limit)
}

/// Whether a value can be a secret of that rule: what is masked already, says nothing, or is a word about the secret is none.
pub(super) fn is_secret_value(value: &str, rule: &Rule, shown: Shown, context: Context) -> bool {
    let bare = value.trim();
    if is_placeholder(bare) {
        return false;
    }
    let first = bare.split([' ', ',']).next().unwrap_or_default();
    // A long value is more than a word about it.
    let is_short = bare.len() <= LONGEST_REMARK;
    let says = |byte: u8| byte.is_ascii_alphabetic() || b" ',.!-()".contains(&byte);
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'');
    let second = || bare[first.len()..].trim_start_matches([' ', ',']).split(' ').next().unwrap_or_default();
    if is_short && is_status_word(first) && (bare.bytes().all(says) || is_word(second())) {
        return false;
    }
    if is_masked(bare) {
        return false;
    }
    let may_be_prose = is_short && matches!(context, Context::Header | Context::Prose);
    if may_be_prose && (is_placeholder_word(first) || shown != Shown::Password && is_word(first) && is_word(second())) {
        return false;
    }
    let has = |class: fn(&u8) -> bool| bare.as_bytes().iter().any(class);
    let is_plain = !has(u8::is_ascii_digit) && !has(u8::is_ascii_punctuation);
    match context {
        // A word behind a name may belong to the sentence: a secret has digits, or is long.
        Context::Prose
            if !matches!(shown, Shown::Password | Shown::Credential | Shown::Cookie)
                && !has(u8::is_ascii_digit)
                && bare.len() < SHORTEST_IN_PROSE =>
        {
            return false;
        }
        // An item of a list may be anything: a key of an object, the head of another column.
        Context::Item if !has(u8::is_ascii_digit) => return false,
        Context::Bare if is_plain || bare.len() < SHORTEST_BARE || bare.contains(['=', '(']) => return false,
        _ => {}
    }
    // `3.2.1`, `/run/secrets/db`: a version, and where a secret is kept.
    let is_version = bare.contains('.') && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_time = bare.len() <= 35
        && bare.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        && bare.bytes().all(|byte| byte.is_ascii_digit() || b"-:TZ.+ ".contains(&byte))
        && bare.contains('-')
        && bare.contains(':');
    let is_path_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/~".contains(&byte);
    let is_path = bare.starts_with(['/', '~', '.'])
        && bare[1..].contains('/')
        && bare.bytes().all(is_path_byte)
        && !is_random(bare, 24);
    if shown != Shown::Password && (is_version || is_path || is_time) || bare.len() <= 2 && is_digits(bare) {
        return false;
    }
    let is_short_number = bare.len() <= 5 && is_digits(bare);
    match rule {
        Rule::Any if matches!(shown, Shown::Password | Shown::Credential | Shown::Cookie) => true,
        Rule::Any => bare.len() >= 3 && !is_short_number,
        Rule::Random => is_random(bare, 16),
        Rule::Shape(shape) => shape.fits(bare),
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The quotation mark right before an offset.
fn quote_before(bytes: &[u8], at: usize) -> Option<Quote> {
    let byte = *bytes.get(at.checked_sub(1)?)?;
    if matches!(byte, b'"' | b'\'' | b'`') {
        let level = bytes[..at - 1].iter().rev().take_while(|byte| **byte == b'\\').count();
        return Some(Quote::Mark { byte, level });
    }
    WRITTEN.into_iter().find(|mark| bytes[..at].ends_with(mark.as_bytes())).map(Quote::Written)
}

/// The quotation mark at an offset, and where what it encloses begins.
fn quote_at(text: &str, at: usize) -> Option<(Quote, usize)> {
    let bytes = text.as_bytes();
    let level = bytes[at..].iter().take_while(|byte| **byte == b'\\').count();
    if let Some(byte @ (b'"' | b'\'' | b'`')) = bytes.get(at + level) {
        return Some((Quote::Mark { byte: *byte, level }, at + level + 1));
    }
    let mark = WRITTEN.into_iter().find(|mark| text[at..].starts_with(mark))?;
    Some((Quote::Written(mark), at + mark.len()))
}

/// Where what a quotation mark encloses ends: at the same mark, at one of a lower level, or at the end of the line.
fn quote_end(text: &str, start: usize, quote: Quote) -> usize {
    let bytes = text.as_bytes();
    let (mark, own_level) = match quote {
        Quote::Written(mark) => {
            return text[start..].find(mark).map_or_else(|| line_end(text, start), |length| start + length);
        }
        Quote::Mark { byte, level } => (byte, level),
    };
    let mut level = 0;
    let mut apostrophe = None;
    for (index, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'\\' => level += 1,
            b'\n' => return apostrophe.unwrap_or(index),
            byte if *byte == mark && level <= own_level => {
                // An apostrophe is no end: a letter follows. But then the end is not far.
                let is_apostrophe =
                    mark == b'\'' && level == 0 && bytes.get(index + 1).is_some_and(u8::is_ascii_alphanumeric);
                if !is_apostrophe {
                    return index - level;
                }
                apostrophe.get_or_insert(index);
            }
            _ => level = 0,
        }
        if let Some(first) = apostrophe.filter(|first| index > first + FURTHEST) {
            return first;
        }
    }
    apostrophe.unwrap_or(bytes.len())
}

/// Where a list of quoted values ends, from the end of its first value.
fn list_end(text: &str, from: usize, close: u8) -> usize {
    let bytes = text.as_bytes();
    let mut end = from;
    loop {
        let Some((_, after)) = quote_at(text, end) else { return end };
        let next = skip_space(bytes, after);
        if bytes.get(next) != Some(&b',') {
            return end;
        }
        let next = skip_space(bytes, next + 1);
        if bytes.get(next) == Some(&close) {
            return end;
        }
        let Some((quote, start)) = quote_at(text, next) else { return end };
        end = quote_end(text, start, quote);
    }
}

/// Behind the marks and brackets that close a name, and whether a quotation mark was among them.
fn skip_closing(text: &str, from: usize) -> (usize, bool) {
    const MOST: usize = 4;
    let bytes = text.as_bytes();
    let (mut at, mut is_closed) = (from, false);
    for _ in 0..MOST {
        if let Some((_, after)) = quote_at(text, at) {
            (at, is_closed) = (after, true);
        } else if bytes.get(at) == Some(&b']') {
            at += 1;
        } else if text[at..].starts_with("%5D") || text[at..].starts_with("%5d") {
            at += 3;
        } else {
            break;
        }
    }
    (at, is_closed)
}

/// What parts a name from its value, and where the value can begin.
fn separator(
    text: &str,
    name: &Range<usize>,
    after_name: usize,
    is_closed: bool,
    is_option: bool,
    is_password: bool,
) -> Option<(Separator, usize)> {
    const WRITTEN: [(&str, Separator); 12] = [
        ("=>", Separator::Equals),
        ("&#61;", Separator::Equals),
        ("\\u003d", Separator::Equals),
        ("\\u003D", Separator::Equals),
        ("%3D", Separator::Equals),
        ("%3d", Separator::Equals),
        ("%3A", Separator::Colon),
        ("%3a", Separator::Colon),
        (":=", Separator::Equals),
        ("==", Separator::Equals),
        ("=", Separator::Equals),
        (":", Separator::Colon),
    ];
    let bytes = text.as_bytes();
    let is_opened = quote_before(bytes, name.start).is_some();
    if let Some(at) = value_field(text, after_name) {
        return Some((Separator::Field, at));
    }
    if let Some(at) = part_of_form(text, name.start, after_name) {
        return Some((Separator::Part, at));
    }
    let blanks = skip_blanks(bytes, after_name);
    let rest = &text[blanks..];
    if let Some((mark, separator)) = WRITTEN.iter().find(|(mark, _)| rest.starts_with(mark)) {
        // `Foo::Bar` is a path of a program, `arn:aws:…:secret:name` one of a cloud.
        let is_path = *mark == ":" && name.start > 0 && bytes[name.start - 1] == b':' && blanks == after_name;
        if rest.starts_with("::") || is_path {
            return None;
        }
        return Some((*separator, blanks + mark.len()));
    }
    match bytes.get(blanks) {
        Some(b',') if is_closed && is_opened => Some((Separator::Listed, blanks + 1)),
        Some(b'"' | b'\'') if is_closed && is_opened && blanks > after_name => Some((Separator::Listed, blanks)),
        Some(b'|') if blanks > after_name => Some((Separator::Listed, blanks + 1)),
        Some(b'>') if is_element(bytes, name.start) => Some((Separator::Tag, blanks + 1)),
        Some(_) if blanks > after_name && is_element(bytes, name.start) => {
            let tag = &bytes[blanks..(blanks + FURTHEST).min(bytes.len())];
            let end = tag.iter().position(|byte| *byte == b'>')?;
            let has_content = !tag[..end].contains(&b'<') && !tag[..end].ends_with(b"/");
            has_content.then_some((Separator::Tag, blanks + end + 1))
        }
        Some(_) if is_option && (blanks > after_name || is_closed) => Some((Separator::Blank, blanks)),
        // `IDENTIFIED BY '…'`
        Some(b'\'') if blanks > after_name && !is_closed && is_password => Some((Separator::Listed, blanks)),
        Some(_) if blanks > after_name && !is_closed && is_directive(text, name.start, is_password) => {
            Some((Separator::Blank, blanks))
        }
        Some(b'\n' | b'\r') if !is_closed && is_line_start(bytes, name.start) && blanks == after_name => {
            Some((Separator::Below, next_line_of_value(text, blanks)?))
        }
        _ => None,
    }
}

/// Whether a name is a directive, whose value stands behind a blank: the first word of its line, or in a line that sets
/// what it names.
fn is_directive(text: &str, name: usize, is_password: bool) -> bool {
    let start = text.ceil_char_boundary(name.saturating_sub(FURTHEST));
    let line = text[start..name].rfind(['\n', '\r']).map_or(start, |at| start + at + 1);
    is_password && text[line..name].trim().is_empty() || sets_by_blank(&text[line..])
}

/// Where the value of a field of a form begins that was sent in parts: behind the empty line below its name.
fn part_of_form(text: &str, name: usize, after_name: usize) -> Option<usize> {
    let before = text[..name].strip_suffix('"')?;
    if !before.ends_with(" name=") {
        return None;
    }
    let rest = &text[after_name..text.floor_char_boundary(after_name + FURTHEST)];
    ["\r\n\r\n", "\n\n"].into_iter().find_map(|gap| Some(after_name + rest.find(gap)? + gap.len()))
}

/// Where the value begins if a field that holds one follows: `", "value": `, `" value=`.
fn value_field(text: &str, after_name: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'"' | b'\'' | b'\\' | b'-' | b'{');
    let gap = bytes[after_name..].iter().take(FURTHEST).take_while(|byte| between(byte)).count();
    let start = after_name + gap;
    let length = bytes[start..].iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let word = text.get(start..start + length)?.to_ascii_lowercase();
    if gap == 0 || !VALUE_FIELDS.contains(&word.as_str()) {
        return None;
    }
    let (at, _) = skip_closing(text, start + length);
    let at = skip_blanks(bytes, at);
    ["=>", ":", "="].into_iter().find(|mark| text[at..].starts_with(mark)).map(|mark| at + mark.len())
}

/// The value and the name of `"value": "…", "name": "…"`, where `field` is the first name.
pub(super) fn value_before_its_name(lines: &mut Lines<'_>, field: &Range<usize>) -> Option<(Written, Range<usize>)> {
    let text = lines.text;
    let bytes = text.as_bytes();
    if !VALUE_FIELDS.contains(&text[field.clone()].to_ascii_lowercase().as_str()) {
        return None;
    }
    let value = value_behind(lines, field, None)?;
    let between =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'"' | b'\'' | b'\\' | b':' | b'=' | b'>');
    let gap = |from: usize| {
        from + bytes[from.min(bytes.len())..].iter().take(FURTHEST).take_while(|byte| between(byte)).count()
    };
    let word = |from: usize| from..from + bytes[from..].iter().take(80).take_while(|byte| is_name_byte(**byte)).count();
    let label = word(gap(value.span.end));
    if !["name", "key", "header"].contains(&text[label.clone()].to_ascii_lowercase().as_str()) {
        return None;
    }
    let name = word(gap(label.end));
    (!name.is_empty()).then_some((value, name))
}

/// Whether a name is that of an XML element: `<Password>`, `<ns:Password>`.
fn is_element(bytes: &[u8], name: usize) -> bool {
    let before = &bytes[..name];
    let prefix = before.iter().rev().take(24).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':').count();
    before.len().checked_sub(prefix + 1).is_some_and(|at| before[at] == b'<')
}

/// Whether a name is an option of a command: `--password`.
fn is_option(bytes: &[u8], name: usize) -> bool {
    let dashes = bytes[..name].iter().rev().take_while(|byte| **byte == b'-').count();
    let before = (name - dashes).checked_sub(1).map(|at| bytes[at]);
    matches!(dashes, 1 | 2)
        && before.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'[' | b',' | b'('))
}

/// Whether a byte stands before an offset, with blanks between.
fn follows(bytes: &[u8], at: usize, wanted: u8) -> bool {
    bytes[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&wanted)
}

/// Whether nothing but the marks of a transcript, a quotation or a list stands before an offset in its line.
fn is_line_start(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at]
        .iter()
        .rev()
        .take(24)
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'<' | b'*' | b'|' | b'+' | b'-' | b'#'));
    let length = before.count();
    at == length
        || matches!(bytes[at - length - 1], b'\n' | b'\r')
        || matches!(&bytes[..at - length], [.., b'\\', b'n' | b'r'])
        || bytes[..at - length].ends_with(b"export")
}

fn is_line_end(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at), None | Some(b'\n' | b'\r'))
}

/// Where lines end, each looked for once however many names it has.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    known: Range<usize>,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, known: 0..0 }
    }

    fn end(&mut self, from: usize) -> usize {
        if !self.known.contains(&from) {
            self.known = from..line_end(self.text, from);
        }
        self.known.end
    }
}

/// Whether anything stands behind a name that could part it from a value: most words of a text need no further look. In a
/// line that `sets` something, a blank may.
pub(super) fn may_have_value(bytes: &[u8], name: &Range<usize>, sets: bool) -> bool {
    if name.start > 0 && matches!(bytes[name.start - 1], b'-' | b'<' | b':') {
        return true;
    }
    let rest = &bytes[name.end..];
    let marks = rest.iter().take(8).take_while(|byte| matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b']' | b'&' | b'%'));
    let marks = marks.count();
    let blanks = rest[marks..].iter().take(FURTHEST).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let is_first = || blanks > 0 && (sets || matches!(bytes[..name.start], [] | [.., b'\n' | b'\r']));
    marks > 0 || matches!(rest.get(blanks), Some(b':' | b'=' | b'|' | b'\n' | b'\r' | b'\'')) || is_first()
}

/// Whether a line names what it sets, with a blank before the value: a directive of a server, a `.netrc`.
pub(super) fn sets_by_blank(line: &str) -> bool {
    /// First words of such lines: of nginx, Apache, HAProxy.
    const SETTERS: [&str; 10] = [
        "RequestHeader",
        "Header",
        "SetEnv",
        "proxy_set_header",
        "fastcgi_param",
        "uwsgi_param",
        "stats",
        "user",
        "machine",
        "http-request",
    ];
    let line = &line[..line.floor_char_boundary(2 * FURTHEST)];
    let line = line.split(['\n', '\r']).next().unwrap_or_default().trim_start();
    SETTERS.contains(&line.split(' ').next().unwrap_or_default())
        || line.starts_with("login ")
        || line.starts_with("password ")
        || line.contains(" login ")
}

/// The end of the line, also of one that was written with its escape.
fn line_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => break,
            b'\\' if matches!(bytes.get(at + 1), Some(b'n' | b'r')) => break,
            _ => at += 1,
        }
    }
    at
}

/// Header lines that were folded: lines that begin with a blank and name nothing of their own.
fn folded(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let next = &text[end..];
        let next = next.strip_prefix("\r\n").or_else(|| next.strip_prefix('\n'));
        let Some(next) = next.filter(|next| next.starts_with([' ', '\t'])) else { return end };
        let line = next.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let first = line.trim_start().split([' ', '=']).next().unwrap_or_default();
        if line.trim().is_empty() || first.ends_with(':') {
            return end;
        }
        end = next.as_ptr() as usize - text.as_ptr() as usize + line.len();
    }
}

/// Where the value begins on the line below its name, as browsers' panels copy headers.
fn next_line_of_value(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches('\r').strip_prefix('\n')?;
    let line = rest.split('\n').next().unwrap_or_default();
    let first = line.trim_start().split([' ', '=', '"']).next().unwrap_or_default();
    if line.trim().is_empty() || first.trim_end().ends_with(':') {
        return None;
    }
    let start = rest.as_ptr() as usize - text.as_ptr() as usize;
    Some(start + line.len() - line.trim_start().len())
}

/// The lines of a YAML block, `|` or `>`: those that are further in than the name.
fn yaml_block(text: &str, name: usize, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at), Some(b'|' | b'>')) {
        return None;
    }
    let mark = bytes[at + 1..].iter().take(3).take_while(|byte| matches!(byte, b'-' | b'+' | b'0'..=b'9')).count();
    let start = at + 1 + mark;
    let after = text[start..].trim_start_matches([' ', '\r']).strip_prefix('\n')?;
    let line_start = text[..name].rfind('\n').map_or(0, |at| at + 1);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let own = indent(&text[line_start..]);
    let body = after.as_ptr() as usize - text.as_ptr() as usize;
    let mut end = body;
    for line in after.split_inclusive('\n') {
        if !line.trim().is_empty() && indent(line) <= own {
            break;
        }
        end += line.len();
    }
    let blanks = text[body..end].len() - text[body..end].trim_start().len();
    let end = body + text[body..end].trim_end().len();
    (body + blanks < end).then_some(body + blanks..end)
}

fn skip_blanks(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take(FURTHEST).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn skip_space(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take(FURTHEST).take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Where an unquoted value without blanks ends.
fn word_end(text: &str, from: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let is_over = |at: usize| {
        bytes.get(at).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',' | b';' | b'.'))
            || at >= limit
    };
    let mut at = from;
    while at < limit {
        let is_end = match bytes[at] {
            b' ' | b'\t' | b'"' | b'`' | b';' | b'<' | b'>' | b'|' => true,
            b'&' => is_over(at + 1) || is_name_with_value(bytes, at + 1) || text[at..].starts_with("&amp;"),
            // A backslash before a mark is the mark's.
            b'\\' => matches!(bytes.get(at + 1), Some(b'"' | b'\'' | b'n' | b'r' | b't' | b'\\')),
            b'\'' | b')' | b']' | b'}' => is_over(at + 1) || matches!(bytes[at + 1], b')' | b']' | b'}'),
            b',' => is_over(at + 1) || is_name_with_value(bytes, at + 1),
            b'%' => text[at..].starts_with("%26") || text[at..].starts_with("%22") || text[at..].starts_with("%20"),
            b'#' => false,
            _ => false,
        };
        if is_end {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the next field of a list begins: `name=`, `"name":`.
fn is_name_with_value(bytes: &[u8], from: usize) -> bool {
    let length = bytes[from..].iter().take(64).take_while(|byte| is_name_byte(**byte)).count();
    length > 0 && matches!(bytes.get(from + length), Some(b'=' | b':'))
}

/// Where an unquoted cookie in the middle of a line ends: behind the last of its pairs.
fn cookie_end(text: &str, from: usize, limit: usize) -> usize {
    let last = text[from..limit].rfind(';').map_or(from, |at| from + at + 1);
    let last = skip_blanks(text.as_bytes(), last).min(limit);
    word_end(text, last, limit)
}

/// Where unquoted credentials in the middle of a line end: a scheme and a word, or a scheme and its parameters.
fn credential_end(text: &str, from: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let scheme = bytes[from..limit].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let mut at = from + scheme;
    if bytes.get(at) != Some(&b' ') || at >= limit {
        return word_end(text, from, limit);
    }
    at = skip_blanks(bytes, at);
    if !is_name_with_value(bytes, at) {
        return word_end(text, at, limit);
    }
    // Parameters: `username="…", realm="…"`.
    while is_name_with_value(bytes, at) {
        let name = bytes[at..limit].iter().take_while(|byte| is_name_byte(**byte)).count();
        at = (at + name + 1).min(limit);
        at = match quote_at(text, at) {
            Some((quote, start)) => {
                let end = quote_end(text, start, quote);
                quote_at(text, end).map_or(end, |(_, after)| after).min(limit)
            }
            None => bytes[at..limit].iter().position(|byte| matches!(byte, b',' | b' ')).map_or(limit, |end| at + end),
        };
        let next = skip_blanks(bytes, at);
        if bytes.get(next) != Some(&b',') || next >= limit {
            return at.min(limit);
        }
        at = skip_blanks(bytes, next + 1);
    }
    at.min(limit)
}
