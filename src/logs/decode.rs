//! The text of a file as UTF-8. PowerShell writes what is redirected to a file as UTF-16 with a byte order mark.

use std::borrow::Cow;

/// The bytes of a text without a byte order mark; of UTF-16, which only its mark shows, as UTF-8. What is no character there
/// becomes U+FFFD.
pub fn decode(bytes: &[u8]) -> Cow<'_, [u8]> {
    let (from, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Cow::Borrowed(rest),
        [0xFF, 0xFE, rest @ ..] => (u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return Cow::Borrowed(bytes),
    };
    let units = rest.chunks(2).map(|pair| pair.try_into().map_or(0xFFFD, from));
    let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Cow::Owned(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_byte_order_mark_tells_the_encoding() {
        for bytes in [
            &b"\xEF\xBB\xBF502 \xC3\xA9"[..],
            b"502 \xC3\xA9",
            b"\xFF\xFE5\x000\x002\x00 \x00\xE9\x00",
            b"\xFE\xFF\x005\x000\x002\x00 \x00\xE9",
        ] {
            assert_eq!(decode(bytes).as_ref(), "502 é".as_bytes(), "{bytes:?}");
        }
        assert_eq!(decode(b"\xFF\xFE5\x000").as_ref(), "5\u{FFFD}".as_bytes());
    }

    proptest! {
        #[test]
        fn any_utf_16_is_read(text in any::<String>(), cut in any::<bool>()) {
            let mut bytes = vec![0xFF, 0xFE];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            prop_assert_eq!(decode(&bytes).into_owned(), text.as_bytes());
            bytes.truncate(bytes.len() - usize::from(cut));
            let _ = decode(&bytes);
        }
    }
}
