//! Tables: the names of the columns in the first row, and the rows below. CSV as RFC 4180 has it, with line ends in quotes; and
//! rows between bars, as Markdown has them and as consoles draw them. A row is read like an object of JSON with these keys.
//! <https://www.rfc-editor.org/rfc/rfc4180>,
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Visualizing-Log-Data.html>.

use super::super::columns::{find, line_end, trimmed};
use super::super::json::Json;
use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

/// A row whose names are not there: what is longest in it is the message.
pub(super) const WRAPPER: Wrapper = Wrapper { name: "table", shape: WrapperShape::Line(strip) };

/// Tables of that name have doubled quotes in their cells.
pub(in super::super) const CSV: &str = "CSV";

fn strip(line: &[u8]) -> Option<Span> {
    if line.first() != Some(&b'|') {
        return None;
    }
    bars(line, 0..line.len()).into_iter().max_by_key(ExactSizeIterator::len)
}

/// The names of a table's columns.
#[derive(Debug)]
pub(in super::super) struct Table {
    names: Vec<Span>,
    is_csv: bool,
}

impl Table {
    /// The table whose first row a line is. It must have a name that tables of logs have.
    pub(in super::super) fn read(text: &[u8], line: &Span) -> Option<Self> {
        // Nearly every other line has a letter that no name has, and has it early.
        let is_of_name = |byte: &u8| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'@' | b'_' | b'.' | b'-' | b' ' | b'#' | b'"' | b',' | b'|' | b'`' | b'(' | b')')
        };
        if !text[line.clone()].iter().all(is_of_name) {
            return None;
        }
        let is_csv = text[line.start] != b'|';
        let names = if is_csv { commas(text, line.start)?.0 } else { bars(text, line.clone()) };
        let is_known = |name: &Span| {
            const KNOWN: [&[u8]; 6] = [b"timestamp", b"message", b"log", b"status", b"@message", b"@timestamp"];
            let name = text[name.clone()].to_ascii_lowercase();
            // A status with words around it is that of a product: `elb_status_code`, `httpStatus_d`.
            let is_status = || find(&name, b"status").is_some() && name.len() > b"status".len();
            KNOWN.contains(&name.as_slice()) || name.starts_with(b"@") || is_status()
        };
        let is_wide = names.len() > 1 || names.iter().any(|name| text[name.clone()].starts_with(b"@"));
        (is_wide && names.iter().any(is_known)).then_some(Self { names, is_csv })
    }

    /// What tables of that kind are called.
    pub(in super::super) fn name(&self) -> &'static str {
        if self.is_csv { CSV } else { WRAPPER.name }
    }

    /// Whether a line only parts rows: `| --- | --- |`.
    pub(in super::super) fn is_ruler(&self, line: &[u8]) -> bool {
        !self.is_csv && line.iter().all(|byte| matches!(byte, b'|' | b'-' | b'+' | b':' | b' '))
    }

    /// The row that begins with a line, and where it ends. `None` for what has fewer columns than a row.
    pub(in super::super) fn row(&self, text: &[u8], line: &Span) -> Option<(Json, usize)> {
        let (cells, end) = if self.is_csv { commas(text, line.start)? } else { (bars(text, line.clone()), line.end) };
        (cells.len() >= self.names.len())
            .then(|| (Json::row(self.names.iter().cloned().zip(cells), line.start..end), end))
    }
}

/// The cells between bars.
fn bars(text: &[u8], line: Span) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut at = line.start + 1;
    while at < line.end {
        let end = text[at..line.end].iter().position(|byte| *byte == b'|').map_or(line.end, |length| at + length);
        cells.push(without_ticks(text, trimmed(text, at..end)));
        at = end + 1;
    }
    cells
}

/// A cell without the backticks by which Markdown marks code.
fn without_ticks(text: &[u8], cell: Span) -> Span {
    match &text[cell.clone()] {
        [b'`', .., b'`'] => cell.start + 1..cell.end - 1,
        _ => cell,
    }
}

/// A row that is turned on its side: lines with the name of a column, a bar, a colon, an equals sign or a tab, and its value, as
/// consoles show one row and people copy it. Gives the row and where its last line ends; `None` for fewer than three lines.
pub(in super::super) fn sideways(text: &[u8], start: usize) -> Option<(Json, usize)> {
    const FEWEST: usize = 3;
    let mut cells = Vec::new();
    let (mut at, mut end) = (start, start);
    while at < text.len() {
        let line = at..line_end(text, at);
        let Some(cell) = name_and_value(text, line.clone()) else { break };
        cells.push(cell);
        end = line.end;
        at = end + 1;
    }
    (cells.len() >= FEWEST).then(|| (Json::row(cells.into_iter(), start..end), end))
}

/// The name and the value in a line of such a row.
fn name_and_value(text: &[u8], line: Span) -> Option<(Span, Span)> {
    const LONGEST_NAME: usize = 40;
    let skipped = |byte: &u8| matches!(byte, b' ' | b'\t' | b'|' | b'"' | b'`' | b'*' | b'-');
    let start = line.start + text[line.clone()].iter().take_while(|byte| skipped(byte)).count();
    let is_of_name =
        |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'(' | b')' | b'@' | b'-');
    let length = text[start..line.end].iter().take_while(is_of_name).count();
    if !(2..=LONGEST_NAME).contains(&length) || !text[start].is_ascii_alphabetic() && text[start] != b'@' {
        return None;
    }
    let behind = &text[start + length..line.end];
    let parts = behind.iter().take_while(|byte| skipped(byte) || matches!(byte, b':' | b'=' | b'\r')).count();
    if !behind[..parts].iter().any(|byte| matches!(byte, b':' | b'=' | b'|' | b'\t')) {
        return None;
    }
    let value = start + length + parts;
    let rest = text[value..line.end].trim_ascii_end();
    let kept =
        rest.len() - rest.iter().rev().take_while(|byte| matches!(byte, b'"' | b'`' | b'|' | b',' | b' ')).count();
    Some((start..start + length, value..value + kept))
}

/// The cells of a row of CSV, and where it ends; `None` where a quote is never closed.
fn commas(text: &[u8], start: usize) -> Option<(Vec<Span>, usize)> {
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let mut end = at;
        if text.get(at) == Some(&b'"') {
            end += 1;
            loop {
                end += text.get(end..)?.iter().position(|byte| *byte == b'"')?;
                if text.get(end + 1) != Some(&b'"') {
                    break;
                }
                end += 2;
            }
            cells.push(at + 1..end);
        }
        let rest = text.get(end..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b',' | b'\n')).unwrap_or(rest.len());
        if end == at {
            cells.push(trimmed(text, end..end + length));
        }
        end += length;
        if text.get(end) != Some(&b',') {
            return Some((cells, end));
        }
        at = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_csv_hold_line_ends_and_quotes() {
        let text = b"@timestamp,@message\n2024-01-01,\"a \"\"b\"\"\nc\",\nnext";
        let (cells, end) = commas(text, 20).unwrap();
        let cells: Vec<_> = cells.into_iter().map(|cell| str::from_utf8(&text[cell]).unwrap()).collect();
        assert_eq!(cells, ["2024-01-01", "a \"\"b\"\"\nc", ""]);
        assert_eq!(&text[end..], b"\nnext");
        assert_eq!(commas(b"a,\"b", 0), None);
    }

    #[test]
    fn other_lines_name_no_columns() {
        for line in
            ["192.0.2.1,GET,/,502", "error, status=502", "| --- | --- |", "a | message", "status", "Hello, status!"]
        {
            assert!(Table::read(line.as_bytes(), &(0..line.len())).is_none(), "{line}");
        }
    }
}
