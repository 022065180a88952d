/*!
`cargo xtask test`: every test there is, from a fresh clone. A stage that fails ends the run; nothing is skipped except
what a test is marked with as ignored, and that is counted. `--full` runs the same tests on more input, and a run
without it says so at its end, as it does of what needs a server that did not answer.

The last line is `N passed, M failed`, summed over all test programs.
*/

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::base_path::BasePath;
use crate::deploy::{self, Program, Started};
use crate::process::{self, Span};
use crate::serve::{Manner, Server, Site};
use crate::setup::{self, browser, cargo_deny, node, servers};
use crate::{build, check, conform, dependencies, paths};

pub mod counts;

use counts::Counts;

/// The base path of the second build: a site must work there as well.
const SUB_PATH: &str = "/docs/";

/// What `--full` sets for the tests, and what each adds. Every test runs without them too.
const FULL: [(&str, &str, &str); 3] = [
    ("PROPTEST_CASES", "4096", "16 times the cases of each property"),
    ("E2E_MEGABYTES", "100", "100 MB pasted into the box"),
    ("E2E_FULL", "1", "the list of every tag in the browser"),
];

/// Variables for a stage's programs: those of [`FULL`], or none.
type Variables = &'static [(&'static str, &'static str, &'static str)];

/// What the stages of a run share.
struct Run {
    variables: Variables,
    /// A line for what could not be checked.
    unchecked: Vec<String>,
}

/// A part of the run: its name in the summary, and what it does.
type Stage = (&'static str, fn(&mut Run) -> Result<Counts>);

const STAGES: &[Stage] = &[
    ("set-up, compile", set_up),
    ("check rust", check_rust),
    ("check types", check_types),
    ("cargo test", cargo_test),
    ("build for /", build_at_root),
    ("build for /docs/", build_at_sub_path),
    ("conform", conform),
    ("browser tests", browser_tests),
    // Last: an advisory of today says nothing about the code, and must not hide what the tests say.
    ("check dependencies", check_dependencies),
];

/// The error of a run whose summary has been printed already.
#[derive(Debug)]
pub struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tests failed")
    }
}

impl std::error::Error for Failed {}

/// A stage that was begun.
struct Outcome {
    name: &'static str,
    time: Duration,
    counts: Counts,
}

/// `cargo xtask test [--full]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut run = Run { variables: &[], unchecked: Vec::new() };
    while let Some(arg) = args.next()? {
        match arg {
            Long("full") => run.variables = &FULL,
            _ => return Err(arg.unexpected().into()),
        }
    }
    let mut outcomes = Vec::new();
    let mut failure = None;
    for (name, stage) in STAGES {
        println!("\n=== {name} ===");
        let start = Instant::now();
        let (counts, error) = match stage(&mut run) {
            Ok(counts) if counts.failed == 0 => (counts, None),
            Ok(counts) => (counts, Some(format!("{} of its tests failed", counts.failed))),
            // The last line alone must not say that nothing failed.
            Err(error) => (Counts { failed: 1, ..Counts::default() }, Some(format!("{error:#}"))),
        };
        outcomes.push(Outcome { name, time: start.elapsed(), counts });
        if let Some(error) = error {
            failure = Some(format!("stopped at `{name}`: {error}"));
            break;
        }
    }
    summarise(&outcomes, failure.as_deref(), &run);
    if failure.is_some() { Err(Failed.into()) } else { Ok(()) }
}

fn summarise(outcomes: &[Outcome], failure: Option<&str>, run: &Run) {
    let mut total = Counts::default();
    let mut time = Duration::ZERO;
    println!("\n{:<18} {:>12} {:>7} {:>7} {:>8}", "stage", "time", "passed", "failed", "skipped");
    let line = |name: &str, time: Duration, counts: Counts| {
        let Counts { passed, failed, skipped } = counts;
        println!("{name:<18} {:>12} {passed:>7} {failed:>7} {skipped:>8}", Span(time));
    };
    for outcome in outcomes {
        line(outcome.name, outcome.time, outcome.counts);
        total += outcome.counts;
        time += outcome.time;
    }
    line("all", time, total);
    if let Some(failure) = failure {
        println!("\n{failure}");
    }
    check::print_unchecked(&run.unchecked);
    if run.variables.is_empty() {
        println!("\nleft to --full: {}", FULL.map(|(.., what)| what).join("; "));
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
}

fn set_up(_: &mut Run) -> Result<Counts> {
    // cargo-deny is wanted last and here already: it compiles while others do.
    build::prepare(&[setup::BUNDLE, setup::BROWSER, &[cargo_deny::TOOL]].concat())?;
    Ok(Counts::default())
}

fn check_rust(_: &mut Run) -> Result<Counts> {
    check::rust()?;
    Ok(Counts::default())
}

fn check_types(_: &mut Run) -> Result<Counts> {
    check::types()?;
    Ok(Counts::default())
}

/// Unit, property, content and site tests, all native.
fn cargo_test(run: &mut Run) -> Result<Counts> {
    let mut cargo = process::command("cargo");
    // All programs, even after one that failed: a complete report is worth the time.
    cargo.args(["test", "--workspace", "--features", "ssr", "--no-fail-fast"]);
    set(&mut cargo, run.variables);
    counted(&mut cargo, counts::in_cargo_line)
}

fn build_at_root(_: &mut Run) -> Result<Counts> {
    build::site(&BasePath::default(), &paths::dist())?;
    Ok(Counts::default())
}

fn build_at_sub_path(_: &mut Run) -> Result<Counts> {
    build::site(&BasePath::new(SUB_PATH), &site_at_sub_path())?;
    Ok(Counts::default())
}

fn site_at_sub_path() -> PathBuf {
    paths::target("site-docs")
}

/// The built sites behind the local server, and behind the others of `deploy/` where they can be had.
fn conform(run: &mut Run) -> Result<Counts> {
    servers::provide_possible()?;
    let mut counts = Counts::default();
    for (folder, base) in [(paths::dist(), BasePath::default()), (site_at_sub_path(), BasePath::new(SUB_PATH))] {
        let server = Server::start(Site { folder: folder.clone(), base, manner: Manner::Cdn }, 0)?;
        counts += conform::report(server.url(), &folder)?;
        for program in Program::ALL {
            match deploy::start(program, &folder)? {
                Started::Running(running) => counts += conform::report(&running.url, &folder)?,
                Started::NotInstalled(reason) => {
                    run.unchecked.push(format!("{reason}: not compared with {}", paths::below_root(&folder)));
                    counts.skipped += 1;
                }
            }
        }
    }
    Ok(counts)
}

/// The built sites in Chromium, behind three servers whose addresses the tests find in their environment.
fn browser_tests(run: &mut Run) -> Result<Counts> {
    let serve = |folder, base, manner| Server::start(Site { folder, base, manner }, 0);
    let own_headers = serve(paths::dist(), BasePath::default(), Manner::Cdn)?;
    let dumb = serve(paths::dist(), BasePath::default(), Manner::Dumb)?;
    let docs = serve(site_at_sub_path(), BasePath::new(SUB_PATH), Manner::Dumb)?;

    let tests = browser_test_files(&node::e2e())?;
    ensure!(!tests.is_empty(), "e2e/ holds no *.test.mjs or *.test.js");
    let mut node = process::command("node");
    // Named one by one: what a folder means to --test differs between Node's versions. So does the default reporter.
    // A connection that a test left open must not keep the run from its end.
    node.args(["--test", "--test-force-exit", "--test-reporter=spec"]).args(tests);
    node.env("CHROMIUM", browser::path()?)
        .env("E2E_BASE", own_headers.url())
        .env("E2E_DUMB", dumb.url())
        .env("E2E_DOCS", docs.url());
    set(&mut node, run.variables);
    counted(&mut node, counts::in_node_line)
}

fn check_dependencies(run: &mut Run) -> Result<Counts> {
    dependencies::check(&mut run.unchecked)?;
    Ok(Counts::default())
}

/// The test files in `folder` and below, in a fixed order; other people's packages left out.
fn browser_test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("reading {}", folder.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "node_modules" {
            files.extend(browser_test_files(&path)?);
        } else if name.ends_with(".test.mjs") || name.ends_with(".test.js") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn set(runner: &mut Command, variables: Variables) {
    runner.envs(variables.iter().map(|(name, value, _)| (name, value)));
}

/// Runs a test runner and adds up the counts that `read` finds in its lines.
fn counted(runner: &mut Command, read: fn(&str) -> Option<Counts>) -> Result<Counts> {
    let mut counts = Counts::default();
    let result = process::run_reading(runner, |line| {
        if let Some(more) = read(line) {
            counts += more;
        }
    });
    match result {
        // The counts if the runner printed any, else its error.
        Err(error) if counts.failed == 0 => Err(error),
        Ok(()) if counts.passed == 0 => {
            bail!("it passed, but no result of a test was seen in what it printed")
        }
        _ => Ok(counts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_without_results_is_a_failure() {
        let mut silent = process::command("rustc");
        let error = counted(silent.arg("--version"), counts::in_cargo_line).unwrap_err();
        assert!(error.to_string().contains("no result of a test was seen"), "{error}");
    }
}
