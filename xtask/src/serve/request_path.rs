//! The path of a request, judged once and decoded. What is judged as it was sent is judged too early: `/%5fheaders` is
//! `/_headers` to whoever opens the file.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a request asks for.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Asked {
    /// The file or folder at this path, decoded.
    Path(String),
    /// The same, under a path with slashes to spare. Answered by a redirect, so that a page has one address; one that
    /// begins with two slashes would also be another host's in a `Location`.
    WithSpareSlashes(String),
    /// Nothing that a site could have: no path, no text, or steps that browsers take before they ask.
    Nothing,
}

impl Asked {
    /// Reads the path as it stands in the request.
    pub(super) fn read(path: &str) -> Self {
        let Ok(path) = percent_decode_str(path).decode_utf8() else {
            return Self::Nothing;
        };
        let has_steps = path.split('/').any(|part| part == "." || part == "..");
        // A backslash is a slash to browsers, and to Windows.
        if !path.starts_with('/') || path.contains(['\0', '\\']) || has_steps {
            return Self::Nothing;
        }
        if path.contains("//") {
            return Self::WithSpareSlashes(without_spare_slashes(&path));
        }
        Self::Path(path.into_owned())
    }
}

fn without_spare_slashes(path: &str) -> String {
    let mut kept = String::with_capacity(path.len());
    for char in path.chars() {
        if char != '/' || !kept.ends_with('/') {
            kept.push(char);
        }
    }
    kept
}

/// What stands in a path as it is (RFC 3986, `pchar`), and the slash.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A decoded path as it stands in an address.
pub(crate) fn encoded(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, PATH).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> Asked {
        Asked::Path(path.to_owned())
    }

    #[test]
    fn a_path_is_judged_decoded() {
        assert_eq!(Asked::read("/errors/"), path("/errors/"));
        assert_eq!(Asked::read("/%5fheaders"), path("/_headers"));
        assert_eq!(Asked::read("/index.html%2ebr"), path("/index.html.br"));
        assert_eq!(Asked::read("/a%2fb/%C3%A9"), path("/a/b/é"));
        // Once only: what is encoded twice is a name with a percent sign.
        assert_eq!(Asked::read("/%255fheaders"), path("/%5fheaders"));
    }

    #[test]
    fn slashes_to_spare_are_told_apart() {
        let spare = |path: &str| Asked::WithSpareSlashes(path.to_owned());
        assert_eq!(Asked::read("//errors"), spare("/errors"));
        assert_eq!(Asked::read("/%2f/evil.example//a/"), spare("/evil.example/a/"));
        assert_eq!(Asked::read("//"), spare("/"));
    }

    #[test]
    fn what_no_browser_asks_for_is_nothing() {
        for path in ["*", "", "/../a", "/a/%2e%2e/b", "/_headers/.", "/a%00", "/%ff", "/\\evil.example", "//..%2fa"] {
            assert_eq!(Asked::read(path), Asked::Nothing, "{path}");
        }
    }

    #[test]
    fn an_encoded_path_reads_as_the_same_path() {
        for text in ["/errors/a-b_c.d~e/", "/%5fheaders", "/é ?#\"<>", "/a&b='c'"] {
            assert_eq!(Asked::read(&encoded(text)), path(text), "{text}");
        }
        assert_eq!(encoded("/content/a-b.md"), "/content/a-b.md");
    }
}
