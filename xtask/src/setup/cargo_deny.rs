/*!
cargo-deny: judges the packages of `Cargo.lock` by `deny.toml`. Only the check of dependencies needs it.
*/

use anyhow::Result;

use super::cargo_install;
use super::tool::{State, Tool};

/// The newest version that the compiler of `rust-toolchain.toml` can compile.
const VERSION: &str = "0.20.2";

/// cargo-deny in the version that `deny.toml` is written for.
pub const TOOL: Tool = Tool {
    name: "cargo-deny",
    look,
    get,
    by_hand: "`cargo install cargo-deny --version 0.20.2 --locked` with access to crates.io; any cargo-deny 0.20.2 on PATH is used",
};

fn look() -> Result<State> {
    Ok(cargo_install::look("cargo-deny", VERSION))
}

fn get() -> Result<()> {
    cargo_install::install(&["cargo-deny", "--version", VERSION, "--locked"])
}
