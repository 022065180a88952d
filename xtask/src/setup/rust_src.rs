/*!
The second way to the wasm target, for networks that let only package registries through: Debian's `rust-src`, of
exactly our compiler's version, holds the standard library's source with everything that it depends on.

The package comes by an apt that knows one suite and keeps its state below `target/`: the machine's own sources and
package lists stay as they are, and root is not needed.
*/

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

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

/// Compiles the standard library for the target `triple` and copies it into `folder`, where rustc looks for it.
pub(super) fn install(triple: &str, folder: &Path) -> Result<()> {
    let rustc = output(command("rustc").arg("--version"))?;
    ensure!(rustc.contains(&format!(" {VERSION} ")), "this way is for rustc {VERSION} only, and here is {rustc}");
    let scratch = paths::tools().join("rust-src");
    // What an interrupted attempt left is not reused: starting again takes half a minute.
    remove(&scratch)?;
    let unpacked = scratch.join("unpacked");
    let package = download(&scratch)?;
    process::run(command("dpkg").arg("-x").args([&package, &unpacked]))?;
    let library = unpacked.join(format!("usr/src/rustc-{VERSION}/library"));
    let built = compile(&library, triple, &scratch.join("build"))?;
    copy_libraries(&built, folder)?;
    remove(&scratch)
}

/// Downloads the package into a folder of its own and returns its path.
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

/// Compiles the standard library at `library` and returns the folder of its `.rlib` files.
fn compile(library: &Path, triple: &str, target_dir: &Path) -> Result<PathBuf> {
    let mut cargo = command("cargo");
    cargo
        .args(["build", "--release", "--manifest-path", "sysroot/Cargo.toml", "--target", triple])
        .args(["--features", "panic-unwind", "--target-dir"])
        .arg(target_dir)
        .current_dir(library)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked");
    process::run(&mut cargo)?;
    Ok(target_dir.join(triple).join("release/deps"))
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
    // libstd last: the next run takes it as the mark of a complete set.
    libraries.sort_by_key(|path| is_std(path));
    for path in libraries {
        let name = path.file_name().context("a library has a name")?;
        fs::copy(&path, folder.join(name)).with_context(|| format!("copying a library to {}", folder.display()))?;
    }
    Ok(())
}

/// Whether a file is the library that stands for the whole set: rustup's is `libstd-<hash>.rlib`, a compiled one
/// `libstd.rlib`.
pub(super) fn is_std(library: &Path) -> bool {
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".rlib") && (name.starts_with("libstd-") || name == "libstd.rlib")
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libstd_is_found_among_the_other_libraries() {
        assert!(is_std(Path::new("/lib/libstd-2c19544a9276d693.rlib")));
        assert!(is_std(Path::new("libstd.rlib")));
        for other in ["libstd_detect-a9abdf2d83b659e9.rlib", "libstd-2c19544a9276d693.rmeta", "libcore-e1.rlib"] {
            assert!(!is_std(Path::new(other)), "{other}");
        }
    }
}
