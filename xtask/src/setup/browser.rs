/*!
Chromium, or Chrome: for the tests of the built site and for Lighthouse.
*/

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use super::tool::{State, Tool};
use crate::process::{self, is_executable};

/// Chromium.
pub const TOOL: Tool = Tool {
    name: "browser",
    look,
    get,
    by_hand: "install Chromium (Debian: `apt-get install chromium`) or Google Chrome, or name one in the variable CHROMIUM",
};

/// The names under which it is looked for, best first.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How it is started without a screen, also as root in a container, and without requests of its own.
pub const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Where the browser is; only after set-up.
pub fn path() -> Result<PathBuf> {
    find().context("no Chromium was found")
}

fn find() -> Option<PathBuf> {
    match env::var_os("CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)).filter(|path| is_executable(path)),
        None => NAMES.into_iter().find_map(process::find),
    }
}

fn look() -> Result<State> {
    Ok(if let Some(path) = find() {
        State::Ready(path.display().to_string())
    } else if let Some(path) = env::var_os("CHROMIUM") {
        State::Blocked(format!("CHROMIUM names {}, which cannot be run", path.display()))
    } else if apt::is_usable() {
        State::Missing("installing Debian's package".to_owned())
    } else {
        State::Blocked("no Chromium on PATH, and installing one needs root on Debian or Ubuntu".to_owned())
    })
}

fn get() -> Result<()> {
    // Fonts: without any, text has no width and every measurement of the layout is wrong.
    apt::install(&["chromium", "fonts-dejavu-core"])
}
