/*!
`cargo xtask check dependencies`: what other people's packages bring along. [`crates`] has cargo-deny judge the Rust
packages by `deny.toml`; [`npm`] reads the lock files of npm's packages by the rules of [`lock_file`].

Both look for known vulnerabilities in a database on a server. Where that does not answer, everything else is checked,
and what was not is returned to be said again at the end of the run.
*/

use anyhow::{Result, ensure};

use crate::setup::{self, cargo_deny};

pub mod crates;
pub mod lock_file;
pub mod npm;

/// Checks all packages. A line is added to `unchecked` for what could not be looked at.
pub fn check(unchecked: &mut Vec<String>) -> Result<()> {
    setup::provide(&[cargo_deny::TOOL])?;
    all([npm::check_lock_files(), npm::audit(unchecked), crates::check(unchecked)])
}

/// One error for all of `results` that are one, so that a first fault hides no other.
fn all(results: impl IntoIterator<Item = Result<()>>) -> Result<()> {
    let errors: Vec<_> = results.into_iter().filter_map(Result::err).map(|error| format!("{error:#}")).collect();
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

/// Says at once what is said again at the end.
fn leave_out(unchecked: &mut Vec<String>, what: String) {
    println!("{what}");
    unchecked.push(what);
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn one_error_names_all_faults() {
        let error = all([Ok(()), Err(anyhow!("one")), Err(anyhow!("two").context("in it"))]).unwrap_err();
        assert_eq!(error.to_string(), "one\nin it: two");
        assert!(all([Ok(()), Ok(())]).is_ok());
    }
}
