/*!
`cargo xtask check dependencies`: what other people's packages bring along. [`crates`] has cargo-deny judge the Rust
packages by `deny.toml`; [`npm`] reads the lock files of npm's packages by the rules of [`lock_file`].

Both look for known vulnerabilities in a database on a server. Where that does not answer, everything else is checked,
and what was not is returned to be said again at the end of the run.
*/

use anyhow::Result;

use crate::setup::{self, cargo_deny};

pub mod crates;
pub mod lock_file;
pub mod npm;

mod outcome;

use outcome::all;

/// Checks all packages. A line is added to `unchecked` for what could not be looked at.
pub fn check(unchecked: &mut Vec<String>) -> Result<()> {
    setup::provide(&[cargo_deny::TOOL])?;
    all([npm::check_lock_files(), npm::audit(unchecked), crates::check(unchecked)])
}
