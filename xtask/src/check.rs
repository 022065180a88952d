/*!
`cargo xtask check`: what can be judged without running the site.
*/

use anyhow::{Result, bail, ensure};

use crate::args::Args;
use crate::links;
use crate::paths;
use crate::process::{self, run};
use crate::setup::{self, node, wasm_target};

/// The arguments with which cargo runs the site generator.
const BUILD_SITE: [&str; 7] = ["run", "--release", "--features", "ssr", "--bin", "build-site", "--"];

/// `cargo xtask check [content | rust | types | sizes | links]…`. Links are checked only where they are named.
pub fn command(args: Args) -> Result<()> {
    let mut words = args.words()?;
    if words.is_empty() {
        words = ["content", "rust", "types", "sizes"].map(str::to_owned).to_vec();
    }
    for word in words {
        match word.as_str() {
            "content" => content()?,
            "rust" => rust()?,
            "types" => types()?,
            "sizes" => sizes()?,
            "links" => links::command()?,
            _ => bail!("check knows content, rust, types, sizes and links, not `{word}`"),
        }
    }
    Ok(())
}

/// The catalogue and the limits: every rule of the schema, every relation and source.
pub fn content() -> Result<()> {
    run(process::command("cargo").args(BUILD_SITE).arg("--check"))
}

/// Formatting, and lints of all code for the host and of the browser's code for wasm.
pub fn rust() -> Result<()> {
    setup::provide(&[wasm_target::TOOL])?;
    run(process::command("cargo").args(["fmt", "--all", "--check"]))?;
    run(process::command("cargo")
        .args(["clippy", "--workspace", "--all-targets", "--features", "ssr"])
        .args(["--", "-D", "warnings"]))?;
    run(process::command("cargo").args(["clippy", "--lib", "--bins", "--features", "hydrate"]).args([
        "--target",
        wasm_target::TRIPLE,
        "--",
        "-D",
        "warnings",
    ]))
}

/// The types of the page's scripts and of the browser tests, by `tsc`.
pub fn types() -> Result<()> {
    setup::provide(&[node::TOOL])?;
    ["tsconfig.json", "e2e/tsconfig.json"].into_iter().try_for_each(|project| {
        run(process::command("node").arg("e2e/node_modules/typescript/bin/tsc").args(["--project", project]))
    })
}

/// The bytes of the built site against their budgets.
pub fn sizes() -> Result<()> {
    let dist = paths::dist();
    ensure!(dist.is_dir(), "there is no {} to measure: run `cargo xtask build` first", dist.display());
    run(process::command("cargo").args(BUILD_SITE).arg("--sizes").arg("dist"))
}
