//! `_headers` as Caddy has it: a `header` line for each value, under a matcher of all paths where it is sent.

use std::fmt::Write;

use anyhow::{Result, bail};

use super::spelling::{quoted, written};
use crate::serve::headers::{HeaderRules, Pattern};

/// The lines for the site's block.
pub(super) fn headers(rules: &HeaderRules) -> Result<String> {
    let mut text = String::new();
    for name in rules.names() {
        let lines = rules.lines_of(name);
        if let [(Pattern { after: Some(after), .. }, value)] = lines[..]
            && after.is_empty()
        {
            let _ = writeln!(text, "\theader {} {}", written(name), quoted(value)?);
            continue;
        }
        let mut values: Vec<(String, Vec<String>)> = Vec::new();
        for (pattern, value) in lines {
            let (value, path) = (quoted(value)?, matcher(pattern)?);
            match values.iter_mut().find(|(known, _)| *known == value) {
                Some((_, paths)) => paths.push(path),
                None => values.push((value, vec![path])),
            }
        }
        for (index, (value, paths)) in values.iter().enumerate() {
            let matcher = format!("@{}_{}", name.as_str().replace('-', "_"), index + 1);
            let _ = writeln!(text, "\t{matcher} path {}", paths.join(" "));
            let _ = writeln!(text, "\theader {matcher} {} {value}", written(name));
        }
    }
    Ok(text)
}

/// A pattern as Caddy's path matcher has it: the same, as long as the star stands at the end.
fn matcher(Pattern { before, after }: &Pattern) -> Result<String> {
    match after.as_deref() {
        None => Ok(before.clone()),
        Some("") => Ok(format!("{before}*")),
        Some(after) => bail!("`{before}*{after}`: Caddy reads a star that is not at the end in a way of its own"),
    }
}
