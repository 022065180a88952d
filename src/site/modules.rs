//! The wasm modules of the site, one row each. Their build, names, byte budgets, headers and the boot script are read off
//! this table.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Serialize;

use super::named_by_content::name_by_content;
use super::parallel;
use super::script::strip;
use super::version::Version;
use crate::catalogue::Catalogue;
use crate::finder::Guide;

/// A wasm module: a binary of this package, which `index.html` has trunk build.
pub(super) struct WasmModule {
    /// The binary's name: trunk makes `NAME.js`, its glue, and `NAME_bg.wasm` of it.
    pub(super) name: &'static str,
    /// Most bytes of glue and wasm after brotli.
    pub(super) budget: usize,
    /// Whether it also runs in a worker, by `public/worker.js`.
    pub(super) has_worker: bool,
    /// The file that it reads when it starts.
    pub(super) data: Option<DataFile>,
}

impl WasmModule {
    /// Its glue in the folder in which trunk has put it.
    fn glue(&self, out: &Path) -> PathBuf {
        out.join(format!("{}.js", self.name))
    }

    /// Its wasm there.
    fn wasm(&self, out: &Path) -> PathBuf {
        out.join(format!("{}_bg.wasm", self.name))
    }
}

/// The files of code of all modules, before [`write_modules`].
pub(super) fn module_files(out: &Path) -> impl Iterator<Item = PathBuf> {
    MODULES.iter().flat_map(|module| [module.glue(out), module.wasm(out)]).chain([out.join("worker.js")])
}

/// What a module reads, made from the catalogue.
pub(super) struct DataFile {
    /// Name and extension.
    pub(super) name: (&'static str, &'static str),
    /// Most bytes after brotli.
    pub(super) budget: usize,
    /// Writes it.
    make: fn(&Catalogue) -> anyhow::Result<Vec<u8>>,
}

/// Every wasm module. A new one is a binary in `src/bin`, a link in `index.html` and a row here.
pub(super) const MODULES: &[WasmModule] = &[
    WasmModule { name: "app", budget: 220_000, has_worker: false, data: None },
    WasmModule {
        name: "finder",
        budget: 150_000,
        has_worker: true,
        data: Some(DataFile { name: ("guide", "bin"), budget: 100_000, make: guide }),
    },
    WasmModule { name: "records", budget: 100_000, has_worker: false, data: None },
];

fn guide(catalogue: &Catalogue) -> anyhow::Result<Vec<u8>> {
    Guide::compile(catalogue).context("compiling the guide")?.to_bytes().context("writing the guide")
}

/// The files of a module in the site, by the names that the boot script calls them. All are named by their content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ModuleFiles {
    pub(super) glue: String,
    pub(super) wasm: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) worker: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<String>,
}

impl ModuleFiles {
    /// The names of all.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        [&self.glue, &self.wasm].into_iter().chain(&self.worker).chain(&self.data)
    }
}

/// Writes the data files of all modules, and names the modules' files in `out` by their content. Gives them in the order
/// of the table.
pub(super) fn write_modules(
    catalogue: &Catalogue,
    version: &Version,
    out: &Path,
) -> anyhow::Result<Vec<(&'static str, ModuleFiles)>> {
    for module in MODULES {
        strip_file(&module.glue(out))?;
        version.stamp_module(&module.glue(out), &module.wasm(out))?;
    }
    let worker = name_by_content(out, "worker", "js")?;
    let files = |module: &'static WasmModule| {
        let data = module.data.as_ref().map(|data| data.write(catalogue, version, out)).transpose()?;
        let files = ModuleFiles {
            glue: name_by_content(out, module.name, "js")?,
            wasm: name_by_content(out, &format!("{}_bg", module.name), "wasm")?,
            worker: module.has_worker.then(|| worker.clone()),
            data,
        };
        Ok((module.name, files))
    };
    MODULES.iter().map(files).collect()
}

/// Takes out of a script what only people read: what wasm-bindgen writes is a sixth comments and indentation.
fn strip_file(file: &Path) -> anyhow::Result<()> {
    let script = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    fs::write(file, strip(&script) + "\n").with_context(|| format!("writing {}", file.display()))
}

impl DataFile {
    fn write(&self, catalogue: &Catalogue, version: &Version, out: &Path) -> anyhow::Result<String> {
        let (stem, extension) = self.name;
        let file = out.join(format!("{stem}.{extension}"));
        let data = version.stamped_data(&(self.make)(catalogue)?);
        fs::write(&file, data).with_context(|| format!("writing {}", file.display()))?;
        name_by_content(out, stem, extension)
    }
}

/// What wasm-opt is called with. Nothing stands in the first kilobyte of the memory: rustc has the stack end there, and one that
/// gets so far has run over; that it is unused makes addresses shorter, half a percent after compression. Every browser that the site supports has these features; `--all-features` makes modules
/// that no browser loads.
const WASM_OPT: [&str; 12] = [
    "-Os",
    "--low-memory-unused",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// Has wasm-opt, which must be on the `PATH`, make the modules in `out` smaller, all at a time.
pub(super) fn optimise(out: &Path) -> anyhow::Result<()> {
    parallel::for_each(MODULES, |module| {
        let file = module.wasm(out);
        let status = Command::new("wasm-opt").args(WASM_OPT).arg(&file).arg("-o").arg(&file).status();
        let status = status.context("starting wasm-opt: `cargo xtask setup` gets it")?;
        ensure!(status.success(), "wasm-opt failed on {} ({status})", file.display());
        Ok(())
    })
}
