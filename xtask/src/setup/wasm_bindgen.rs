/*!
wasm-bindgen's program, which must have exactly the version of the wasm-bindgen library that the site is linked with: a
member of the workspace, so that `Cargo.lock` holds one version of both.
*/

use std::fs;

use anyhow::{Context, Result};

use super::cargo_install;
use super::tool::{State, Tool};
use crate::paths;

/// wasm-bindgen in the version of `Cargo.lock`.
pub const TOOL: Tool = Tool {
    name: "wasm-bindgen",
    look,
    get,
    by_hand: "`cargo install --path xtask/wasm-bindgen --locked` with access to crates.io; \
              a wasm-bindgen of the version in Cargo.lock on PATH is used",
};

fn look() -> Result<State> {
    Ok(cargo_install::look("wasm-bindgen", &version()?))
}

fn get() -> Result<()> {
    cargo_install::install(&["--path", "xtask/wasm-bindgen", "--locked"])
}

fn version() -> Result<String> {
    let path = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no package wasm-bindgen")?;
    Ok(version.to_owned())
}

/// The version of `package` in the text of a lock file. Cargo writes these files itself and always in this form, so
/// that reading one needs no TOML library.
fn locked_version<'l>(lock: &'l str, package: &str) -> Option<&'l str> {
    let value = |line: &'l str, key| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"');
    let mut lines = lock.lines();
    lines.find(|line| value(line, "name") == Some(package))?;
    value(lines.next()?, "version")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry+https://github.com/rust-lang/crates.io-index"
"#;

    #[test]
    fn the_package_of_exactly_this_name_counts() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures"), Some("0.4.80"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn this_repository_locks_one() {
        assert!(version().is_ok_and(|version| version.starts_with("0.2.")));
    }
}
