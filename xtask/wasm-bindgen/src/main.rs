/*!
The program `wasm-bindgen`, with the options that trunk calls it with. It is wasm-bindgen's own library behind a command line:
the package wasm-bindgen-cli brings a web server, an HTTP client and a test runner besides, and takes twice as long to
compile on a fresh machine.
*/

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use wasm_bindgen_cli_support::Bindgen;

const USAGE: &str = "wasm-bindgen --target web|nodejs --out-dir DIR [--out-name NAME] [--no-typescript] [--keep-debug] [--no-demangle] FILE";

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    let mut target = None;
    let mut out_dir = None;
    let mut input: Option<PathBuf> = None;
    let mut args = lexopt::Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Long("version") => {
                println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            Long("target") => target = Some(args.value()?.string()?),
            Long("out-dir") => out_dir = Some(PathBuf::from(args.value()?)),
            Long("out-name") => _ = bindgen.out_name(&args.value()?.string()?),
            // The library writes none unless it is told to.
            Long("no-typescript") => {}
            Long("keep-debug") => _ = bindgen.keep_debug(true),
            Long("no-demangle") => _ = bindgen.demangle(false),
            Value(file) if input.is_none() => input = Some(file.into()),
            _ => return Err(anyhow::Error::from(arg.unexpected()).context(USAGE)),
        }
    }
    match target.as_deref() {
        Some("web") => bindgen.web(true)?,
        Some("nodejs") => bindgen.nodejs(true)?,
        other => bail!("--target {}: expected web or nodejs\n{USAGE}", other.unwrap_or("is missing")),
    };
    let input = input.with_context(|| format!("no wasm file is named\n{USAGE}"))?;
    let out_dir = out_dir.with_context(|| format!("--out-dir is missing\n{USAGE}"))?;
    bindgen.input_path(&input).generate(&out_dir).with_context(|| format!("making the glue of {}", input.display()))
}
