//! Byte budgets, and how the built site stands against them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use precompress::{brotli, gzip};

use super::files::files_below;
use super::modules::{DataFile, MODULES, WasmModule};
use super::named_by_content::is_named;
use super::routes::kind_of;

/// The bytes of a file, or of several that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What was measured.
    pub name: String,
    /// Bytes as they are.
    pub raw: usize,
    /// Bytes after gzip.
    pub gzip: usize,
    /// Bytes after brotli.
    pub brotli: usize,
    /// Most bytes after brotli, if there is a limit.
    pub budget: Option<usize>,
    /// Whether it is a page, with all that its first view needs.
    pub is_page: bool,
}

impl Measure {
    /// Whether the limit is kept.
    pub fn is_kept(&self) -> bool {
        self.budget.is_none_or(|budget| self.brotli <= budget)
    }

    fn of_file(path: &Path, name: String) -> anyhow::Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let packed = |suffix: &str, pack: &dyn Fn(&[u8]) -> io::Result<Vec<u8>>| {
            let mut copy = path.as_os_str().to_owned();
            copy.push(suffix);
            // The copies beside the file are what a server sends.
            fs::metadata(PathBuf::from(copy)).map_or_else(
                |_| pack(&bytes).map(|packed| packed.len()),
                |copy| Ok(usize::try_from(copy.len()).unwrap_or(usize::MAX)),
            )
        };
        let (gzip, brotli) = (packed(".gz", &gzip)?, packed(".br", &|bytes| brotli(bytes, 6))?);
        Ok(Self { name, raw: bytes.len(), gzip, brotli, budget: None, is_page: false })
    }

    fn with(&self, other: &Self, name: String, budget: usize) -> Self {
        Self {
            name,
            is_page: false,
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
            budget: Some(budget),
        }
    }
}

/// Measures the boot script, each wasm module with its glue and its data, and each page with the boot script.
///
/// # Errors
/// A file that cannot be read, or a site that lacks a file of a module or the boot script.
pub fn measure(site: &Path) -> anyhow::Result<Vec<Measure>> {
    let files: Vec<_> = fs::read_dir(site)
        .and_then(|items| items.map(|item| Ok(item?.file_name().to_string_lossy().into_owned())).collect())
        .with_context(|| format!("reading {}", site.display()))?;
    let named = |stem: &str, extension: &str| {
        let name = files.iter().find(|name| is_named(name, stem, extension));
        let name = name.with_context(|| format!("the site has no {stem}-HASH.{extension}"))?;
        Measure::of_file(&site.join(name), name.clone())
    };
    let boot = named("boot", "js")?;
    let mut all = vec![boot.clone()];
    for WasmModule { name, budget, data, .. } in MODULES {
        let (wasm, glue) = (named(&format!("{name}_bg"), "wasm")?, named(name, "js")?);
        let module = wasm.with(&glue, format!("{name}: wasm + glue"), *budget);
        all.extend([wasm, glue, module]);
        if let Some(DataFile { name: (stem, extension), budget, .. }) = data {
            all.push(Measure { budget: Some(*budget), ..named(stem, extension)? });
        }
    }
    for path in
        files_below(site)?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "html"))
    {
        let name = path.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        let page = Measure::of_file(&path, name.clone())?.with(
            &boot,
            format!("{name} + boot"),
            kind_of(&name).map_or(0, |kind| kind.budget),
        );
        all.push(Measure { is_page: true, ..page });
    }
    Ok(all)
}
