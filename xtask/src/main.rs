/*!
`cargo xtask <name>`: a table of names and functions. What each does is in its module.
*/

use std::process::ExitCode;

use anyhow::Result;
use xtask::args::Args;
use xtask::{bench, build, check, dev, lighthouse, serve, setup, test};

/// A command: what it is called, and the function that reads its arguments and does it.
type Command = (&'static str, fn(Args) -> Result<()>);

const COMMANDS: &[Command] = &[
    ("setup", setup::command),
    ("serve", serve::command),
    ("dev", dev::command),
    ("build", build::command),
    ("test", test::command),
    ("check", check::command),
    ("bench", bench::command),
    ("lighthouse", lighthouse::command),
];

const USAGE: &str = "\
Usage: cargo xtask <command> [options]

  setup [--browser]     get what is missing: wasm target, trunk, wasm-bindgen, wasm-opt;
                        with --browser also Chromium and the packages of e2e/
  serve [options]       build the release site and serve it as a CDN would
      --port <number>     default 8080
      --base <path>       serve below this path, such as /docs/; default /
      --no-build          serve dist/ as it is
      --dumb              no headers, no compression, no 404 page
  dev [--port <number>] build for debugging, serve, and rebuild and reload on every change
  build [options]       build the release site
      --base <path>       for a site below this path; default /
      --out <folder>      default dist
  test                  every test there is, from nothing
  check [what]          content, rust (formatting and lints), types (of the JavaScript) or sizes; all four if
                        none is named
  check links           ask for every source that the content cites, online and by curl; no other
                        command does it
  bench [--runs <number>]
                        time and memory of the full site build, then the criterion benches
  bench search          the search beside minisearch, flexsearch and pagefind, at three sizes
  lighthouse [options] [paths]
                        Lighthouse's scores and timings of the built pages
      --runs <number>     default 7
      --no-build          judge dist/ as it is
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(name) = args.next() else {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let Some((_, run)) = COMMANDS.iter().find(|(known, _)| *known == name) else {
        eprint!("error: there is no command `{name}`\n\n{USAGE}");
        return ExitCode::from(2);
    };
    match run(Args::new(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The test command ends in its own account, whose last line is the counts.
            if !error.is::<test::Failed>() {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
