//! A whole text: wrappers are taken off, documents and lines become records.

use super::columns::{is_date, line_end, trimmed};
use super::detect::{self, Reader};
use super::format::Format;
use super::formats::FORMATS;
use super::json::{self, Json, Object};
use super::moment::Moment;
use super::record::{Field, Record, Span};
use super::unescape::Piece;
use super::wrappers::table::{self, Table};
use super::wrappers::{WRAPPERS, WrapperShape, insights};

/// How much of a text was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// What was around them, each once, by its name.
    pub wrappers: Vec<&'static str>,
    /// How many lines there are, blank ones left out.
    pub lines: usize,
    /// How many of these are of no known format.
    pub unread: usize,
}

/// A record, and where it stands. Its spans are those of the text that was handed in, also where it stood in a string whose
/// escapes were undone to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its format: an index into [`FORMATS`].
    pub format: usize,
    /// What it says.
    pub record: Record,
    /// The line or the document.
    pub span: Span,
}

impl Found {
    /// Its format.
    pub fn format(&self) -> &'static Format {
        &FORMATS[self.format]
    }
}

/// Strings in strings in strings: deeper than this nobody wraps a line.
const DEEPEST: usize = 6;

/// Who wants to know what is read.
pub trait Visitor {
    /// A record.
    fn record(&mut self, found: Found);

    /// An object of JSON that stands in the text itself, whether a format knows it or not; the outer ones before those that
    /// they hold.
    fn object(&mut self, _object: Object<'_>) {}
}

impl Visitor for Vec<Found> {
    fn record(&mut self, found: Found) {
        self.push(found);
    }
}

/// Reads a text. Linear in its length; no bytes make it panic.
pub fn read(text: &[u8]) -> (Vec<Found>, Account) {
    let mut records = Vec::new();
    let account = read_with(text, &mut records);
    (records, account)
}

/// [`read`], with each record handed over as soon as its line is read.
pub fn read_with(text: &[u8], visitor: &mut dyn Visitor) -> Account {
    let mut account = Account::default();
    let mut pass = Pass::new(text, 0, &mut account);
    pass.visitor = Some(visitor);
    pass.read();
    account
}

/// The reading of one text.
struct Pass<'a> {
    text: &'a [u8],
    /// In how many strings the text stands.
    depth: usize,
    reader: Reader,
    /// Up to here a document that was never closed was looked through.
    tried: usize,
    /// Up to here lines were looked through for rows that are turned on their side.
    tried_sideways: usize,
    account: &'a mut Account,
    /// Records that were not handed over yet.
    records: Vec<Found>,
    /// Who gets them; a text in a string leaves them to the one around it.
    visitor: Option<&'a mut dyn Visitor>,
}

impl<'a> Pass<'a> {
    fn new(text: &'a [u8], depth: usize, account: &'a mut Account) -> Self {
        Self {
            text,
            depth,
            reader: Reader::default(),
            tried: 0,
            tried_sideways: 0,
            account,
            records: Vec::new(),
            visitor: None,
        }
    }

    fn read(&mut self) {
        let text = self.text;
        let mut table: Option<Table> = None;
        let mut at = 0;
        while at < text.len() {
            let line = trimmed(text, at..line_end(text, at));
            at = line_end(text, at) + 1;
            if line.is_empty() || text[line.clone()].starts_with(b"```") {
                continue;
            }
            self.account.lines += 1;
            if let Some(known) = Table::read(text, &line) {
                table = Some(known);
            } else if table.as_ref().is_none_or(|table| !table.is_ruler(&text[line.clone()])) {
                at = at.max(self.row_or_line(table.as_ref(), line));
            }
            if let Some(visitor) = &mut self.visitor {
                self.records.drain(..).for_each(|found| visitor.record(found));
            }
        }
    }

    /// Reads a line, as a row of the table in which it may stand or for itself. Gives where what was read ends, at least.
    fn row_or_line(&mut self, table: Option<&Table>, line: Span) -> usize {
        let text = self.text;
        let (records, wrappers) = (self.records.len(), self.account.wrappers.len());
        if let Some(table) = table
            && let Some((row, end)) = table.row(text, &line)
        {
            self.objects(&row, Some(table.name()));
            if self.records.len() > records {
                return line_end(text, end) + 1;
            }
            self.account.wrappers.truncate(wrappers);
        }
        let rest = unwrapped(text, line.clone(), self.account);
        let mut next = self.line(&line, &rest);
        if self.records.len() == records {
            // What looked like something around the line can be its own beginning.
            self.account.wrappers.truncate(wrappers);
            if rest != line && next <= line.end + 1 {
                next = next.max(self.line(&line, &line));
            }
        }
        if self.records.len() == records {
            self.account.wrappers.truncate(wrappers);
            if let Some(end) = self.sideways(line.start) {
                return end;
            }
            self.account.unread += 1;
        } else if rest != line {
            self.moment(records, || moment_in(text, line.start..rest.start));
        }
        next
    }

    /// Reads a row that is turned on its side, if one begins at a line. Each line is looked at once.
    fn sideways(&mut self, start: usize) -> Option<usize> {
        if start < self.tried_sideways {
            return None;
        }
        let (row, end) = table::sideways(self.text, start)?;
        self.tried_sideways = end;
        let records = self.records.len();
        self.objects(&row, Some("row of a table"));
        (self.records.len() > records).then_some(end)
    }

    /// Reads a line, of which `rest` is left when what is around it is gone. Gives where what was read ends, at least.
    fn line(&mut self, line: &Span, rest: &Span) -> usize {
        let text = self.text;
        let bytes = &text[rest.clone()];
        // A document, which may go on below.
        if opens_document(bytes) {
            let mut document = Json::read(&text[..rest.end], rest.start);
            if document.as_ref().is_none_or(|document| !document.is_whole()) && rest.start >= self.tried {
                let longer = Json::read(text, rest.start);
                self.tried = longer.as_ref().map_or(text.len(), |longer| longer.end().max(rest.end));
                document = longer.filter(Json::is_whole).or(document);
            }
            if let Some(document) = document {
                self.objects(&document, None);
                return line_end(text, document.end()) + 1;
            }
        }
        if let Some((format, mut record, length)) = detect::lines(&text[rest.start..]) {
            record.shift(rest.start);
            self.records.push(Found { format, record, span: rest.start..rest.start + length });
            return rest.start + length;
        }
        if let Some((format, mut record)) = self.reader.line(bytes) {
            record.shift(rest.start);
            self.records.push(Found { format, record, span: line.clone() });
            return line.end;
        }
        // A message, and a document behind it.
        let count = self.records.len();
        let inside = bytes.windows(2).position(|pair| opens_document(pair) && pair[0] == b'{');
        if let Some(document) = inside.and_then(|inside| Json::read(&text[..rest.end], rest.start + inside)) {
            self.objects(&document, None);
        }
        // Tabs and line ends that were escaped once more than was undone.
        let is_escaped = || bytes.windows(2).any(|pair| matches!(pair, [b'\\', b't' | b'n']));
        if self.records.len() == count && is_escaped() {
            self.piece(&Piece::new(text, rest.clone()));
        }
        line.end
    }

    /// The records of a document: of each object that a format knows, and of the strings that wrappers hold. A row of a table
    /// has the name of that.
    fn objects(&mut self, document: &Json, table: Option<&'static str>) {
        let text = self.text;
        let mut known_until = 0;
        for object in document.objects(text) {
            if let Some(visitor) = &mut self.visitor
                && table.is_none()
            {
                visitor.object(object);
            }
            if object.span().start < known_until {
                continue;
            }
            if let Some((format, record)) = detect::object(object) {
                known_until = object.span().end;
                self.records.push(Found { format, record, span: object.span() });
                table.into_iter().for_each(|name| self.account.note(name));
            } else if let Some((name, message)) = wrapped(object) {
                self.account.note(table.unwrap_or(name));
                let first = self.records.len();
                let is_csv = table == Some(table::CSV);
                self.piece(&if is_csv { Piece::of_csv(text, message) } else { Piece::new(text, message) });
                self.moment(first, || {
                    let span = object.any(&["@timestamp", "timestamp", "time", "__REALTIME_TIMESTAMP"])?;
                    Some(Field { value: Moment::read(&text[span.clone()])?, span })
                });
            }
        }
        for row in document.lists(text).filter_map(insights::row) {
            self.objects(&row, Some(insights::NAME));
        }
    }

    /// The records of a text inside this one.
    fn piece(&mut self, piece: &Piece<'_>) {
        if self.depth >= DEEPEST {
            return;
        }
        let mut account = Account::default();
        let mut inner = Pass::new(piece.bytes(), self.depth + 1, &mut account);
        inner.read();
        let records = inner.records;
        account.wrappers.into_iter().for_each(|name| self.account.note(name));
        self.records.extend(records.into_iter().map(|mut found| {
            found.span = piece.outer(&found.span);
            found.record.map_spans(&mut |span| *span = piece.outer(span));
            found
        }));
    }

    /// Records that have no moment of their own have that of what is around them.
    fn moment(&mut self, first: usize, read: impl FnOnce() -> Option<Field<Moment>>) {
        if self.records[first..].iter().any(|found| found.record.moment.is_none())
            && let Some(moment) = read()
        {
            for found in &mut self.records[first..] {
                found.record.moment.get_or_insert_with(|| moment.clone());
            }
        }
    }
}

/// The first moment among the words of a span.
fn moment_in(text: &[u8], span: Span) -> Option<Field<Moment>> {
    let mut at = span.start;
    while at < span.end {
        let is_mark = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'|' | b'>');
        let end = text[at..span.end].iter().position(is_mark).map_or(span.end, |length| at + length);
        if let Some(value) = Moment::read(&text[at..end]) {
            return Some(Field { value, span: at..end });
        }
        // A date with its time behind a blank.
        if end < span.end && is_date(&text[at..end]) {
            let end = text[end + 1..span.end].iter().position(is_mark).map_or(span.end, |length| end + 1 + length);
            return Some(Field { value: Moment::read(&text[at..end])?, span: at..end });
        }
        at = end + 1;
    }
    None
}

fn wrapped(object: Object<'_>) -> Option<(&'static str, Span)> {
    WRAPPERS.iter().find_map(|wrapper| match wrapper.shape {
        WrapperShape::Object(strip) => Some((wrapper.name, strip(object)?)),
        WrapperShape::Line(_) => None,
    })
}

/// What is left of a line when everything that is known to be put around lines is gone.
fn unwrapped(text: &[u8], line: Span, account: &mut Account) -> Span {
    let mut rest = line;
    for _ in 0..DEEPEST {
        let inner = WRAPPERS.iter().find_map(|wrapper| match wrapper.shape {
            WrapperShape::Line(strip) => Some((wrapper.name, strip(&text[rest.clone()])?)),
            WrapperShape::Object(_) => None,
        });
        let Some((name, inner)) = inner else { break };
        account.note(name);
        rest = trimmed(text, rest.start + inner.start..rest.start + inner.end);
    }
    rest
}

fn opens_document(bytes: &[u8]) -> bool {
    matches!(bytes, [b'{'] | [b'{' | b'[', b'"' | b'\'' | b'{' | b'[' | b' ' | b'\\' | b'a'..=b'z' | b'A'..=b'Z' | b'\r', ..] | [b'['])
        && json::is_likely(bytes)
}

impl Account {
    fn note(&mut self, wrapper: &'static str) {
        if !self.wrappers.contains(&wrapper) {
            self.wrappers.push(wrapper);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<u16> {
        let records = read(text.as_bytes()).0;
        for found in &records {
            if let Some(status) = &found.record.status {
                assert!(
                    text.get(status.span.clone()).is_some_and(|text| text.contains(&status.value.to_string())),
                    "{text}"
                );
            }
        }
        records.iter().filter_map(|found| found.record.status.as_ref()).map(|status| status.value.0).collect()
    }

    const ROUTER: &str = r#"at=error code=H12 desc="Request timeout" method=GET path="/" host=a.example dyno=web.1 connect=1ms service=30001ms status=503 bytes=0"#;

    #[test]
    fn lines_and_strings_in_documents_are_read() {
        let escaped = ROUTER.replace('"', "\\\"");
        for text in [
            ROUTER.to_owned(),
            format!("```\n{ROUTER}\n```\n"),
            format!("{{\"log\":\"{escaped}\\n\",\"stream\":\"stdout\"}}"),
            format!("{{\n  \"events\": [\n    {{\"message\": \"{escaped}\"}}\n  ]\n}}"),
            format!("an error: {{\"message\": \"{escaped}\"}}"),
        ] {
            assert_eq!(codes(&text), [503], "{text}");
        }
    }

    #[test]
    fn what_is_around_a_line_is_named_where_it_was_read() {
        let both = format!("web-1  | 2024-01-01T00:00:00.5+00:00 heroku[router]: {ROUTER}");
        let (records, account) = read(both.as_bytes());
        assert_eq!(account.wrappers, ["docker compose log", "Heroku log"]);
        let moment = records.first().and_then(|found| found.record.moment.clone()).unwrap();
        assert_eq!(&both[moment.span], "2024-01-01T00:00:00.5+00:00");
        let (_, account) = read(b"web-1  | ready\n2024-01-01T00:00:00Z (1) started\n| a | b |");
        assert_eq!((account.wrappers, account.lines, account.unread), (Vec::new(), 3, 3));
    }

    #[test]
    fn escapes_of_strings_in_strings_are_undone() {
        const REPORT: &str = "REPORT RequestId: a\tDuration: 5.00 ms\tBilled Duration: 6 ms\t\n";
        let escape =
            |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t").replace('\n', "\\n");
        let mut text = REPORT.to_owned();
        for _ in 0..4 {
            let records = read(text.as_bytes()).0;
            let [found] = records.as_slice() else { panic!("{text}") };
            assert_eq!(found.record.request_id.as_ref().map(|span| &text[span.clone()]), Some("a"), "{text}");
            text = escape(&text);
        }
    }

    #[test]
    fn documents_that_are_never_closed_take_no_long_time() {
        for part in ["{\"a\": \n", "[{\n", "{\n", "{\"a\":\"\n", "a {\"\n"] {
            assert!(codes(&part.repeat(300_000 / part.len())).is_empty(), "{part}");
        }
    }
}
