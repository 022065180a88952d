/*!
`cargo xtask check`: what can be judged without running the site.
*/

use std::process::Command;

use anyhow::{Result, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::process::{self, run};
use crate::setup::{self, node, wasm_target};
use crate::{build, links, paths};

/// A part's name on the command line, and what it does.
type Part = (&'static str, fn() -> Result<()>);

/// What runs if no part is named.
const PARTS: [Part; 4] = [("content", content), ("rust", rust), ("types", types), ("sizes", sizes)];

/// Runs only if it is named: it asks other people's servers.
const LINKS: Part = ("links", links::command);

/// `cargo xtask check [content | rust | types | sizes | links]…`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut parts = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(name) => {
                let part = PARTS.into_iter().chain([LINKS]).find(|(known, _)| name == *known);
                parts.push(part.ok_or_else(|| Value(name).unexpected())?);
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    if parts.is_empty() {
        parts.extend(PARTS);
    }
    parts.into_iter().try_for_each(|(_, run)| run())
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
