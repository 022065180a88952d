/*!
npm's packages, installed by `npm ci` exactly as a lock file says; and, as a tool, those of `e2e/`: playwright-core,
axe-core, lighthouse and typescript.
*/

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::tool::{State, Tool};
use crate::paths;
use crate::process::{self, command};

/// The packages that the browser tests, Lighthouse and the type check need.
pub const TOOL: Tool = Tool { name: "packages of e2e", look: look_at_e2e, get: install_e2e, by_hand: BY_HAND };

/// What to do where npm is missing or fails.
pub(crate) const BY_HAND: &str = "install Node.js 20 or later with npm (https://nodejs.org, or Debian's `nodejs` and `npm`), then `npm ci` in the folder";

/// The folder of the browser tests.
pub fn e2e() -> PathBuf {
    paths::root().join("e2e")
}

fn look_at_e2e() -> Result<State> {
    look(&e2e())
}

fn install_e2e() -> Result<()> {
    install(&e2e())
}

/// Looks whether the packages of `folder` are those of its lock file as it is now.
pub(crate) fn look(folder: &Path) -> Result<State> {
    let wanted = lock_file(folder)?;
    let modules = paths::below_root(&folder.join("node_modules"));
    // Compared by content: a fresh checkout gives the lock file a new date without changing it.
    let is_current = fs::read(stamp(folder)).is_ok_and(|installed| installed == wanted);
    let missing: Vec<&str> = ["node", "npm"].into_iter().filter(|program| process::find(program).is_none()).collect();
    Ok(if !missing.is_empty() {
        State::Blocked(format!("{} not found on PATH", missing.join(" and ")))
    } else if is_current {
        State::Ready(modules)
    } else {
        State::Missing(format!("npm ci, into {modules}"))
    })
}

/// Installs the packages of `folder`.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let mut npm = command("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    process::run(&mut npm)?;
    // Last, so that it marks a complete installation.
    fs::write(stamp(folder), lock_file(folder)?).with_context(|| format!("writing to {}", folder.display()))
}

fn lock_file(folder: &Path) -> Result<Vec<u8>> {
    let path = folder.join("package-lock.json");
    fs::read(&path).with_context(|| format!("reading {}", path.display()))
}

/// A copy of the lock file that the packages were installed from.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-package-lock.json")
}
