/*!
The site's search beside npm's libraries: the same documents and queries in one run of one engine, at three sizes.
*/

use anyhow::Result;

use crate::setup::{self, State, Tool, node, wasm_bindgen, wasm_target};
use crate::{paths, process};

/// The real catalogue, and copies of it.
const SIZES: [&str; 3] = ["129", "1000", "10000"];

/// What the comparison needs besides the wasm target.
const PEERS: Tool = Tool { name: "packages of benches/search_peers", look, get, by_hand: node::BY_HAND };

fn peers() -> std::path::PathBuf {
    paths::root().join("benches/search_peers")
}

fn look() -> Result<State> {
    node::look(&peers())
}

fn get() -> Result<()> {
    node::install(&peers())
}

/// `cargo xtask bench search`.
pub(super) fn command() -> Result<()> {
    setup::provide(&[wasm_target::TOOL, wasm_bindgen::TOOL, PEERS])?;
    // As it is shipped: with the profile of the browser's wasm.
    process::run(
        process::command("cargo")
            .args(["build", "--package", "search-wasm", "--profile", "wasm-release"])
            .args(["--target", wasm_target::TRIPLE]),
    )?;
    let module = paths::target("search-bench/wasm");
    let wasm = paths::cargo_target().join(wasm_target::TRIPLE).join("wasm-release/search_wasm.wasm");
    process::run(process::command("wasm-bindgen").args(["--target", "nodejs", "--out-dir"]).arg(&module).arg(wasm))?;
    let example = ["--release", "--features", "ssr", "--example", "search_documents"];
    process::run(process::command("cargo").arg("build").args(example))?;
    for size in SIZES {
        let folder = paths::target("search-bench").join(size);
        process::run(
            process::command("cargo").arg("run").arg("--quiet").args(example).arg("--").arg(&folder).arg(size),
        )?;
        println!("\nSearch in {size} documents:");
        let mut node = process::command("node");
        node.arg("--max-old-space-size=16000").arg(peers().join("peers.mjs")).arg(&folder);
        process::run(node.arg(module.join("search_wasm.js")))?;
    }
    Ok(())
}
