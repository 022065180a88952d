//! What a terminal, a browser, a chat or a log shipper adds to a text, taken away again.

use std::ops::Range;

use super::progress::{Pass, Work};
use crate::sorting::order_by;

/// The text as it was written: no colours, no carriage returns or invisible characters; HTML entities and one level of
/// JSON escapes undone; typographic quotes and blanks as programs write them; tabs as blanks. Linear in its length.
///
/// Signatures go through the same function when they are compiled, so that a text and its signature meet in one form.
pub fn clean(raw: &str) -> String {
    clean_with(raw, &mut Work::new(&mut |_| {}))
}

/// [`clean`], and how far it is.
pub(super) fn clean_with(raw: &str, work: &mut Work<'_>) -> String {
    let mut text = String::with_capacity(raw.len());
    walk(raw, work.pass(Pass::Clean, raw.len()), |read, written| {
        match written {
            Written::Same => text.push_str(&raw[read]),
            Written::Nothing => {}
            Written::Instead(character) => text.push(character),
        }
        true
    });
    text
}

/// Where parts of the cleaned text stand in the raw one, in the order in which they are asked for. A range begins where its
/// first character was read and ends where its last one was; what was taken away around them is not in it. Asking costs one
/// walk through the raw text as far as the last part, and no map of it.
pub fn raw_ranges(raw: &str, text: &str, spans: &[Range<usize>]) -> Vec<Range<usize>> {
    raw_ranges_with(raw, text, spans, &mut Work::new(&mut |_| {}))
}

/// [`raw_ranges`], and how far it is.
pub(super) fn raw_ranges_with(raw: &str, text: &str, spans: &[Range<usize>], work: &mut Work<'_>) -> Vec<Range<usize>> {
    // Nothing that is written is longer than what was read for it: texts of one length are alike byte by byte.
    if raw.len() == text.len() {
        return spans.to_vec();
    }
    let mut ranges = vec![raw.len()..raw.len(); spans.len()];
    let in_order = |key: fn(&Range<usize>) -> usize| {
        let order = order_by(spans.len(), &|one, other| key(&spans[one]).cmp(&key(&spans[other])));
        order.into_iter().peekable()
    };
    let (mut starts, mut ends) = (in_order(|span| span.start), in_order(|span| span.end));
    let mut at = 0;
    let reach = spans.iter().map(|span| span.end).max().unwrap_or_default();
    walk(raw, work.pass(Pass::RawSpans, raw.len()), |read, written| {
        let length = match written {
            Written::Same => read.len(),
            Written::Nothing => return true,
            Written::Instead(character) => character.len_utf8(),
        };
        let is_same = matches!(written, Written::Same);
        while let Some(index) = starts.next_if(|index| spans[*index].start < at + length) {
            ranges[index].start = if is_same { read.start + spans[index].start - at } else { read.start };
        }
        while let Some(index) = ends.next_if(|index| spans[*index].end <= at + length) {
            ranges[index].end = if is_same { (read.start + spans[index].end).saturating_sub(at) } else { read.end };
        }
        at += length;
        at < reach
    });
    for (range, span) in ranges.iter_mut().zip(spans) {
        if span.is_empty() {
            range.end = range.start;
        }
    }
    ranges
}

/// What is written for a part of the raw text.
enum Written {
    /// The part itself.
    Same,
    /// Nothing.
    Nothing,
    /// A character of ASCII.
    Instead(char),
}

/// Goes through the raw text, part by part, for as long as `visit` wants more.
fn walk(
    raw: &str,
    stretches: impl Iterator<Item = Range<usize>>,
    mut visit: impl FnMut(Range<usize>, Written) -> bool,
) {
    // Only a text with escaped quotes is JSON inside JSON: elsewhere `\n` may be part of a Windows path.
    let is_escaped = raw.match_indices('\\').any(|(at, _)| raw[at + 1..].starts_with('"'));
    let bytes = raw.as_bytes();
    let mut at = 0;
    for stretch in stretches {
        while at < stretch.end {
            // Almost everything stays: it is taken in runs.
            let run = bytes[at..stretch.end].iter().position(|byte| may_change(*byte)).unwrap_or(stretch.end - at);
            // A stretch may end inside a character.
            let end = raw.ceil_char_boundary(at + run);
            if run > 0 && !visit(at..end, Written::Same) {
                return;
            }
            at = end;
            if bytes[at..].starts_with(b"\r\n") {
                if !visit(at..at + 1, Written::Nothing) || !visit(at + 1..at + 2, Written::Same) {
                    return;
                }
                at += 2;
            } else if at < stretch.end {
                let (written, read) = change(&raw[at..], is_escaped);
                if !visit(at..at + read, written) {
                    return;
                }
                at += read;
            }
        }
    }
}

/// Whether a character that begins with this byte may be written otherwise.
fn may_change(byte: u8) -> bool {
    match byte {
        b'\n' => false,
        b'&' | b'\\' | b'#' | 0x7f => true,
        // Of U+0080 to U+00BF, of U+2000 to U+2FFF, of U+F000 to U+FFFF.
        0xc2 | 0xe2 | 0xef => true,
        _ => byte < b' ',
    }
}

/// What is written for the character at the start or for what it begins, and the length of that.
fn change(rest: &str, is_escaped: bool) -> (Written, usize) {
    let Some(first) = rest.chars().next() else { return (Written::Nothing, 0) };
    let same = (Written::Same, first.len_utf8());
    let instead = |(character, length)| (Written::Instead(character), length);
    match first {
        '\r' if rest[1..].starts_with('\n') => (Written::Nothing, 1),
        '\r' => (Written::Instead('\n'), 1),
        '\t' | '\u{a0}' | '\u{202f}' => (Written::Instead(' '), first.len_utf8()),
        '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' => (Written::Nothing, first.len_utf8()),
        '\u{2018}' | '\u{2019}' => (Written::Instead('\''), first.len_utf8()),
        '\u{201c}' | '\u{201d}' => (Written::Instead('"'), first.len_utf8()),
        '\u{1b}' => (Written::Nothing, 1 + control_sequence(&rest[1..])),
        '&' => entity(rest).map_or(same, instead),
        '\\' | '#' => match escaped_colour(rest) {
            0 if is_escaped && first == '\\' => escape(rest),
            0 => same,
            length => (Written::Nothing, length),
        },
        control if control.is_control() && control != '\n' => (Written::Nothing, control.len_utf8()),
        _ => same,
    }
}

/// The length of what follows an escape character: a control sequence as ECMA-48 has it, `[`, parameters, a final byte.
fn control_sequence(rest: &str) -> usize {
    let Some(parameters) = rest.strip_prefix('[') else { return 0 };
    match parameters.bytes().position(|byte| !(0x20..=0x3f).contains(&byte)) {
        Some(end) if (0x40..=0x7e).contains(&parameters.as_bytes()[end]) => end + 2,
        _ => 1,
    }
}

/// The length of a colour whose escape character was written out, as JSON, shells and syslog do; 0 for anything else.
fn escaped_colour(rest: &str) -> usize {
    ["\\u001b", "\\u001B", "\\x1b", "\\033", "\\e", "#033"]
        .into_iter()
        .find_map(|prefix| {
            let sequence = rest.strip_prefix(prefix)?;
            sequence.starts_with('[').then(|| prefix.len() + control_sequence(sequence))
        })
        .unwrap_or(0)
}

/// What an escape of JSON stands for, and its length. Several backslashes before a quote are several levels.
fn escape(rest: &str) -> (Written, usize) {
    let slashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
    match rest.as_bytes().get(slashes) {
        Some(b'"') => (Written::Instead('"'), slashes + 1),
        Some(b'/') if slashes == 1 => (Written::Instead('/'), 2),
        Some(b'n') if slashes == 1 => (Written::Instead('\n'), 2),
        Some(b'r') if slashes == 1 => (Written::Nothing, 2),
        Some(b't') if slashes == 1 => (Written::Instead(' '), 2),
        Some(b'u') if slashes == 1 => rest
            .get(2..6)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(u8::is_ascii_graphic)
            .map_or((Written::Same, 1), |byte| (Written::Instead(char::from(byte)), 6)),
        // The last of them may begin something; to look at each of a megabyte of them would count the rest again and again.
        _ => (Written::Same, slashes.saturating_sub(1).max(1)),
    }
}

/// The printable ASCII character that an HTML entity at the start stands for, and the entity's length.
fn entity(rest: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 8;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let character = match &rest[1..end] {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" => ' ',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u8::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from(code)
        }
    };
    (' '..='~').contains(&character).then_some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_added_to_a_text_goes() {
        for (raw, text) in [
            ("HTTP/1.1 502 Bad Gateway\r\nServer: x\r\n", "HTTP/1.1 502 Bad Gateway\nServer: x\n"),
            ("\u{1b}[31m[error]\u{1b}[0m upstream", "[error] upstream"),
            ("\\u001b[1;31merror\\u001b[0m", "error"),
            ("#033[31mERR#033[0m a", "ERR a"),
            (
                "&lt;center&gt;nginx&lt;/center&gt; &amp;c. &#39;x&#x27; &nosuch; &",
                "<center>nginx</center> &c. 'x' &nosuch; &",
            ),
            (r#"{"body":"{\"message\": \"a\\\"b\"}\n"}"#, "{\"body\":\"{\"message\": \"a\"b\"}\n\"}"),
            (r"C:\new\table", r"C:\new\table"),
            ("didn\u{2019}t\u{a0}respond\tin time\u{200b}", "didn't respond in time"),
            ("\u{1b}", ""),
            ("\u{1b}[", ""),
        ] {
            assert_eq!(clean(raw), text, "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cleaned_and_gets_no_longer(raw in "(?s).{0,200}") {
            prop_assert!(clean(&raw).len() <= raw.len());
        }

        #[test]
        fn any_mix_of_escapes_is_cleaned(parts in proptest::collection::vec("\\\\|\"|&|#|;|\u{1b}|\\[|u00|3c|lt|n|é|m|0", 0..40)) {
            let raw = parts.concat();
            prop_assert!(clean(&raw).len() <= raw.len());
        }

        #[test]
        fn a_span_of_the_cleaned_text_is_the_same_one_in_the_raw_text(
            parts in proptest::collection::vec(
                "\\\\{1,3}|\"|\\\\\"|&amp;|&#60;|&|\u{1b}\\[31m|\\\\u001b\\[0m|#033\\[1m|\\\\u003c|\r\n|\r|\n|\t|\u{200b}|\u{a0}|\u{201c}|\u{2014}|é|漢|\u{1f600}|\u{85}|[a-z<]{1,4}",
                0..30,
            ),
            starts_and_lengths in proptest::collection::vec((0..200_usize, 0..20_usize), 1..8),
        ) {
            let raw = parts.concat();
            let text = clean(&raw);
            let spans: Vec<_> = starts_and_lengths
                .into_iter()
                .map(|(start, length)| {
                    let start = text.floor_char_boundary(start);
                    start..text.floor_char_boundary(start + length)
                })
                .collect();
            let ranges = raw_ranges(&raw, &text, &spans);
            for (span, range) in spans.iter().zip(ranges) {
                let part = raw.get(range);
                prop_assert!(part.is_some_and(|part| part.is_empty() == span.is_empty()));
                let part = part.unwrap_or_default();
                // A backslash is an escape where the text has escaped quotes anywhere.
                if part.contains("\\\"") || !part.contains('\\') || !raw.contains("\\\"") {
                    prop_assert_eq!(clean(part), &text[span.clone()]);
                }
            }
        }
    }

    // For each of them all that follow were counted, in texts with an escaped quote.
    #[test]
    fn a_megabyte_of_backslashes_is_read_in_one_pass() {
        let raw = "\\".repeat(1_000_000) + "n \\\"";
        assert_eq!(clean(&raw).len(), 1_000_000 + " \"".len());
    }
}
