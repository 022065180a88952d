/*!
wasm-opt, from npm's binaryen: no other registry has a version that is new enough for current wasm. The version
is that of the top folder's `package.json`. `build-site` calls it, see `src/site/modules.rs`.
*/

use anyhow::Result;

use super::node;
use super::tool::{State, Tool};
use crate::paths;

/// wasm-opt in `node_modules/.bin`.
pub const TOOL: Tool = Tool { name: "wasm-opt", look, get, by_hand: node::BY_HAND };

fn look() -> Result<State> {
    node::look(paths::root())
}

fn get() -> Result<()> {
    node::install(paths::root())
}
