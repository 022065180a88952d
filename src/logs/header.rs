//! The line that names the columns of those below it, as W3C's extended log format has it:
//! `#Fields: date time cs-method sc-status time-taken`. <https://www.w3.org/TR/WD-logfile.html>

use super::columns::{Columns, cells};
use super::record::Span;

/// The columns that a header names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    names: Vec<Vec<u8>>,
}

impl Header {
    /// Reads a line that begins with `#Fields:`; `None` for any other.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        let names = line.strip_prefix(b"#Fields:")?;
        let names: Vec<_> = Columns::from(names, 0).map(|span| names[span].to_ascii_lowercase()).collect();
        (names.len() > 1).then_some(Self { names })
    }

    /// The columns of a line that the header names, if it has the names that a format must have.
    pub(super) fn columns(&self, line: &[u8], needed: &[&str]) -> Option<NamedColumns<'_>> {
        let has = |name: &&str| self.names.iter().any(|known| known == name.as_bytes());
        // Tabs part the columns of CloudFront, blanks those of IIS.
        needed.iter().all(has).then(|| NamedColumns { header: self, spans: cells(line) })
    }
}

/// The columns of a line by their names.
#[derive(Debug)]
pub(super) struct NamedColumns<'a> {
    header: &'a Header,
    spans: Vec<Span>,
}

impl NamedColumns<'_> {
    /// The column of that name, in lower case; `None` if there is none, or the line ends before it.
    pub(super) fn get(&self, name: &str) -> Option<Span> {
        let index = self.header.names.iter().position(|known| known == name.as_bytes())?;
        self.spans.get(index).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let header = Header::read(b"#Fields: date time cs-method sc-status\ttime-taken").unwrap();
        let line = b"2026-02-08 05:19:41 GET 502 328";
        let columns = header.columns(line, &["sc-status"]).unwrap();
        assert_eq!(columns.get("sc-status").map(|span| &line[span]), Some(&b"502"[..]));
        assert_eq!(columns.get("cs-host"), None);
        let cut = header.columns(b"2026-02-08 05:19:41", &["sc-status"]).unwrap();
        assert_eq!(cut.get("sc-status"), None);
        assert!(header.columns(line, &["x-edge-location"]).is_none());
        assert_eq!(Header::read(b"#Version: 1.0"), None);
    }
}
