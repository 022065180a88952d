//! Native: content in, static site out. Trunk runs it after it has built the app.
//!
//! - `build-site`: builds into trunk's staging folder (`TRUNK_STAGING_DIR`), or into `--out FOLDER`, which must hold
//!   trunk's `index.html` and the public files.
//! - `build-site --check`: reads and checks the content, writes nothing.
//! - `build-site --urls`: prints the addresses of all sources, a line each, sorted.
//! - `build-site --sizes FOLDER`: prints the bytes of a built site, and fails above a budget.
//!
//! `BASE_PATH` (or trunk's public URL), `SITE_ORIGIN` and `REPOSITORY_URL` say where the site and the project stand;
//! `SOURCE_DATE_EPOCH`, if set, on which day the site is built; `SITE_PLAIN`, if set, leaves the precompressed copies
//! out; `SITE_UNMEASURED`, if set, wasm-opt and the table of bytes.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};
use fivexx::catalogue::Date;
use fivexx::site::{BuildOptions, Measure, SiteOptions, build, load_content, measure};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("build-site: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> anyhow::Result<()> {
    let root = env::var_os("TRUNK_SOURCE_DIR").map_or_else(env::current_dir, |folder| Ok(PathBuf::from(folder)))?;
    match arguments {
        ["--check"] => {
            let catalogue = load_content(&root)?;
            println!("content: {} entries, {} limits, no problem", catalogue.pages.len(), catalogue.limits.len());
            Ok(())
        }
        ["--urls"] => {
            let list: String = load_content(&root)?.source_urls().iter().map(|url| format!("{url}\n")).collect();
            // Whoever reads only the beginning closes the pipe: an error, where `println!` would panic.
            io::stdout().write_all(list.as_bytes()).context("writing the list")
        }
        ["--sizes", folder] => print_sizes(Path::new(folder), usize::MAX),
        ["--out", folder] => build_into(root, Path::new(folder)),
        [] => {
            let staging = env::var_os("TRUNK_STAGING_DIR").context("neither TRUNK_STAGING_DIR nor --out is given")?;
            build_into(root, Path::new(&staging))
        }
        other => {
            bail!("unknown arguments {other:?}: expected nothing, --check, --urls, --sizes FOLDER or --out FOLDER")
        }
    }
}

fn build_into(root: PathBuf, out: &Path) -> anyhow::Result<()> {
    let variable = |name: &str, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
    let base = env::var("BASE_PATH").or_else(|_| env::var("TRUNK_PUBLIC_URL")).unwrap_or_else(|_| "/".to_owned());
    let site = SiteOptions {
        base: format!("/{}/", base.trim_matches('/')).replace("//", "/"),
        origin: variable("SITE_ORIGIN", "http://127.0.0.1:8080").trim_end_matches('/').to_owned(),
        repository: variable("REPOSITORY_URL", env!("CARGO_PKG_REPOSITORY")).trim_end_matches('/').to_owned(),
        today: today()?,
    };
    let is_development = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
    let is_plain = env::var_os("SITE_PLAIN").is_some();
    // A bench builds no site to ship: it has no modules, and nobody measures it.
    let is_scratch = env::var_os("SITE_UNMEASURED").is_some();
    let is_optimised = !is_development && !is_scratch;
    let started = Instant::now();
    let report = build(&BuildOptions { root, out: out.to_owned(), site, is_development, is_plain, is_optimised })?;
    let milliseconds = started.elapsed().as_millis();
    println!("built {} pages, {} of them entries, in {milliseconds} ms", report.pages, report.entries);
    if is_development || is_scratch { Ok(()) } else { print_sizes(out, HEAVIEST) }
}

/// The day of the build: `SOURCE_DATE_EPOCH`, in seconds since 1970, where a build is to be repeated exactly, else now.
fn today() -> anyhow::Result<Date> {
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .parse::<u64>()
            .with_context(|| format!("SOURCE_DATE_EPOCH is {text:?}: expected seconds since 1970"))?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).context("the clock stands before 1970")?.as_secs(),
    };
    Ok(Date::from_days_since_1970(u32::try_from(seconds / 86_400).unwrap_or(u32::MAX)))
}

/// How many pages the table of a build names; all are held against the budget.
const HEAVIEST: usize = 5;

/// Prints the bytes of the modules and of the `most` heaviest pages; any file over its budget is an error.
fn print_sizes(site: &Path, most: usize) -> anyhow::Result<()> {
    let mut measures = measure(site)?;
    measures.sort_by_key(|measure| (measure.is_page, std::cmp::Reverse(measure.brotli)));
    let pages = measures.iter().filter(|measure| measure.is_page).count();
    let shown = measures.len() - pages + pages.min(most);
    println!("{:<70} {:>8} {:>8} {:>8} {:>8}", "bytes", "raw", "gzip", "brotli", "budget");
    for measure in measures.iter().take(shown) {
        let Measure { name, raw, gzip, brotli, budget, .. } = measure;
        let budget = budget.map_or_else(String::new, |budget| budget.to_string());
        let verdict = if measure.is_kept() { "" } else { "  OVER" };
        println!("{name:<70} {raw:>8} {gzip:>8} {brotli:>8} {budget:>8}{verdict}");
    }
    if shown < measures.len() {
        println!("and {} lighter pages", measures.len() - shown);
    }
    let broken: Vec<_> = measures.iter().filter(|measure| !measure.is_kept()).map(|measure| &measure.name).collect();
    if broken.is_empty() { Ok(()) } else { bail!("over budget: {broken:?}") }
}
