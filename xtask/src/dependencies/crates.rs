/*!
The Rust packages: advisories, licences, bans and sources, judged by cargo-deny and `deny.toml`.
*/

use std::process::Command;

use anyhow::Result;

use super::outcome::{all, leave_out};
use crate::process;

/// Packages that are locked together.
struct Tree {
    /// Where they are asked for.
    manifest: &'static str,
    /// What cargo-deny is told of this tree alone.
    options: &'static [&'static str],
}

const TREES: [Tree; 2] = [
    Tree {
        manifest: "Cargo.toml",
        // deny.toml has no word for these: an exception that nothing needs any more is a fault.
        options: &["--deny=unmatched-skip", "--deny=unmatched-skip-root", "--deny=unnecessary-skip"],
    },
    Tree {
        manifest: "fuzz/Cargo.toml",
        // Part of the tree above and a little of its own: it does not need every exception.
        options: &[
            "--allow=unmatched-skip",
            "--allow=unmatched-skip-root",
            "--allow=unnecessary-skip",
            "--allow=license-not-encountered",
            "--allow=license-exception-not-encountered",
            "--allow=advisory-not-detected",
        ],
    },
];

/// What needs no database.
const CHECKS: [&str; 3] = ["bans", "licenses", "sources"];

/// Checks the packages of all trees; a line in `unchecked` says if that was without the advisories.
pub fn check(unchecked: &mut Vec<String>) -> Result<()> {
    // All that needs the network comes first, so that what fails afterwards is a finding. This also fails where a lock
    // file is not up to date.
    for tree in &TREES {
        process::run(process::command("cargo").args(["fetch", "--locked", "--manifest-path", tree.manifest]))?;
    }
    let mut checks = CHECKS.to_vec();
    match fetch_advisories() {
        Ok(()) => checks.push("advisories"),
        Err(why) => leave_out(unchecked, format!("advisories and yanked versions of crates: not checked, {why}")),
    }
    all(TREES.iter().map(|tree| process::run(&mut cargo_deny(tree, &checks))))
}

fn cargo_deny(tree: &Tree, checks: &[&str]) -> Command {
    let mut cargo_deny = process::command("cargo-deny");
    cargo_deny.args(["--manifest-path", tree.manifest, "--workspace", "--locked", "--offline"]);
    cargo_deny.arg("check").args(tree.options).args(checks);
    cargo_deny
}

/// Brings the database of advisories up to date, or says why it could not.
fn fetch_advisories() -> Result<(), String> {
    let mut fetch = process::command("cargo-deny");
    fetch.args(["fetch", "db"]);
    // git must neither ask for a password nor wait for a connection that has died.
    fetch.env("GIT_TERMINAL_PROMPT", "0").env("GIT_HTTP_LOW_SPEED_LIMIT", "1").env("GIT_HTTP_LOW_SPEED_TIME", "30");
    // An earlier copy is not taken in its place: a fetch that failed makes it look new to cargo-deny, however old it is.
    let output = process::run_captured(&mut fetch).map_err(|error| format!("{error:#}"))?;
    if output.status.success() { Ok(()) } else { Err(not_fetched(&String::from_utf8_lossy(&output.stderr))) }
}

/// Why the database could not be fetched, from all that cargo-deny and git said.
fn not_fetched(said: &str) -> String {
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    // git's own reason, else the last word.
    let reason = lines.clone().find_map(|line| line.strip_prefix("fatal: ")).or_else(|| lines.next_back());
    format!("their database could not be fetched from github.com ({})", reason.unwrap_or("no reason was given"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_gits() {
        let said = "2026-12-01 12:36:29 [ERROR] failed to fetch database: failed to clone: [\"clone\"]\n\
                    Cloning into 'advisory-db'...\n\
                    fatal: unable to access 'https://github.com/RustSec/advisory-db/': Could not resolve host: github.com\n\n";
        assert_eq!(
            not_fetched(said),
            "their database could not be fetched from github.com (unable to access \
             'https://github.com/RustSec/advisory-db/': Could not resolve host: github.com)"
        );
    }

    #[test]
    fn without_git_the_last_line_is_the_reason() {
        let said = "[ERROR] failed to spawn git: No such file or directory\n\n";
        assert!(not_fetched(said).ends_with("([ERROR] failed to spawn git: No such file or directory)"));
        assert!(not_fetched("").ends_with("(no reason was given)"));
    }
}
