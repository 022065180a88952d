/*!
How many tests passed and failed, read from what the test runners print.
*/

use std::ops::AddAssign;

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Ran and held.
    pub passed: u64,
    /// Ran and did not hold, or were cut short.
    pub failed: u64,
    /// Did not run: ignored, skipped, or left to do.
    pub skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The counts in a line of `cargo test`, such as `test result: ok. 5 passed; 0 failed; 1 ignored; …`: one such line ends
/// each test program.
pub fn in_cargo_line(line: &str) -> Option<Counts> {
    let line = without_colours(line);
    // After the word `ok.` or `FAILED.`.
    let (_, results) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let number = |name: &str| results.split("; ").find_map(|result| result.strip_suffix(name)?.trim_end().parse().ok());
    Some(Counts { passed: number("passed")?, failed: number("failed")?, skipped: number("ignored")? })
}

/// The counts in a line of `node --test`, such as `ℹ pass 5` (or `# pass 5` without a terminal): one line a number.
pub fn in_node_line(line: &str) -> Option<Counts> {
    let line = without_colours(line);
    let mut words = line.trim().strip_prefix(['ℹ', '#'])?.split_whitespace();
    let (name, number, None) = (words.next()?, words.next()?.parse().ok()?, words.next()) else {
        return None;
    };
    let none = Counts::default();
    match name {
        "pass" => Some(Counts { passed: number, ..none }),
        "fail" | "cancelled" => Some(Counts { failed: number, ..none }),
        "skipped" | "todo" => Some(Counts { skipped: number, ..none }),
        _ => None,
    }
}

/// The line without a terminal's colour codes (`ESC [ … m`).
fn without_colours(line: &str) -> String {
    let mut pieces = line.split("\u{1b}[");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    text.extend(pieces.map(|piece| piece.split_once('m').map_or(piece, |(_, rest)| rest)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_says_it_in_one_line_a_program() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        assert_eq!(in_cargo_line(line), Some(Counts { passed: 12, failed: 0, skipped: 1 }));
        let line = "test result: \u{1b}[31mFAILED\u{1b}[0m. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(in_cargo_line(line), Some(Counts { passed: 3, failed: 2, skipped: 0 }));
        for other in ["test durations::round_trip ... ok", "running 12 tests", "test result: odd", ""] {
            assert_eq!(in_cargo_line(other), None, "{other}");
        }
    }

    #[test]
    fn node_says_it_in_a_line_a_number() {
        let passed = Some(Counts { passed: 7, ..Counts::default() });
        assert_eq!(in_node_line("ℹ pass 7"), passed);
        assert_eq!(in_node_line("# pass 7"), passed);
        assert_eq!(in_node_line("\u{1b}[34mℹ pass 7\u{1b}[39m"), passed);
        assert_eq!(in_node_line("ℹ fail 1"), Some(Counts { failed: 1, ..Counts::default() }));
        assert_eq!(in_node_line("ℹ cancelled 1"), Some(Counts { failed: 1, ..Counts::default() }));
        assert_eq!(in_node_line("ℹ todo 2"), Some(Counts { skipped: 2, ..Counts::default() }));
        for other in ["ℹ tests 7", "ℹ duration_ms 31.2", "# pass the salt 7", "✔ pass 7 (1ms)", "ok 1 - pass 7"] {
            assert_eq!(in_node_line(other), None, "{other}");
        }
    }
}
