//! `_headers` as nginx has it. `add_header` does not add to those of an outer block but replaces them all, so every header
//! stands once, and a `map` chooses its value where that depends on the path. An empty value is not sent.

use std::fmt::Write;

use anyhow::Result;

use super::spelling::{quoted, written};
use crate::serve::headers::{HeaderRules, Pattern};

/// The maps for the http block, and the lines for the location.
pub(super) fn headers(rules: &HeaderRules) -> Result<(String, String)> {
    let (mut maps, mut lines) = (String::new(), String::new());
    for name in rules.names() {
        let variants = rules.lines_of(name);
        let value = match variants[..] {
            // Of the site as a whole, as the location is.
            [(pattern, value)] if pattern.after.as_deref() == Some("") => quoted(value)?,
            _ => {
                let variable = format!("$fivexx_{}", name.as_str().replace('-', "_"));
                let _ = writeln!(maps, "map $uri {variable} {{");
                for (pattern, value) in variants {
                    let _ = writeln!(maps, "    \"~{}\" {};", expression(pattern), quoted(value)?);
                }
                maps.push_str("}\n");
                variable
            }
        };
        // `always`: on redirects, 304 and 404 too.
        let _ = writeln!(lines, "        add_header {} {value} always;", written(name));
    }
    Ok((maps, lines))
}

/// A pattern as a regular expression. nginx matches the path decoded, and without slashes to spare.
fn expression(Pattern { before, after }: &Pattern) -> String {
    match after.as_deref() {
        None => format!("^{}$", escaped(before)),
        Some("") => format!("^{}", escaped(before)),
        Some(after) => format!("^{}.*{}$", escaped(before), escaped(after)),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if !char.is_ascii_alphanumeric() && !matches!(char, '/' | '-' | '_') {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_an_expression_of_whole_paths() {
        let pattern = |before: &str, after: Option<&str>| Pattern {
            before: before.to_owned(),
            after: after.map(ToOwned::to_owned),
        };
        assert_eq!(expression(&pattern("/limits.json", None)), "^/limits\\.json$");
        assert_eq!(expression(&pattern("/.well-known/", Some(""))), "^/\\.well-known/");
        assert_eq!(expression(&pattern("/", Some("/data.json"))), "^/.*/data\\.json$");
    }
}
