//! Byte budgets, and how the built site stands against them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use precompress::{brotli, gzip};

/// A limit on bytes after brotli.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    /// HTML with its stylesheet, and the boot script: 20 kB.
    FirstView,
    /// The same of a table of everything, which is looked things up in rather than read: 32 kB.
    Table,
    /// The app's wasm and glue: 220 kB.
    App,
    /// The finder's wasm and glue, for page and worker alike: 150 kB.
    Finder,
    /// What the finder knows, index and signatures: 100 kB.
    Guide,
}

impl Budget {
    /// The limit in bytes.
    pub const fn bytes(self) -> usize {
        match self {
            Self::FirstView => 20_000,
            Self::Table => 32_700,
            Self::App => 220_000,
            Self::Finder => 150_000,
            Self::Guide => 100_000,
        }
    }
}

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
    /// The limit on the bytes after brotli, if there is one.
    pub budget: Option<Budget>,
}

impl Measure {
    /// Whether the limit is kept.
    pub fn is_kept(&self) -> bool {
        self.budget.is_none_or(|budget| self.brotli <= budget.bytes())
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
        Ok(Self { name, raw: bytes.len(), gzip, brotli, budget: None })
    }

    fn with(&self, other: &Self, name: String, budget: Budget) -> Self {
        Self {
            name,
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
            budget: Some(budget),
        }
    }
}

/// Measures the app and each page of a built site.
///
/// # Errors
/// A file that cannot be read, or a site without an app or a boot script.
pub fn measure(site: &Path) -> anyhow::Result<Vec<Measure>> {
    let mut pages = Vec::new();
    let (mut wasm, mut glue, mut boot) = (None, None, None);
    let (mut finder_wasm, mut finder_glue, mut guide) = (None, None, None);
    for path in files_below(site)? {
        let name = path.strip_prefix(site)?.to_string_lossy().into_owned();
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("wasm") if name.starts_with("finder_bg-") => finder_wasm = Some(Measure::of_file(&path, name)?),
            Some("wasm") => wasm = Some(Measure::of_file(&path, name)?),
            Some("bin") => {
                guide = Some(Measure { budget: Some(Budget::Guide), ..Measure::of_file(&path, name)? });
            }
            Some("js") if name.starts_with("finder-") && !name.starts_with("finder-worker") => {
                finder_glue = Some(Measure::of_file(&path, name)?);
            }
            Some("js") if name.starts_with("boot-") => boot = Some(Measure::of_file(&path, name)?),
            Some("js") if name.starts_with("app-") => glue = Some(Measure::of_file(&path, name)?),
            Some("html") => pages.push(Measure::of_file(&path, name)?),
            _ => {}
        }
    }
    let wasm = wasm.context("the site has no wasm")?;
    let glue = glue.context("the site has no glue")?;
    let boot = boot.context("the site has no boot script")?;
    let finder_wasm = finder_wasm.context("the site has no wasm of the finder")?;
    let finder_glue = finder_glue.context("the site has no glue of the finder")?;
    let guide = guide.context("the site has no guide")?;
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    let app = wasm.with(&glue, "the app: wasm + glue".to_owned(), Budget::App);
    let finder = finder_wasm.with(&finder_glue, "the finder: wasm + glue".to_owned(), Budget::Finder);
    let views = pages.iter().map(|page| {
        let budget = if page.name == "limits/index.html" { Budget::Table } else { Budget::FirstView };
        page.with(&boot, format!("{} + boot", page.name), budget)
    });
    Ok([wasm.clone(), glue.clone(), boot.clone(), app, finder_wasm, finder_glue, finder, guide]
        .into_iter()
        .chain(views)
        .collect())
}

/// All files below a folder, in the order of their paths.
pub(super) fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = item?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
