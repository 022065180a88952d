/*!
The second way to the wasm target, for networks that let only package registries through: Debian's `rust-src`, of
exactly our compiler's version, holds the standard library's source with everything that it depends on.

The package comes by an apt that knows one suite and keeps its state below `target/`: the machine's own sources and
package lists stay as they are, and root is not needed.
*/

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::wasm_target::{TRIPLE, is_std};
use crate::paths;
use crate::process::{self, command, output};

/// The compiler's version in `rust-toolchain.toml`. Another version's sources cannot be linked with its output.
const VERSION: &str = "1.95.0";

/// The suite that has this version; later suites hold later ones.
const SUITE: &str = "trixie-backports";

/// The keys of Debian's archive.
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Whether this machine has Debian's package tools.
pub(super) fn is_possible() -> bool {
    process::find("apt-get").is_some() && process::find("dpkg").is_some()
}

/// Compiles the standard library and copies it into `folder`, where rustc looks for it.
pub(super) fn install(folder: &Path) -> Result<()> {
    let rustc = output(command("rustc").arg("--version"))?;
    ensure!(rustc.contains(&format!(" {VERSION} ")), "this way is for rustc {VERSION} only, and here is {rustc}");
    let scratch = paths::tools().join("rust-src");
    // A half-done earlier attempt is not worth sorting out: all of it takes half a minute.
    remove(&scratch)?;
    let unpacked = scratch.join("unpacked");
    let package = download(&scratch)?;
    process::run(command("dpkg").arg("-x").args([&package, &unpacked]))?;
    let built = compile(&unpacked.join(format!("usr/src/rustc-{VERSION}/library")), &scratch.join("build"))?;
    copy_libraries(&built, folder)?;
    remove(&scratch)
}

/// Fetches the package into a folder of its own and answers its path.
fn download(scratch: &Path) -> Result<PathBuf> {
    for folder in ["state/lists/partial", "cache/archives/partial", "package"] {
        let folder = scratch.join(folder);
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    }
    let configuration = scratch.join("apt.conf");
    let sources = scratch.join("sources.list");
    let status = scratch.join("state/status");
    let source = format!("deb [signed-by={KEYS}] {} {SUITE} main\n", mirror()?);
    fs::write(&sources, source).context("writing apt's list of sources")?;
    fs::write(&status, "").context("writing apt's empty status")?;
    let settings = [
        format!("Dir::Etc::sourcelist {:?};", sources.display().to_string()),
        "Dir::Etc::sourceparts \"-\";".to_owned(),
        format!("Dir::State {:?};", scratch.join("state").display().to_string()),
        format!("Dir::State::status {:?};", status.display().to_string()),
        format!("Dir::Cache {:?};", scratch.join("cache").display().to_string()),
        "Acquire::Languages \"none\";".to_owned(),
        // Without its own user apt can write into folders that only we can.
        "APT::Sandbox::User \"\";".to_owned(),
    ];
    fs::write(&configuration, settings.join("\n")).context("writing apt's configuration")?;

    let package = scratch.join("package");
    let apt_get = || {
        let mut apt_get = command("apt-get");
        apt_get.env("APT_CONFIG", &configuration).current_dir(&package);
        apt_get
    };
    process::run(apt_get().args(["--quiet", "update"]))?;
    process::run(apt_get().args(["--quiet", "download", &format!("rust-src={VERSION}*")]))?;
    let mut files = fs::read_dir(&package).with_context(|| format!("reading {}", package.display()))?;
    let file = files.next().context("apt-get downloaded nothing")?.context("reading what apt-get downloaded")?;
    Ok(file.path())
}

/// The address of Debian's archive that this machine uses.
fn mirror() -> Result<String> {
    let known = output(command("apt-get").args(["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]))?;
    let mirror = known.lines().find(|address| address.trim_end_matches('/').ends_with("/debian"));
    mirror.map(str::to_owned).context("apt knows no archive of Debian's: this way is for Debian only")
}

/// Compiles the standard library at `library` and answers the folder of its `.rlib` files.
fn compile(library: &Path, target_dir: &Path) -> Result<PathBuf> {
    let mut cargo = command("cargo");
    cargo
        .args(["build", "--release", "--manifest-path", "sysroot/Cargo.toml", "--target", TRIPLE])
        .args(["--features", "panic-unwind", "--target-dir"])
        .arg(target_dir)
        .current_dir(library)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked");
    process::run(&mut cargo)?;
    Ok(target_dir.join(TRIPLE).join("release/deps"))
}

fn copy_libraries(built: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let entries = fs::read_dir(built).with_context(|| format!("reading {}", built.display()))?;
    let mut libraries = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("reading {}", built.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "rlib") {
            libraries.push(path);
        }
    }
    // libstd last: it is what tells the next run that all are there.
    libraries.sort_by_key(|path| is_std(path));
    for path in libraries {
        let name = path.file_name().context("a library has a name")?;
        fs::copy(&path, folder.join(name)).with_context(|| format!("copying a library to {}", folder.display()))?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}
