/*!
Set-up: gets what the other commands need and this machine does not have. Every command that needs something calls
[`provide`] first, so nobody has to think of it; where all is there, that takes a fraction of a second.

Each thing is a [`Tool`] in a file of its own. All are looked at before anything is done: what cannot be had here is
told at once and together, not after ten minutes of compiling.
*/

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::args::Args;
use crate::paths;
use crate::process::Span;

pub mod binaryen;
pub mod browser;
pub mod node;
pub mod trunk;
pub mod wasm_bindgen;
pub mod wasm_target;

mod cargo_install;
mod rust_src;

/// Something that a command needs.
#[derive(Clone, Copy, Debug)]
pub struct Tool {
    /// What it is called in messages.
    pub name: &'static str,
    /// Looks whether it is there. Must be quick: it runs each time.
    pub look: fn() -> Result<State>,
    /// Gets it. Only called where `look` answered [`State::Missing`].
    pub get: fn() -> Result<()>,
    /// What to install by hand, and how, where `get` fails.
    pub by_hand: &'static str,
}

/// What [`Tool::look`] found.
#[derive(Debug)]
pub enum State {
    /// It is there; where, or in which version.
    Ready(String),
    /// It is not there, and this is how it is about to be got.
    Missing(String),
    /// It is not there and cannot be got; what is lacking for that.
    Blocked(String),
}

/// What building the site needs.
pub const BUILD: &[Tool] = &[wasm_target::TOOL, binaryen::TOOL, wasm_bindgen::TOOL, trunk::TOOL];

/// What testing and measuring it in a browser needs besides.
pub const BROWSER: &[Tool] = &[browser::TOOL, node::TOOL];

/// `cargo xtask setup [--browser]`.
pub fn command(mut args: Args) -> Result<()> {
    let with_browser = args.flag("--browser");
    args.finish()?;
    if with_browser { provide(&[BUILD, BROWSER].concat()) } else { provide(BUILD) }
}

/// Makes sure that all of `tools` are there, and ends in one message about those that cannot be had.
pub fn provide(tools: &[Tool]) -> Result<()> {
    let start = Instant::now();
    let mut missing = Vec::new();
    let mut obstacles = Vec::new();
    for tool in tools {
        match (tool.look)() {
            Ok(State::Ready(what)) => println!("set-up: {}: {what}", tool.name),
            Ok(State::Missing(way)) => missing.push((tool, way)),
            Ok(State::Blocked(why)) => obstacles.push(obstacle(tool, &why)),
            Err(error) => obstacles.push(obstacle(tool, &format!("{error:#}"))),
        }
    }
    if obstacles.is_empty() {
        for (tool, way) in missing {
            println!("set-up: {}: {way}", tool.name);
            let begun = Instant::now();
            match (tool.get)() {
                Ok(()) => println!("set-up: {}: ready after {}", tool.name, Span(begun.elapsed())),
                // The others are still tried, so that a second run has less to do.
                Err(error) => obstacles.push(obstacle(tool, &format!("{error:#}"))),
            }
        }
    }
    if !obstacles.is_empty() {
        bail!("set-up cannot go on by itself:\n{}", obstacles.join("\n"));
    }
    println!("set-up: all there, {} in all", Span(start.elapsed()));
    Ok(())
}

fn obstacle(tool: &Tool, why: &str) -> String {
    format!("- {}: {why}\n  To get it by hand: {}", tool.name, tool.by_hand)
}

/// `path` as seen from the repository's top folder.
fn below_root(path: &Path) -> String {
    path.strip_prefix(paths::root()).unwrap_or(path).display().to_string()
}
