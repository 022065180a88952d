//! Rules over what was read: on the text of an entry, and on what no file can break alone, references between entries,
//! limits, vendors and sources, and names as the glossary has them. Everything is looked up in sets: the time to check
//! grows with the content, not with its square.

pub(super) mod body;
pub(super) mod decisive;
pub(super) mod entries;
pub(super) mod limits;
pub(super) mod names;
pub(super) mod samples;

use std::collections::{BTreeSet, HashSet};

use super::model::limit::Limit;
use super::model::vendor::Vendor;
use super::read::entry_file::EntryFile;
use super::read::positions::{Position, Positions};

/// Everything that was read, to look references up in.
pub(crate) struct Known<'a> {
    files: &'a [EntryFile],
    limits: &'a [Limit],
    limit_positions: &'a Positions,
    slugs: HashSet<&'a str>,
    /// Paths of the pages that are no entries.
    pages: &'a [&'a str],
    vendors: HashSet<&'a str>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(
        files: &'a [EntryFile],
        limits: &'a [Limit],
        limit_positions: &'a Positions,
        vendors: &'a [Vendor],
        pages: &'a [&'a str],
    ) -> Self {
        let slugs = files.iter().map(|file| file.entry.slug.as_str()).collect();
        let vendors = vendors.iter().map(|vendor| vendor.id.as_str()).collect();
        Self { files, limits, limit_positions, slugs, pages, vendors }
    }
}

/// The positions of values that are repeated, without the first of each.
fn repeated<'a>(positions: impl Iterator<Item = &'a Position>) -> Vec<&'a Position> {
    let mut seen = BTreeSet::new();
    positions.filter(|position| !seen.insert(&position.value)).collect()
}
