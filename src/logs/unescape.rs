//! A string inside a document, as it was before it was put there.

use std::borrow::Cow;

use super::record::Span;

/// The text of a string, and where each part of it stands outside.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    bytes: Cow<'a, [u8]>,
    start: usize,
    /// Behind each escape: where it ends inside, and outside.
    ends: Vec<(usize, usize)>,
}

impl<'a> Piece<'a> {
    /// Undoes the escapes of JSON in a span: `\"`, `\\`, `\n`, `\t`, `\u001b`.
    pub(super) fn new(text: &'a [u8], span: Span) -> Self {
        Self::undone(text, span, b'\\', escape)
    }

    /// Undoes the quotes of CSV in a span: two stand for one.
    pub(super) fn of_csv(text: &'a [u8], span: Span) -> Self {
        Self::undone(text, span, b'"', |rest| (Some(b'"'), if rest.get(1) == Some(&b'"') { 2 } else { 1 }))
    }

    fn undone(text: &'a [u8], span: Span, mark: u8, escape: fn(&[u8]) -> (Option<u8>, usize)) -> Self {
        let inside = &text[span.clone()];
        let mut piece = Self { bytes: Cow::Borrowed(inside), start: span.start, ends: Vec::new() };
        if !inside.contains(&mark) {
            return piece;
        }
        let mut bytes = Vec::with_capacity(inside.len());
        let mut at = 0;
        while let Some(byte) = inside.get(at) {
            let (written, length) = if *byte == mark { escape(&inside[at..]) } else { (Some(*byte), 1) };
            bytes.extend(written);
            at += length;
            if length > 1 {
                piece.ends.push((bytes.len(), at));
            }
        }
        piece.bytes = Cow::Owned(bytes);
        piece
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where a span of the piece stands outside.
    pub(super) fn outer(&self, span: &Span) -> Span {
        let of = |at: usize| {
            let index = self.ends.partition_point(|(inside, _)| *inside <= at);
            let (inside, outside) = index.checked_sub(1).map_or((0, 0), |index| self.ends[index]);
            self.start + outside + at - inside
        };
        // An end that stands behind an escape is behind all of it.
        of(span.start)..of(span.end)
    }
}

/// What an escape at the start stands for, and its length. Characters beyond ASCII stay as they are written: no log format's
/// fields have any.
fn escape(rest: &[u8]) -> (Option<u8>, usize) {
    match rest {
        [_, b'n', ..] => (Some(b'\n'), 2),
        [_, b't', ..] => (Some(b'\t'), 2),
        [_, b'r', ..] => (Some(b'\r'), 2),
        [_, b'u', digits @ ..] => {
            let code = digits.get(..4).and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
            match code {
                Some(code) if code.is_ascii() => (Some(code), 6),
                _ => (Some(b'\\'), 1),
            }
        }
        [_, byte @ (b'"' | b'\\' | b'/' | b'\''), ..] => (Some(*byte), 2),
        _ => (Some(b'\\'), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_the_escaped_text() {
        let text = br#"{"a":"x \"y\"\n502\u001b z"}"#;
        let piece = Piece::new(text, 6..text.len() - 2);
        assert_eq!(piece.bytes(), b"x \"y\"\n502\x1b z");
        let at = piece.bytes().windows(3).position(|part| part == b"502").unwrap();
        assert_eq!(&text[piece.outer(&(at..at + 3))], b"502");
        assert_eq!(piece.outer(&(0..piece.bytes().len())), 6..text.len() - 2);
    }
}
