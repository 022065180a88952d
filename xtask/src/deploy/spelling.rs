//! Headers as the configurations of both servers spell them.

use anyhow::{Context, Result, ensure};
use hyper::header::{HeaderName, HeaderValue};

/// A header's name as people write it: `Content-Type`.
pub(super) fn written(name: &HeaderName) -> String {
    let capital = |part: &str| {
        let (first, rest) = part.split_at(part.len().min(1));
        format!("{}{rest}", first.to_ascii_uppercase())
    };
    name.as_str().split('-').map(capital).collect::<Vec<_>>().join("-")
}

/// A header's value between double quotes.
pub(super) fn quoted(value: &HeaderValue) -> Result<String> {
    Ok(format!("\"{}\"", checked(value.to_str().context("a header's value is not ASCII")?)?))
}

/// A text that stands between double quotes as it is, to both servers. None of ours has to be escaped.
pub(super) fn checked(text: &str) -> Result<&str> {
    ensure!(!text.contains(['"', '\\', '$', '{', '}', '\n']), "`{text}`: would have to be escaped for the server");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_people_do_and_values_between_quotes() {
        assert_eq!(written(&HeaderName::from_static("x-content-type-options")), "X-Content-Type-Options");
        assert_eq!(quoted(&HeaderValue::from_static("camera=(), usb=()")).unwrap(), "\"camera=(), usb=()\"");
        for text in ["a\"b", "$host", "{env.HOME}", "a\\b"] {
            assert!(quoted(&HeaderValue::from_str(text).unwrap()).is_err(), "{text}");
        }
    }
}
