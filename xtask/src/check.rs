/*!
`cargo xtask check`: what can be judged without running the site.
*/

use std::process::Command;

use anyhow::{Result, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::process::{self, run};
use crate::setup::{self, node, wasm_target};
use crate::{build, dependencies, links, paths};

/// A check's name on the command line, and what it does; it adds a line for what it could not look at.
type Check = (&'static str, fn(&mut Vec<String>) -> Result<()>);

/// What runs if no check is named.
const CHECKS: [Check; 5] = [
    ("content", |_| content()),
    ("rust", |_| rust()),
    ("types", |_| types()),
    ("sizes", |_| sizes()),
    ("dependencies", dependencies::check),
];

/// Runs only if it is named: it asks the servers of all that the content cites.
const LINKS: Check = ("links", |_| links::command());

/// `cargo xtask check [content | rust | types | sizes | dependencies | links]…`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut checks = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(name) => {
                let check = CHECKS.into_iter().chain([LINKS]).find(|(known, _)| name == *known);
                checks.push(check.ok_or_else(|| Value(name).unexpected())?);
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    if checks.is_empty() {
        checks.extend(CHECKS);
    }
    let mut unchecked = Vec::new();
    let result = checks.into_iter().try_for_each(|(_, run)| run(&mut unchecked));
    print_unchecked(&unchecked);
    result
}

/// Says at the end of a run what was not checked, whatever its result.
pub(crate) fn print_unchecked(unchecked: &[String]) {
    if !unchecked.is_empty() {
        println!("\n{}", unchecked.join("\n"));
    }
}

/// The catalogue and the limits: every rule of the schema, every relation and source.
pub fn content() -> Result<()> {
    run(build_site().arg("--check"))
}

/// Formatting, and lints of all code for the host and of the browser's code for wasm.
pub fn rust() -> Result<()> {
    setup::provide(&[wasm_target::TOOL])?;
    run(process::command("cargo").args(["fmt", "--all", "--check"]))?;
    run(process::command("cargo")
        .args(["clippy", "--workspace", "--all-targets", "--features", "ssr"])
        .args(["--", "-D", "warnings"]))?;
    run(process::command("cargo")
        .args(["clippy", "--lib", "--bins", "--features", "hydrate", "--target", wasm_target::TRIPLE])
        .args(["--", "-D", "warnings"]))
}

/// The types of the page's scripts and of the browser tests, by `tsc`.
pub fn types() -> Result<()> {
    setup::provide(&[node::TOOL])?;
    ["tsconfig.json", "e2e/tsconfig.json"].into_iter().try_for_each(|project| {
        run(process::command("node").arg("e2e/node_modules/typescript/bin/tsc").args(["--project", project]))
    })
}

/// The bytes of the built site against their budgets.
pub fn sizes() -> Result<()> {
    let dist = paths::dist();
    ensure!(dist.is_dir(), "there is no {} to measure: run `cargo xtask build` first", dist.display());
    run(build_site().arg("--sizes").arg("dist"))
}

/// cargo, about to run the site generator with the arguments that follow.
fn build_site() -> Command {
    let mut cargo = process::command("cargo");
    cargo.arg("run").args(build::BUILD_SITE).arg("--");
    cargo
}
