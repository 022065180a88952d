/*!
`cargo xtask build`: the release site, by trunk. `Trunk.toml` says what trunk does; here stand only the tools that it
finds and the place that the site is built for.
*/

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::args::Args;
use crate::base_path::BasePath;
use crate::{paths, process, setup};

/// The origin in canonical links, feeds and the sitemap, where SITE_ORIGIN does not name another.
pub(crate) const LOCAL_ORIGIN: &str = "http://127.0.0.1:8080";

/// `cargo xtask build [--base /docs/] [--out dist]`.
pub fn command(mut args: Args) -> Result<()> {
    let base = args.value("--base")?.unwrap_or_default();
    let out = args.value::<PathBuf>("--out")?.map_or_else(paths::dist, |out| paths::root().join(out));
    args.finish()?;
    setup::provide(setup::BUILD)?;
    site(&base, &out)
}

/// Builds the site for `base` into the folder `out`. The tools must be there.
pub fn site(base: &BasePath, out: &Path) -> Result<()> {
    let mut trunk = trunk("build", base);
    trunk.args(["--release", "--public-url", base.as_str(), "--dist"]).arg(out);
    process::run(&mut trunk)
}

/// trunk with what it and its hooks read from the environment.
pub(crate) fn trunk(subcommand: &str, base: &BasePath) -> Command {
    let mut trunk = process::command("trunk");
    trunk.arg(subcommand).env("BASE_PATH", base.as_str());
    if env::var_os("SITE_ORIGIN").is_none() {
        trunk.env("SITE_ORIGIN", LOCAL_ORIGIN);
    }
    // Its NO_COLOR must be `true` or `false`; everyone else's is any text.
    if env::var_os("NO_COLOR").is_some_and(|value| value != OsStr::new("")) {
        trunk.env("NO_COLOR", "true");
    } else {
        trunk.env_remove("NO_COLOR");
    }
    trunk
}
