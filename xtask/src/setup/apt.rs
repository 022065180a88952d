/*!
Packages of Debian and Ubuntu, which only root may install.
*/

use std::path::Path;

use anyhow::Result;

use crate::process::{self, command, output};

/// Whether packages can be installed here.
pub(super) fn is_usable() -> bool {
    Path::new("/etc/debian_version").exists()
        && process::find("apt-get").is_some()
        && output(command("id").arg("-u")).is_ok_and(|user| user == "0")
}

/// Installs packages, and nothing that they only recommend.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let apt_get = || {
        let mut apt_get = command("apt-get");
        // What a package would start as a service is not wanted: Debian starts none at this run level.
        apt_get.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
        apt_get
    };
    process::run(apt_get().args(["--quiet", "update"]))?;
    process::run(apt_get().args(["--quiet", "install", "--yes", "--no-install-recommends"]).args(packages))
}
