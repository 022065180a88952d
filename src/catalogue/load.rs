//! The whole content folder, read, checked and put in order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::checks::{Known, check_entries, check_limits};
use super::entry::Entry;
use super::entry_file::{self, EntryFile};
use super::limit::Limit;
use super::limits_file::{read_limits, read_vendors};
use super::problem::{Problem, line_of, quoted};
use super::vocabulary::Vendor;

/// Where entries stand.
const ERRORS: &str = "content/errors/";
const LIMITS: &str = "content/limits.toml";
const VENDORS: &str = "content/vendors.toml";

/// An entry and its text.
#[derive(Debug, Clone)]
pub struct Page {
    /// The front matter.
    pub entry: Entry,
    /// The text, with limits expanded.
    pub body: String,
    /// Ids of the limits that the text states, in their order, repeated as stated.
    pub limits: Vec<String>,
    /// Slugs of the related entries, both ways.
    pub related: Vec<String>,
    /// The file, for a link to edit it.
    pub path: String,
}

/// The checked content.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// By code, then the generic entries before the vendors', then by slug.
    pub pages: Vec<Page>,
    /// In the order of the file; the first is the calculator's default choice.
    pub limits: Vec<Limit>,
    /// In the order of the file.
    pub vendors: Vec<Vendor>,
}

impl Catalogue {
    /// The page of an entry.
    pub fn page(&self, slug: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.entry.slug == slug)
    }

    /// The name of a vendor; its id where it has none, which the checks rule out.
    pub fn vendor_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.vendors.iter().find(|vendor| vendor.id == id).map_or(id, |vendor| &vendor.name)
    }
}

/// Reads content from `files`: path, such as `content/errors/http/http-504.md`, to text.
///
/// # Errors
/// Every broken rule of every file, in the order of paths and lines.
pub fn load(files: &BTreeMap<String, String>) -> Result<Catalogue, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut required = |path: &str| {
        files.get(path).cloned().unwrap_or_else(|| {
            let (field, found, expected) = ("file".to_owned(), "no such file".to_owned(), "a file there".to_owned());
            problems.push(Problem { path: path.to_owned(), line: 0, field, found, expected });
            String::new()
        })
    };
    let (limits_file, vendors_file) = (required(LIMITS), required(VENDORS));
    let (limits, limit_places) = read_limits(LIMITS, &limits_file, &mut problems);
    let vendors = read_vendors(VENDORS, &vendors_file, &mut problems);
    // Whichever limit could not be read would be a second problem wherever a text refers to it.
    let has_all_limits = problems.iter().all(|problem| problem.path != LIMITS);

    let mut entries = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with(ERRORS)) {
        if let Some(problem) = misplaced(path) {
            problems.push(problem);
            continue;
        }
        match entry_file::read(path, text) {
            Ok(file) => entries.push(file),
            Err(found) => problems.extend(found),
        }
    }
    let (bodies, stated): (Vec<_>, Vec<_>) =
        entries
            .iter()
            .map(|file| {
                if has_all_limits {
                    expand_limits(file, &limits, &mut problems)
                } else {
                    (file.body.clone(), Vec::new())
                }
            })
            .unzip();
    let facts: Vec<_> =
        entries.iter().zip(&bodies).map(|(file, body)| entry_file::check_body(file, body, &mut problems)).collect();
    let known = Known { files: &entries, limits: &limits, limit_places: &limit_places, vendors: &vendors };
    // A file that could not be read would make every reference to it a second problem.
    if problems.is_empty() {
        check_entries(&known, &facts, &mut problems);
        check_limits(LIMITS, &known, &mut problems);
    }
    if !problems.is_empty() {
        problems.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
        return Err(problems);
    }

    let relations = both_ways(&entries);
    let mut pages: Vec<_> = entries
        .into_iter()
        .zip(bodies)
        .zip(stated)
        .map(|((file, body), limits)| Page {
            related: relations.get(&file.entry.slug).cloned().unwrap_or_default(),
            entry: file.entry,
            body,
            limits,
            path: file.path,
        })
        .collect();
    pages.sort_by(|one, other| order(&one.entry).cmp(&order(&other.entry)));
    let position: BTreeMap<_, _> =
        pages.iter().enumerate().map(|(index, page)| (page.entry.slug.clone(), index)).collect();
    for page in &mut pages {
        page.related.sort_by_key(|slug| position.get(slug));
    }
    Ok(Catalogue { pages, limits, vendors })
}

/// What is wrong with the place of a file below `content/errors`, if anything.
fn misplaced(path: &str) -> Option<Problem> {
    let is_in_its_vendors_folder = path.strip_prefix(ERRORS).is_some_and(|rest| rest.matches('/').count() == 1);
    (!is_in_its_vendors_folder || !path.ends_with(".md")).then(|| Problem {
        path: path.to_owned(),
        line: 0,
        field: "file name".to_owned(),
        found: "a file that is no entry".to_owned(),
        expected: "content/errors/VENDOR/SLUG.md".to_owned(),
    })
}

fn order(entry: &Entry) -> (u16, bool, &str) {
    (entry.codes.first().map_or(0, |code| code.0), entry.vendor != "http", &entry.slug)
}

/// Relations are written once and hold both ways.
fn both_ways(files: &[EntryFile]) -> BTreeMap<String, Vec<String>> {
    let mut relations: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for EntryFile { entry, .. } in files {
        for other in &entry.related {
            relations.entry(entry.slug.clone()).or_default().insert(other.clone());
            relations.entry(other.clone()).or_default().insert(entry.slug.clone());
        }
    }
    relations.into_iter().map(|(slug, others)| (slug, others.into_iter().collect())).collect()
}

/// Replaces `{{limit:id}}` and `{{limit:id:maximum}}` by the limit's own words, which do not break across lines and
/// lead to the limit's row in the table of limits. Also gives the ids.
fn expand_limits(file: &EntryFile, limits: &[Limit], problems: &mut Vec<Problem>) -> (String, Vec<String>) {
    const OPEN: &str = "{{";
    const CLOSE: &str = "}}";
    let mut expanded = String::with_capacity(file.body.len());
    let mut ids = Vec::new();
    let mut rest = file.body.as_str();
    while let Some((before, from)) = rest.split_once(OPEN) {
        expanded.push_str(before);
        let closed = from.split_once(CLOSE).filter(|(name, _)| !name.contains('\n'));
        let (name, after) = closed.unwrap_or((from.lines().next().unwrap_or_default(), from));
        match closed.and_then(|(name, _)| stated_limit(name, limits)) {
            Some((id, stated)) => {
                let _ = write!(expanded, "[{}](/limits/#{id})", stated.replace(' ', "\u{a0}"));
                ids.push(id.to_owned());
            }
            None => {
                let close = if closed.is_some() { CLOSE } else { "" };
                let offset = file.body.len() - rest.len() + before.len();
                let problem = file.problem(
                    "limit",
                    quoted(&format!("{OPEN}{name}{close}")),
                    "`{{limit:ID}}` or `{{limit:ID:maximum}}` with the id of a limit that states it",
                );
                problems.push(Problem { line: line_of(&file.body, offset) + file.lines_above, ..problem });
            }
        }
        rest = after;
    }
    expanded.push_str(rest);
    (expanded, ids)
}

/// The id of the limit that `limit:ID` or `limit:ID:maximum` names, and what it states.
fn stated_limit<'a>(name: &str, limits: &'a [Limit]) -> Option<(&'a str, String)> {
    let mut parts = name.strip_prefix("limit:")?.split(':');
    let limit = parts.next().and_then(|id| limits.iter().find(|limit| limit.id == id))?;
    let stated = match (parts.next(), parts.next()) {
        (None, _) => &limit.default,
        (Some("maximum"), None) => &limit.maximum,
        _ => return None,
    };
    stated.as_ref().map(|stated| (limit.id.as_str(), stated.to_string()))
}
