//! One check, and the line that it prints.

use std::fmt::{self, Display};

/// How many faults a line tells; it counts the others.
const TOLD: usize = 3;

/// A check: what it looks at, how often it looked, and where the host fell short.
#[derive(Debug)]
pub struct Check {
    name: String,
    looked: usize,
    faults: Vec<String>,
}

impl Check {
    /// A check that has not looked at anything yet.
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), looked: 0, faults: Vec::new() }
    }

    /// What was read of something at an address must be what was expected.
    pub(super) fn equal(&mut self, at: &str, what: &str, read: impl Display, expected: impl Display) {
        let [read, expected] = [read.to_string(), expected.to_string()];
        self.that(at, what, read == expected, &read, &expected);
    }

    /// The same, where more than one value will do.
    pub(super) fn that(&mut self, at: &str, what: &str, holds: bool, read: impl Display, expected: impl Display) {
        self.looked += 1;
        if !holds {
            self.faults.push(format!("{at}: {what} {}, expected {}", shown(read), shown(expected)));
        }
    }

    /// What is checked.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether nothing was found wrong.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }

    /// Whether the site has nothing that the check is about.
    pub fn is_void(&self) -> bool {
        self.looked == 0
    }
}

/// A value so that an empty one is seen.
fn shown(value: impl Display) -> String {
    match value.to_string() {
        text if text.is_empty() => "nothing".to_owned(),
        text => text,
    }
}

impl Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, looked, faults } = self;
        if self.is_void() {
            return write!(f, "none  {name}: the site has nothing of the kind");
        }
        if self.holds() {
            return write!(f, "pass  {name}: {looked} comparisons");
        }
        write!(f, "FAIL  {name}: {} of {looked}: {}", faults.len(), faults[..faults.len().min(TOLD)].join("; "))?;
        if faults.len() > TOLD { write!(f, "; and {} more", faults.len() - TOLD) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_was_read_and_what_was_expected() {
        let mut check = Check::new("pages");
        assert_eq!(check.to_string(), "none  pages: the site has nothing of the kind");
        check.equal("/", "status", 200, 200);
        assert_eq!(check.to_string(), "pass  pages: 1 comparisons");
        assert!(check.holds());
        for path in ["/a/", "/b/", "/c/", "/d/"] {
            check.equal(path, "status", 404, 200);
        }
        check.equal("/e/", "vary", "", "accept-encoding");
        assert_eq!(
            check.to_string(),
            "FAIL  pages: 5 of 6: /a/: status 404, expected 200; /b/: status 404, expected 200; \
             /c/: status 404, expected 200; and 2 more"
        );
        assert!(!check.holds());
    }
}
