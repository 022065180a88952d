/*!
`cargo xtask conform`: whether a host serves the built site as it should. It asks for every file and compares status, type,
headers and bytes with the folder and its `_headers`; then for compressed copies, ranges, conditions, redirects, lost
addresses, and what must not be reached. Each check is a line.

Any host can be asked: the local server, nginx and Caddy with what [`crate::deploy`] writes for them, or another. The two
need not run: called by their names, they are started for as long as it takes.
*/

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use hyper::Method;
use lexopt::Parser;
use lexopt::prelude::*;

use crate::deploy::{self, Program, Started};
use crate::paths;
use crate::test::counts::Counts;

mod built;
mod check;
mod checks;
mod client;
mod host;

use built::Built;
pub use check::Check;
use client::Client;
use host::Host;

/// `cargo xtask conform URL|nginx|caddy [--site dist]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut host = None;
    let mut folder = paths::dist();
    while let Some(arg) = args.next()? {
        match arg {
            Long("site") => folder = PathBuf::from(args.value()?),
            Value(value) if host.is_none() => host = Some(value),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let host = host.context("which host? `cargo xtask conform http://127.0.0.1:8080/`")?;
    let counts = match Program::named(&host) {
        Some(program) => match deploy::start(program, &folder)? {
            Started::Running(running) => report(&running.url, &folder)?,
            Started::NotInstalled(reason) => bail!("{reason}"),
        },
        None => report(&host.string()?, &folder)?,
    };
    println!("{} checks passed, {} failed", counts.passed, counts.failed);
    ensure!(counts.failed == 0, "the host does not serve {} as it should", folder.display());
    Ok(())
}

/// Compares the host at `url` with the site in `folder` and prints a line for each check.
pub fn report(url: &str, folder: &Path) -> Result<Counts> {
    println!("Comparing {url} with {}", folder.display());
    let mut counts = Counts::default();
    for check in checks(url, folder)? {
        println!("{check}");
        match check {
            check if check.is_void() => counts.skipped += 1,
            check if check.holds() => counts.passed += 1,
            _ => counts.failed += 1,
        }
    }
    Ok(counts)
}

/// All checks of the host at `url`, whose path is the site's base, against the site in `folder`.
///
/// # Errors
/// A host that does not answer, or a folder that holds no site for this path.
pub fn checks(url: &str, folder: &Path) -> Result<Vec<Check>> {
    let (client, base) = Client::new(url)?;
    let built = Built::read(folder, base)?;
    // An error at once, in place of one for each check.
    client.ask(&Method::GET, built.base.as_str(), &[])?;
    checks::all(&Host::new(client, built)?)
}
