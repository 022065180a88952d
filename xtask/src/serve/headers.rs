//! The `_headers` file, in the form that Netlify and Cloudflare Pages share: a path pattern at the start of a line, below it
//! indented `Name: value` lines. Reading the site's own file is what makes the local server answer as a CDN would.
//!
//! ```text
//! # Comments and empty lines may stand anywhere.
//! /*
//!   X-Content-Type-Options: nosniff
//! /assets/*
//!   Cache-Control: public, max-age=31536000, immutable
//! ```

use anyhow::{Context, Result, bail, ensure};
use hyper::HeaderMap;
use hyper::header::{HeaderName, HeaderValue};

/// All blocks of a `_headers` file, in its order.
#[derive(Debug, Default)]
pub struct HeaderRules(Vec<Block>);

#[derive(Debug)]
struct Block {
    pattern: Pattern,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// A path, in which one `*` stands for anything, also for nothing.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// What stands before the `*`, or the whole path.
    pub(crate) before: String,
    /// What follows the `*`; `None` without one.
    pub(crate) after: Option<String>,
}

impl HeaderRules {
    /// Reads the file's text. An error names the line.
    pub fn parse(text: &str) -> Result<Self> {
        let mut blocks = Vec::new();
        for (index, line) in text.lines().enumerate() {
            read_line(line, &mut blocks).with_context(|| format!("_headers, line {}: `{}`", index + 1, line.trim()))?;
        }
        Ok(Self(blocks))
    }

    /// Sets on `headers` what the file says for `path`, in place of what the server said by the same names. Every matching
    /// block counts, and what several lines say by one name is joined, as CDNs do
    /// (<https://developers.cloudflare.com/pages/configuration/headers/>): two that do not go together show here as they
    /// will there.
    pub fn apply(&self, path: &str, headers: &mut HeaderMap) {
        let mut said = HeaderMap::new();
        let blocks = self.0.iter().filter(|block| block.pattern.matches(path));
        for (name, value) in blocks.flat_map(|block| &block.headers) {
            let value = match said.get(name) {
                Some(earlier) => joined(earlier, value),
                None => value.clone(),
            };
            said.insert(name.clone(), value);
        }
        for (name, value) in &said {
            headers.insert(name.clone(), value.clone());
        }
    }

    /// The names of all headers, each once, in the order of the file.
    pub(crate) fn names(&self) -> Vec<&HeaderName> {
        let mut names = Vec::new();
        for (name, _) in self.0.iter().flat_map(|block| &block.headers) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The patterns and values under which a header stands, in the order of the file.
    pub(crate) fn lines_of(&self, name: &HeaderName) -> Vec<(&Pattern, &HeaderValue)> {
        let lines = self.0.iter().flat_map(|block| block.headers.iter().map(move |line| (&block.pattern, line)));
        lines.filter(|(_, (own, _))| own == name).map(|(pattern, (_, value))| (pattern, value)).collect()
    }
}

fn joined(earlier: &HeaderValue, later: &HeaderValue) -> HeaderValue {
    let bytes = [earlier.as_bytes(), b", ", later.as_bytes()].concat();
    // Of two values and a comma nothing else can come.
    HeaderValue::from_bytes(&bytes).unwrap_or_else(|_| later.clone())
}

fn read_line(line: &str, blocks: &mut Vec<Block>) -> Result<()> {
    let trimmed = line.trim();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return Ok(());
    }
    if line.starts_with(char::is_whitespace) {
        let block = blocks.last_mut().context("a header without a path above it")?;
        let (name, value) = trimmed.split_once(':').context("a header is written `Name: value`")?;
        let name = name.trim().parse().context("not a header's name")?;
        let value = value.trim().parse().context("not a header's value")?;
        block.headers.push((name, value));
    } else {
        blocks.push(Block { pattern: Pattern::parse(trimmed)?, headers: Vec::new() });
    }
    Ok(())
}

impl Pattern {
    fn parse(text: &str) -> Result<Self> {
        ensure!(text.starts_with('/'), "a path begins with a slash; a header is indented");
        // Both CDNs know `:name` placeholders. The site uses none, and one taken literally would never match.
        ensure!(!text.contains(':'), "placeholders are not supported here");
        Ok(match text.split_once('*') {
            Some((_, after)) if after.contains('*') => bail!("only one * may stand in a path"),
            Some((before, after)) => Self { before: before.to_owned(), after: Some(after.to_owned()) },
            None => Self { before: text.to_owned(), after: None },
        })
    }

    fn matches(&self, path: &str) -> bool {
        match &self.after {
            None => path == self.before,
            Some(after) => path.strip_prefix(&self.before).is_some_and(|rest| rest.ends_with(after.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the rules make of a response that has a server's own Cache-Control.
    fn applied(text: &str, path: &str) -> Vec<(String, String)> {
        let mut headers = HeaderMap::new();
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
        HeaderRules::parse(text).unwrap().apply(path, &mut headers);
        let mut pairs: Vec<_> =
            headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        pairs.sort();
        pairs
    }

    fn pairs<const N: usize>(expected: [(&str, &str); N]) -> Vec<(String, String)> {
        expected.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
    }

    const FILE: &str = "\
# For all
/*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: default-src 'none'; img-src 'self' data:

/assets/*
  # named by their content
  Cache-Control: max-age=31536000, immutable
/*.wasm
\tX-Content-Type-Options: none of your business
/about/
  Link: </a.css>; rel=preload
  Link: </b.css>; rel=preload
";

    #[test]
    fn all_matching_blocks_apply_and_what_they_say_by_one_name_is_joined() {
        let policy = ("content-security-policy", "default-src 'none'; img-src 'self' data:");
        assert_eq!(
            applied(FILE, "/"),
            pairs([("cache-control", "no-store"), policy, ("x-content-type-options", "nosniff")])
        );
        assert_eq!(
            applied(FILE, "/assets/app.wasm"),
            pairs([
                ("cache-control", "max-age=31536000, immutable"),
                policy,
                ("x-content-type-options", "nosniff, none of your business"),
            ])
        );
    }

    #[test]
    fn a_name_repeated_in_a_block_is_a_list() {
        let links: Vec<_> = applied(FILE, "/about/").into_iter().filter(|(name, _)| name == "link").collect();
        assert_eq!(links, pairs([("link", "</a.css>; rel=preload, </b.css>; rel=preload")]));
    }

    #[test]
    fn a_header_is_found_under_all_its_patterns() {
        let rules = HeaderRules::parse(FILE).unwrap();
        let names: Vec<_> = rules.names().into_iter().map(HeaderName::as_str).collect();
        assert_eq!(names, ["x-content-type-options", "content-security-policy", "cache-control", "link"]);
        let lines = rules.lines_of(&HeaderName::from_static("x-content-type-options"));
        let lines: Vec<_> = lines.iter().map(|(pattern, value)| (&*pattern.before, value.to_str().unwrap())).collect();
        assert_eq!(lines, [("/", "nosniff"), ("/", "none of your business")]);
    }

    #[test]
    fn a_pattern_matches_whole_paths() {
        let matches = |pattern, path| Pattern::parse(pattern).unwrap().matches(path);
        assert!(matches("/about/", "/about/"));
        assert!(!matches("/about/", "/about/us/"));
        assert!(matches("/errors/*", "/errors/"));
        assert!(matches("/errors/*", "/errors/a/b"));
        assert!(!matches("/errors/*", "/errors"));
        assert!(matches("/*/data.json", "/errors/x/data.json"));
        assert!(!matches("/*/data.json", "/data.json"), "the two slashes are not the same one");
    }

    #[test]
    fn an_error_names_the_line() {
        let message = |text| format!("{:#}", HeaderRules::parse(text).unwrap_err());
        assert_eq!(message("/*\n  nosniff\n"), "_headers, line 2: `nosniff`: a header is written `Name: value`");
        assert_eq!(message("  A: b"), "_headers, line 1: `A: b`: a header without a path above it");
        assert_eq!(message("A: b"), "_headers, line 1: `A: b`: a path begins with a slash; a header is indented");
        assert_eq!(message("/a/*/b/*"), "_headers, line 1: `/a/*/b/*`: only one * may stand in a path");
        assert_eq!(message("/:slug"), "_headers, line 1: `/:slug`: placeholders are not supported here");
        assert!(message("/*\n  A B: c").starts_with("_headers, line 2: `A B: c`: not a header's name"));
    }
}
