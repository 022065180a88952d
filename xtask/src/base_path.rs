/*!
The path below which a site is mounted, such as `/docs/`.
*/

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A base path in its one spelling: it begins and ends with a slash, and is `/` for a site at the top of its host.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BasePath(String);

impl BasePath {
    /// Reads `docs`, `/docs`, `docs/` and `/docs/` as the same path.
    pub fn new(text: &str) -> Self {
        match text.trim_matches('/') {
            "" => Self::default(),
            inner => Self(format!("/{inner}/")),
        }
    }

    /// The path as text, with both slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path without its last slash: what stands in front of a path that begins with one.
    pub fn prefix(&self) -> &str {
        self.0.strip_suffix('/').unwrap_or(&self.0)
    }

    /// What of `path` lies below this one, with its leading slash; `None` for a path elsewhere.
    pub fn strip<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(self.prefix()).filter(|rest| rest.starts_with('/'))
    }
}

impl Default for BasePath {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl FromStr for BasePath {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_the_same_path() {
        for text in ["docs", "/docs", "docs/", "/docs/", "//docs//"] {
            assert_eq!(BasePath::new(text).as_str(), "/docs/", "{text}");
        }
        for text in ["", "/", "//"] {
            assert_eq!(BasePath::new(text).as_str(), "/", "{text}");
        }
        assert_eq!(BasePath::new("a/b").as_str(), "/a/b/");
    }

    #[test]
    fn a_path_is_below_it_or_not() {
        let docs = BasePath::new("docs");
        assert_eq!(docs.strip("/docs/errors/"), Some("/errors/"));
        assert_eq!(docs.strip("/docs/"), Some("/"));
        assert_eq!(docs.strip("/docs"), None);
        assert_eq!(docs.strip("/docsish/"), None);
        assert_eq!(docs.strip("/"), None);
        assert_eq!(BasePath::default().strip("/errors/"), Some("/errors/"));
    }
}
