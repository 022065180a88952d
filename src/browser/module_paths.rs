//! Where the files of a wasm module are.

use web_sys::Element;

use super::history::full_address;

/// The paths of a module's files, which the boot script has written on its own element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModulePaths {
    /// Path of the glue.
    pub glue: String,
    /// Path of the worker's script.
    pub worker: String,
    /// Path of the file that the module reads when it starts.
    pub data: String,
    /// Full address of the site.
    pub site: String,
    /// Path of the glue of the readers of logs.
    pub records_glue: String,
    /// Path of their wasm.
    pub records_wasm: String,
    /// The version of the site's code.
    pub version: String,
}

impl ModulePaths {
    /// The paths of the module `name`, which has a worker and data, and of the readers of logs.
    pub fn of(script: &Element, name: &str) -> Option<Self> {
        let of = |name: &str, kind: &str| script.get_attribute(&format!("data-{name}-{kind}"));
        let path = |kind: &str| of(name, kind);
        let site = full_address(&script.get_attribute("data-base")?);
        let version = script.get_attribute("data-version")?;
        Some(Self {
            glue: path("glue")?,
            worker: path("worker")?,
            data: path("data")?,
            site,
            records_glue: of("records", "glue")?,
            records_wasm: of("records", "wasm")?,
            version,
        })
    }
}
