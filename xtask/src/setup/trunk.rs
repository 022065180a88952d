/*!
trunk: builds the wasm, copies it and the assets into one folder, and runs `build-site`.
*/

use anyhow::Result;

use super::cargo_install;
use super::tool::{State, Tool};

/// The newest version that the compiler of `rust-toolchain.toml` can compile.
const VERSION: &str = "0.21.14";

/// trunk in the version that `Trunk.toml` is written for.
pub const TOOL: Tool = Tool {
    name: "trunk",
    look,
    get,
    by_hand: "`cargo install trunk --version 0.21.14 --locked` with access to crates.io; any trunk 0.21.14 on PATH is used",
};

fn look() -> Result<State> {
    Ok(cargo_install::look("trunk", VERSION))
}

fn get() -> Result<()> {
    // No TLS: all tools that trunk would download are installed already, and it serves plain HTTP.
    cargo_install::install(&["trunk", "--version", VERSION, "--locked", "--no-default-features"])
}
