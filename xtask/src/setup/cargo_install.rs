/*!
Tools that crates.io has as source, compiled into `target/tools`.
*/

use std::fs;

use anyhow::{Context, Result};

use super::tool::State;
use crate::paths;
use crate::process::{self, command, output};

/// The release profile that a tool is compiled with: chosen for the time that set-up takes, not for the tool's speed.
const PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// Looks for `program` in exactly this version: in `target/tools`, then on PATH.
pub(super) fn look(program: &str, version: &str) -> State {
    if let Some(path) = process::find(program)
        // A program that does not run, such as one for another architecture, counts as missing.
        && let Ok(said) = output(command(&path).arg("--version"))
        && said.split_whitespace().nth(1) == Some(version)
    {
        return State::Ready(format!("{version}, {}", paths::below_root(&path)));
    }
    State::Missing(format!("compiling {program} {version} into target/tools, a few minutes, this once"))
}

/// Compiles what `cargo install` with these arguments means.
pub(super) fn install(arguments: &[&str]) -> Result<()> {
    let build = paths::tools().join("build");
    let mut cargo = command("cargo");
    cargo.args(["install", "--force", "--root"]).arg(paths::tools());
    cargo.args(arguments).arg("--target-dir").arg(&build).envs(PROFILE);
    // Flags for the site's own code.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_BUILD_TARGET");
    process::run(&mut cargo)?;
    fs::remove_dir_all(&build).with_context(|| format!("removing {}", build.display()))
}
