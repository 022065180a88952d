//! The files of a folder of samples: a header of TOML between `+++` lines, and a text.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;

/// Reads the files in the folders below a folder of `tests/fixtures`, by name: the name, the header and the text of each.
pub(crate) fn read<T: DeserializeOwned>(folder: &str) -> Vec<(String, T, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .flat_map(|below| fs::read_dir(below.unwrap().path()).into_iter().flatten())
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let file = fs::read_to_string(path).unwrap();
        let (header, text) = file
            .strip_prefix("+++\n")
            .and_then(|rest| rest.split_once("\n+++\n"))
            .unwrap_or_else(|| panic!("{name}: no header between +++ lines"));
        let header = toml::from_str(header).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, header, text.to_owned())
    };
    files.iter().map(read).collect()
}
