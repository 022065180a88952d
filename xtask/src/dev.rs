/*!
`cargo xtask dev`: the developer's daily loop. trunk builds for debugging, serves, and rebuilds and reloads the page on
every change. It serves without the site's headers and compression: for those there is [`crate::serve`].
*/

use anyhow::Result;
use lexopt::Parser;
use lexopt::prelude::*;

use crate::base_path::BasePath;
use crate::{build, paths, process, setup};

/// `cargo xtask dev [--port 8080]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut port: u16 = 8080;
    while let Some(arg) = args.next()? {
        match arg {
            Long("port") => port = args.value()?.parse()?,
            _ => return Err(arg.unexpected().into()),
        }
    }
    setup::provide(&[setup::COMPILE, setup::BUNDLE].concat())?;
    let mut trunk = build::trunk("serve", &BasePath::default());
    // This loop is for quick builds, whatever Trunk.toml says about releases.
    trunk.env("TRUNK_BUILD_RELEASE", "false");
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string(), "--dist"]);
    // A folder of its own, so that no debug build is measured or served by accident.
    trunk.arg(paths::target("dev-site"));
    process::run(&mut trunk)
}
