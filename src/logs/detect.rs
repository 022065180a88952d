//! Which format a line, or an object of JSON, is of.

use super::format::{Format, Shape};
use super::formats::FORMATS;
use super::header::Header;
use super::json::Object;
use super::record::Record;

/// Reads line by line, and remembers what the lines before told: the columns that a header named, and the format of the last
/// line, which is tried first.
#[derive(Debug, Default)]
pub struct Reader {
    header: Option<Header>,
    last: Option<usize>,
}

impl Reader {
    /// Reads a line, without its line end and what wrappers added: the index of its format in [`FORMATS`], and the record.
    /// `None` for a line of no known format.
    pub fn line(&mut self, line: &[u8]) -> Option<(usize, Record)> {
        if line.first() == Some(&b'#')
            && let Some(header) = Header::read(line)
        {
            self.header = Some(header);
            return None;
        }
        let header = self.header.as_ref();
        let read = |index: usize| {
            let format = &FORMATS[index];
            let record = match format.shape {
                Shape::Line(read) => read(line),
                Shape::Columns(read) => read(line, header),
                Shape::Object(_) | Shape::Lines(_) => None,
            };
            record.map(|record| (index, record))
        };
        // A lenient format never stands in for a strict one: only what follows in the list could be another.
        let (index, record) = self
            .last
            .filter(|_| line.len() > SHORTEST)
            .and_then(read)
            .or_else(|| (0..FORMATS.len()).filter(|index| Some(*index) != self.last).find_map(read))?;
        self.last = FORMATS[index].is_strict().then_some(index);
        Some((index, record))
    }
}

/// The shortest line of any format, in bytes.
const SHORTEST: usize = 8;

impl Format {
    /// Whether no other format's line can be taken for one of it.
    fn is_strict(&self) -> bool {
        self.vendor.is_some()
    }
}

/// Reads an object of JSON; `None` for one of no known format.
pub(super) fn object(object: Object<'_>) -> Option<(usize, Record)> {
    FORMATS.iter().enumerate().find_map(|(index, format)| match format.shape {
        Shape::Object(read) => Some((index, read(object)?)),
        _ => None,
    })
}

/// Reads the lines at the start of a text; gives the length of what was read as well.
pub(super) fn lines(text: &[u8]) -> Option<(usize, Record, usize)> {
    FORMATS.iter().enumerate().find_map(|(index, format)| match format.shape {
        Shape::Lines(read) => read(text).map(|(record, length)| (index, record, length)),
        _ => None,
    })
}
