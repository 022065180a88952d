/*!
`cargo xtask build`: the release site, by trunk. `Trunk.toml` says what trunk does; here are only the tools that it
finds, the base path that the site is built for, and what is compiled before trunk asks for it.
*/

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, thread};

use anyhow::{Result, anyhow};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::base_path::BasePath;
use crate::process::Part;
use crate::setup::{Tool, wasm_target};
use crate::{paths, process, setup};

/// The origin in canonical links, feeds and the sitemap, where SITE_ORIGIN does not name another.
pub(crate) const LOCAL_ORIGIN: &str = "http://127.0.0.1:8080";

/// The arguments with which cargo compiles the site generator, as trunk's hook in `Trunk.toml` runs it.
pub(crate) const BUILD_SITE: [&str; 4] = ["--features", "ssr", "--bin", "build-site"];

/// `cargo xtask build [--base /docs/] [--out dist]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut base = BasePath::default();
    let mut out = paths::dist();
    while let Some(arg) = args.next()? {
        match arg {
            Long("base") => base = args.value()?.parse()?,
            Long("out") => out = paths::root().join(args.value()?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    from_any_state(&base, &out)
}

/// Builds the site for `base` into the folder `out`, installing first what is missing.
pub fn from_any_state(base: &BasePath, out: &Path) -> Result<()> {
    prepare(setup::BUNDLE)?;
    site(base, out)
}

/// Installs those of `tools` that are missing, and at the same time compiles what trunk will ask cargo for. Prints how
/// long each part took.
pub(crate) fn prepare(tools: &[Tool]) -> Result<()> {
    let start = Instant::now();
    // First of all: what cannot be installed here should be an error at once.
    let missing = setup::find_missing(tools)?;
    let mut parts = setup::provide(setup::COMPILE)?;
    // Each of the two has stretches in which it keeps only one core busy.
    let (installed, compiled) = beside(|| setup::install(missing), compile)?;
    parts.extend(installed);
    parts.extend(compiled);
    process::print_parts(&parts, start.elapsed());
    Ok(())
}

/// Builds the site for `base` into the folder `out`. The tools must be there.
pub fn site(base: &BasePath, out: &Path) -> Result<()> {
    let mut trunk = trunk("build", base);
    trunk.args(["--release", "--public-url", base.as_str(), "--dist"]).arg(out);
    process::run(&mut trunk)
}

/// Compiles the site generator and all wasm modules. trunk's own calls of cargo, which follow one another, then find
/// nothing to do.
fn compile() -> Result<Vec<Part>> {
    let cargo = |arguments: &[&str]| {
        let mut cargo = process::command("cargo");
        // The bars of two cargos would overwrite each other.
        cargo.arg("build").args(arguments).env("CARGO_TERM_PROGRESS_WHEN", "never");
        process::run(&mut cargo)
    };
    let wasm = ["--bins", "--features", "hydrate", "--profile", "wasm-release", "--target", wasm_target::TRIPLE];
    let (generator, modules) =
        beside(|| Part::time("build-site", || cargo(&BUILD_SITE)), || Part::time("wasm modules", || cargo(&wasm)))?;
    Ok(vec![generator, modules])
}

/// Runs both at the same time, and ends with the first error once both have ended.
fn beside<A: Send, B>(one: impl FnOnce() -> Result<A> + Send, other: impl FnOnce() -> Result<B>) -> Result<(A, B)> {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        let one = one.join().map_err(|_| anyhow!("a thread panicked"))?;
        Ok((one?, other?))
    })
}

/// trunk with what it and its hooks read from the environment.
pub(crate) fn trunk(subcommand: &str, base: &BasePath) -> Command {
    let mut trunk = process::command("trunk");
    trunk.arg(subcommand).env("BASE_PATH", base.as_str());
    if env::var_os("SITE_ORIGIN").is_none() {
        trunk.env("SITE_ORIGIN", LOCAL_ORIGIN);
    }
    // Its NO_COLOR must be `true` or `false`; everyone else's is any text.
    if env::var_os("NO_COLOR").is_some_and(|value| value != OsStr::new("")) {
        trunk.env("NO_COLOR", "true");
    } else {
        trunk.env_remove("NO_COLOR");
    }
    trunk
}
