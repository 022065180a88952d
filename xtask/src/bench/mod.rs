/*!
`cargo xtask bench`: time and memory of whole site builds, each as one process, then the criterion benches of its parts.
`cargo xtask bench search`: the search beside others.
*/

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::statistics::Spread;
use crate::{build, paths, process};

mod copy;
mod scaled_content;
mod search;

/// The interval at which the peak memory of a running build is read.
const SAMPLING: Duration = Duration::from_millis(2);

/// The size of the catalogue that shows whether a build stays linear.
const SCALE: usize = 10_000;

/// `cargo xtask bench [search] [--runs 10]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut runs: usize = 10;
    let mut is_search = false;
    while let Some(arg) = args.next()? {
        match arg {
            Long("runs") => runs = args.value()?.parse()?,
            Value(word) if word == "search" => is_search = true,
            _ => return Err(arg.unexpected().into()),
        }
    }
    ensure!(runs > 0, "--runs must be at least 1");
    if is_search { search::command() } else { builds(runs) }
}

fn builds(runs: usize) -> Result<()> {
    process::run(process::command("cargo").args(["build", "--release"]).args(build::BUILD_SITE))?;
    println!("\nWhole site builds, the app apart, median (range) of time and peak memory:");
    let real = paths::root();
    measure("the real catalogue, without precompressed copies", real, Copies::None, runs)?;
    measure("the real catalogue, with them", real, Copies::Precompressed, runs)?;
    let scaled = paths::target("bench-content");
    let entries = scaled_content::write(&scaled, SCALE)?;
    let name = format!("{entries} entries, copies of the real ones, without precompressed copies");
    measure(&name, &scaled, Copies::None, runs.min(3))?;
    process::run(process::command("cargo").args(["bench", "--features", "ssr"]))
}

/// Whether a build ends with a `.br` and a `.gz` beside each file, which other generators leave to the host.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copies {
    None,
    Precompressed,
}

/// Content in, site out: what trunk's post_build hook does, into a scratch folder.
fn measure(name: &str, root: &Path, copies: Copies, runs: usize) -> Result<()> {
    let mut seconds = Vec::new();
    let mut megabytes = Vec::new();
    for _ in 0..runs {
        let staging = staging_folder()?;
        let start = Instant::now();
        let child = hook(&staging, root, copies).stdout(Stdio::null()).spawn().context("starting build-site")?;
        let peak = wait(child)?;
        seconds.push(start.elapsed().as_secs_f64());
        megabytes.extend(peak);
    }
    let time = Spread::of(seconds).context("no run was timed")?;
    match Spread::of(megabytes) {
        Some(memory) => println!("  {name}: {time:.3} s, {memory:.1} MB ({runs} runs)"),
        None => println!("  {name}: {time:.3} s, memory not measured without /proc ({runs} runs)"),
    }
    Ok(())
}

/// `build-site`, called as trunk calls its hooks.
fn hook(staging: &Path, root: &Path, copies: Copies) -> Command {
    let mut hook = process::command(paths::release_program("build-site"));
    hook.env("TRUNK_STAGING_DIR", staging)
        .env("TRUNK_DIST_DIR", paths::dist())
        .env("TRUNK_SOURCE_DIR", root)
        .env("TRUNK_HTML_FILE", paths::root().join("index.html"))
        .env("TRUNK_PUBLIC_URL", "/")
        .env("TRUNK_PROFILE", "release")
        .env("BASE_PATH", "/")
        .env("SITE_ORIGIN", build::LOCAL_ORIGIN)
        // The budgets are of the real site, and checked where it is built.
        .env("SITE_UNMEASURED", "yes");
    if copies == Copies::None {
        hook.env("SITE_PLAIN", "yes");
    }
    hook
}

/// A fresh folder as trunk leaves it to its hook: the public files, the template, and the wasm modules, here empty.
fn staging_folder() -> Result<PathBuf> {
    let staging = paths::target("bench-site");
    if staging.exists() {
        fs::remove_dir_all(&staging).with_context(|| format!("removing {}", staging.display()))?;
    }
    copy::folder(&paths::root().join("public"), &staging)?;
    let write = |name: &str, text: &str| {
        let file = staging.join(name);
        fs::write(&file, text).with_context(|| format!("writing {}", file.display()))
    };
    let template = paths::root().join("index.html");
    let template = fs::read_to_string(&template).with_context(|| format!("reading {}", template.display()))?;
    for module in template.split("data-bin=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        write(&format!("{module}.js"), "")?;
        write(&format!("{module}_bg.wasm"), "")?;
    }
    write("index.html", TEMPLATE)?;
    Ok(staging)
}

/// What build-site looks for in trunk's `index.html`.
const TEMPLATE: &str = "<!doctype html><html lang=\"en\"><head><meta name=\"referrer\" content=\"no-referrer\">\
<meta charset=\"utf-8\"><meta name=\"page-head\"></head><body><div id=\"app\"></div></body></html>";

/// Waits for a process and returns its peak memory in MB, on systems with /proc.
fn wait(mut child: Child) -> Result<Option<f64>> {
    let mut peak = None;
    loop {
        // A high-water mark, which never falls: only a rise after the last sample can be missed.
        peak = peak_memory(child.id()).or(peak);
        if let Some(status) = child.try_wait().context("waiting for build-site")? {
            ensure!(status.success(), "build-site failed ({status})");
            return Ok(peak);
        }
        thread::sleep(SAMPLING);
    }
}

/// `VmHWM:     12345 kB` of /proc, in MB.
fn peak_memory(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}
