//! What a terminal, a browser, a chat or a log shipper adds to a text, taken away again.

/// The text as it was written: no colours, no carriage returns or invisible characters; HTML entities and one level of
/// JSON escapes undone; typographic quotes and blanks as programs write them; tabs as blanks. Linear in its length.
///
/// Signatures go through the same function when they are compiled, so that a text and its signature meet in one form.
pub fn clean(raw: &str) -> String {
    // Only a text with escaped quotes is JSON inside JSON: elsewhere `\n` may be part of a Windows path.
    let is_escaped = raw.contains("\\\"");
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(first) = rest.chars().next() {
        let (written, read) = match first {
            '\r' if rest[1..].starts_with('\n') => (None, 1),
            '\r' => (Some('\n'), 1),
            '\t' | '\u{a0}' | '\u{202f}' => (Some(' '), first.len_utf8()),
            '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' => (None, first.len_utf8()),
            '\u{2018}' | '\u{2019}' => (Some('\''), first.len_utf8()),
            '\u{201c}' | '\u{201d}' => (Some('"'), first.len_utf8()),
            '\u{1b}' => (None, 1 + control_sequence(&rest[1..])),
            '&' => entity(rest).map_or((Some('&'), 1), |(character, length)| (Some(character), length)),
            '\\' | '#' => match escaped_colour(rest) {
                0 if is_escaped && first == '\\' => escape(rest),
                0 => (Some(first), 1),
                length => (None, length),
            },
            control if control.is_control() && control != '\n' => (None, control.len_utf8()),
            other => (Some(other), other.len_utf8()),
        };
        text.extend(written);
        rest = &rest[read..];
    }
    text
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
fn escape(rest: &str) -> (Option<char>, usize) {
    let slashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
    match rest.as_bytes().get(slashes) {
        Some(b'"') => (Some('"'), slashes + 1),
        Some(b'/') if slashes == 1 => (Some('/'), 2),
        Some(b'n') if slashes == 1 => (Some('\n'), 2),
        Some(b'r') if slashes == 1 => (None, 2),
        Some(b't') if slashes == 1 => (Some(' '), 2),
        Some(b'u') if slashes == 1 => rest
            .get(2..6)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(u8::is_ascii_graphic)
            .map_or((Some('\\'), 1), |byte| (Some(char::from(byte)), 6)),
        _ => (Some('\\'), 1),
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
    }
}
