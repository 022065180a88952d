/*!
Files and folders. Everything that a command makes is below `target/`, except for `dist/` and `node_modules/`.
*/

use std::env;
use std::path::{Path, PathBuf};

/// The repository's top folder.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().expect("xtask is in the repository's top folder")
}

/// A folder or file below `target/`.
pub fn target(below: &str) -> PathBuf {
    root().join("target").join(below)
}

/// Where `build` puts the site, and where `serve` and `lighthouse` look for it.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of the tools that [`crate::setup`] installs: `cargo install --root` puts programs into its `bin`.
pub fn tools() -> PathBuf {
    target("tools")
}

/// Where cargo puts what it compiles.
pub fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A program that cargo compiled in release.
pub fn release_program(name: &str) -> PathBuf {
    cargo_target().join("release").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// `path` as seen from the repository's top folder.
pub(crate) fn below_root(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
