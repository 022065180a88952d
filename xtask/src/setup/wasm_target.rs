/*!
Rust's standard library for wasm32-unknown-unknown: rustup's if it can be downloaded, otherwise compiled from
Debian's sources by [`rust_src`].
*/

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::rust_src;
use super::tool::{State, Tool};
use crate::paths;
use crate::process::{self, output};

/// The target's name.
pub const TRIPLE: &str = "wasm32-unknown-unknown";

/// The standard library for [`TRIPLE`].
pub const TOOL: Tool = Tool {
    name: "wasm target",
    look,
    get,
    by_hand: "install Rust by https://rustup.rs, then `rustup target add wasm32-unknown-unknown`",
};

fn look() -> Result<State> {
    let folder = libraries()?;
    Ok(if holds_std(&folder) {
        State::Ready(paths::below_root(&folder))
    } else if process::find("rustup").is_some() {
        State::Missing(format!("rustup target add {TRIPLE}"))
    } else if rust_src::is_possible() {
        State::Missing("compiled from Debian's rust-src".to_owned())
    } else {
        State::Blocked("neither rustup nor apt-get is here".to_owned())
    })
}

fn get() -> Result<()> {
    if process::find("rustup").is_some() {
        // By default rustup retries for minutes if its server cannot be reached.
        let mut rustup = process::command("rustup");
        rustup.args(["target", "add", TRIPLE]).env("RUSTUP_MAX_RETRIES", "1");
        match process::run(&mut rustup) {
            Ok(()) => return Ok(()),
            Err(error) if rust_src::is_possible() => {
                println!("  {error:#}; compiling it from Debian's rust-src instead");
            }
            Err(error) => return Err(error),
        }
    }
    rust_src::install(TRIPLE, &libraries()?)
}

/// The folder in which rustc looks for the target's libraries, whether it exists or not.
fn libraries() -> Result<PathBuf> {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", TRIPLE]);
    Ok(output(&mut rustc).context("rustc does not run; install Rust by https://rustup.rs")?.into())
}

fn holds_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| rust_src::is_std(&entry.path())))
}
