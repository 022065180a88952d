/*!
Set-up: installs what the other commands need and this machine does not have. Every command calls [`provide`] for what
it needs, so that no separate step is required; with everything installed that takes a fraction of a second.

Each tool is a [`Tool`] in a file of its own. All are looked for before any is installed: what cannot be installed on
this machine is reported at once and together, not after minutes of compiling.
*/

use std::time::Instant;

use anyhow::{Result, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::process::{self, Part, Span};

pub mod binaryen;
pub mod browser;
pub mod cargo_deny;
pub mod node;
pub mod servers;
pub mod trunk;
pub mod wasm_bindgen;
pub mod wasm_target;

mod apt;
mod cargo_install;
mod rust_src;
mod tool;

pub use tool::{State, Tool};

/// What compiling the site's wasm needs.
pub const COMPILE: &[Tool] = &[wasm_target::TOOL];

/// What making a site of the compiled wasm needs in addition. The one that takes longest comes first: while it is installed,
/// the site compiles beside it.
pub const BUNDLE: &[Tool] = &[trunk::TOOL, wasm_bindgen::TOOL, binaryen::TOOL];

/// What testing and measuring it in a browser needs in addition.
pub const BROWSER: &[Tool] = &[browser::TOOL, node::TOOL];

/// `cargo xtask setup [--browser]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut with_browser = false;
    while let Some(arg) = args.next()? {
        match arg {
            Long("browser") => with_browser = true,
            _ => return Err(arg.unexpected().into()),
        }
    }
    let start = Instant::now();
    let browser = if with_browser { BROWSER } else { &[] };
    let parts = provide(&[COMPILE, BUNDLE, browser].concat())?;
    process::print_parts(&parts, start.elapsed());
    Ok(())
}

/// Installs those of `tools` that are missing and returns how long each took.
pub fn provide(tools: &[Tool]) -> Result<Vec<Part>> {
    install(find_missing(tools)?)
}

/// A tool that is missing, and how it is about to be installed.
pub(crate) type Missing = (Tool, String);

/// Looks for all of `tools`. One error names all that can neither be found nor installed.
pub(crate) fn find_missing(tools: &[Tool]) -> Result<Vec<Missing>> {
    let mut missing = Vec::new();
    let mut obstacles = Vec::new();
    for tool in tools {
        match (tool.look)() {
            Ok(State::Ready(what)) => println!("set-up: {}: {what}", tool.name),
            Ok(State::Missing(way)) => missing.push((*tool, way)),
            Ok(State::Blocked(why)) => obstacles.push(obstacle(tool, &why)),
            Err(error) => obstacles.push(obstacle(tool, &format!("{error:#}"))),
        }
    }
    all_installed(&obstacles)?;
    Ok(missing)
}

/// Installs what [`find_missing`] returned, one tool after the other, and returns how long each took. One error names
/// all that failed.
pub(crate) fn install(missing: Vec<Missing>) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let mut obstacles = Vec::new();
    for (tool, way) in missing {
        println!("set-up: {}: {way}", tool.name);
        match Part::time(tool.name, tool.get) {
            Ok(part) => {
                println!("set-up: {}: ready after {}", part.name, Span(part.time));
                parts.push(part);
            }
            // The others are installed all the same, so that a second run has less to do.
            Err(error) => obstacles.push(obstacle(&tool, &format!("{error:#}"))),
        }
    }
    all_installed(&obstacles)?;
    Ok(parts)
}

fn all_installed(obstacles: &[String]) -> Result<()> {
    ensure!(obstacles.is_empty(), "some tools could not be installed:\n{}", obstacles.join("\n"));
    Ok(())
}

fn obstacle(tool: &Tool, why: &str) -> String {
    format!("- {}: {why}\n  To install it by hand: {}", tool.name, tool.by_hand)
}
