/*!
`cargo xtask <name>`: a table of names and functions. What each does is in its module.
*/

use std::process::ExitCode;

use anyhow::Result;
use lexopt::Parser;
use lexopt::prelude::*;
use xtask::{bench, build, check, conform, deploy, dev, lighthouse, serve, setup, test};

/// A command's name, and the function that reads the arguments after it and runs it.
type Command = (&'static str, fn(Parser) -> Result<()>);

const COMMANDS: &[Command] = &[
    ("setup", setup::command),
    ("serve", serve::command),
    ("dev", dev::command),
    ("build", build::command),
    ("deploy", deploy::command),
    ("conform", conform::command),
    ("test", test::command),
    ("check", check::command),
    ("bench", bench::command),
    ("lighthouse", lighthouse::command),
];

const USAGE: &str = "\
Usage: cargo xtask <command> [options]

  setup [--browser]     install what is missing: wasm target, trunk, wasm-bindgen, wasm-opt;
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
  deploy nginx|caddy [options]
                        write the configuration with which that server serves dist/
      --root <folder>     where dist/ will lie on that machine; default is where it lies here
      --listen <address>  default 80 for nginx, :80 for Caddy
      --site <folder>     default dist
  conform <url> [--site <folder>]
                        compare what a running host sends with dist/: status, types, headers, compressed
                        copies, ranges, conditions, redirects, 404; `nginx` or `caddy` in place of an
                        address starts that with its configuration
  test [--full]         every test there is, from a fresh clone; with --full on more input
  check [what]          content, rust (formatting and lints), types (of the JavaScript), sizes or dependencies
                        (licences, sources and known vulnerabilities of packages); all five if none is named
  check links           request every source that the content cites, online and by curl; no other
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
    match run(Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if error.is::<lexopt::Error>() {
                // Its message contains that of its source.
                eprintln!("error: {error}; `cargo xtask help` lists the commands and their options");
                return ExitCode::from(2);
            }
            // The test command prints its own summary, whose last line is the counts.
            if !error.is::<test::Failed>() {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: Parser) -> Result<()> {
    let name = match args.next()? {
        None | Some(Short('h') | Long("help")) => "help".to_owned(),
        Some(Value(name)) => name.string()?,
        Some(option) => return Err(option.unexpected().into()),
    };
    if name == "help" {
        print!("{USAGE}");
        return Ok(());
    }
    match COMMANDS.iter().find(|(known, _)| *known == name) {
        Some((_, command)) => command(args),
        None => Err(lexopt::Error::from(format!("there is no command `{name}`")).into()),
    }
}
