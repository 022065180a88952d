/*!
trunk: builds the wasm, gathers it with the assets, and starts `build-site`.
*/

use anyhow::Result;

use super::{State, Tool, cargo_install};

/// The newest version that the compiler of `rust-toolchain.toml` can compile.
const VERSION: &str = "0.21.14";

/// trunk in the version that `Trunk.toml` is written for.
pub const TOOL: Tool = Tool {
    name: "trunk",
    look,
    get,
    by_hand: "`cargo install trunk --version 0.21.14 --locked` where crates.io is in reach; any trunk 0.21.14 on PATH is used",
};

fn look() -> Result<State> {
    Ok(cargo_install::look("trunk", VERSION))
}

fn get() -> Result<()> {
    // rustls alone: its other TLS library would need OpenSSL's headers, and nothing is downloaded by it anyway.
    cargo_install::install("trunk", VERSION, &["--locked", "--no-default-features", "--features", "rustls"])
}
