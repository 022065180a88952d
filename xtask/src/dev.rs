/*!
`cargo xtask dev`: the developer's daily loop. trunk builds for debugging, serves, and rebuilds and reloads the page on
every change. It serves without the site's headers and compression: for those there is [`crate::serve`].
*/

use anyhow::Result;

use crate::args::Args;
use crate::base_path::BasePath;
use crate::{build, paths, process, setup};

/// `cargo xtask dev [--port 8080]`.
pub fn command(mut args: Args) -> Result<()> {
    let port = args.value::<u16>("--port")?.unwrap_or(8080);
    args.finish()?;
    setup::provide(setup::BUILD)?;
    let mut trunk = build::trunk("serve", &BasePath::default());
    // Whatever Trunk.toml says of releases, this loop is for quick builds.
    trunk.env("TRUNK_BUILD_RELEASE", "false");
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string(), "--dist"]);
    // A folder of its own: nobody should measure or serve a debug build by accident.
    trunk.arg(paths::target("dev-site"));
    process::run(&mut trunk)
}
