/*!
The servers that `deploy/` has a template for: for the tests, which say so where one cannot be had.
*/

use anyhow::Result;

use super::apt;
use super::tool::{State, Tool};
use crate::process;

/// All of them.
pub const TOOLS: [Tool; 2] = [
    Tool {
        name: "nginx",
        look: || Ok(look("nginx")),
        get: || apt::install(&["nginx", "libnginx-mod-http-brotli-static"]),
        by_hand: "Debian: `apt-get install nginx libnginx-mod-http-brotli-static`",
    },
    Tool {
        name: "caddy",
        look: || Ok(look("caddy")),
        get: || apt::install(&["caddy"]),
        by_hand: "Debian: `apt-get install caddy`",
    },
];

fn look(program: &str) -> State {
    match process::find_server(program) {
        Some(path) => State::Ready(path.display().to_string()),
        None if apt::is_usable() => State::Missing("installing Debian's package".to_owned()),
        None => State::Blocked("installing it needs root on Debian or Ubuntu".to_owned()),
    }
}

/// Installs those that are missing and can be had. What cannot is no error: who needs one says what it goes without.
pub fn provide_possible() -> Result<()> {
    for tool in TOOLS {
        if let State::Missing(_) = (tool.look)()? {
            super::provide(&[tool])?;
        }
    }
    Ok(())
}
