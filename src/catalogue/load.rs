//! The whole content folder, read, checked and put in order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::check::references::{Known, check_entries, check_limit_names, check_limits, check_names};
use super::model::entry::Entry;
use super::model::limit::Limit;
use super::model::vendor::Vendor;
use super::problem::{Lines, Problem, quoted};
use super::read::entry_file::{self, EntryFile};
use super::read::glossary_file::read_glossary;
use super::read::limits_file::{read_limits, read_vendors};
use super::read::secrets_file::{SecretsFile, read_secrets};
use super::read::synonyms_file::{Phrase, read_synonyms};

/// Where entries stand.
const ERRORS: &str = "content/errors/";
const LIMITS: &str = "content/limits.toml";
const VENDORS: &str = "content/vendors.toml";
const GLOSSARY: &str = "content/glossary.toml";
const SYNONYMS: &str = "content/synonyms.toml";
const SECRETS: &str = "content/secrets.toml";
/// The files that are no entries.
const OTHERS: [&str; 5] = [LIMITS, VENDORS, GLOSSARY, SYNONYMS, SECRETS];

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
    /// What readers say for what the catalogue says, in the order of the file.
    pub synonyms: Vec<Phrase>,
    /// What is secret and what is not.
    pub secrets: SecretsFile,
    /// Places of the pages by slug, of the limits and vendors by id.
    places: Places,
}

/// Where in the catalogue's lists something stands.
#[derive(Debug, Clone)]
struct Places {
    pages: HashMap<String, usize>,
    limits: HashMap<String, usize>,
    vendors: HashMap<String, usize>,
}

impl Catalogue {
    fn new(
        pages: Vec<Page>,
        limits: Vec<Limit>,
        vendors: Vec<Vendor>,
        synonyms: Vec<Phrase>,
        secrets: SecretsFile,
    ) -> Self {
        let places = Places {
            pages: places(pages.iter().map(|page| &page.entry.slug)),
            limits: places(limits.iter().map(|limit| &limit.id)),
            vendors: places(vendors.iter().map(|vendor| &vendor.id)),
        };
        Self { pages, limits, vendors, synonyms, secrets, places }
    }

    /// The page of an entry.
    pub fn page(&self, slug: &str) -> Option<&Page> {
        self.places.pages.get(slug).and_then(|place| self.pages.get(*place))
    }

    /// The limit of that id.
    pub fn limit(&self, id: &str) -> Option<&Limit> {
        self.places.limits.get(id).and_then(|place| self.limits.get(*place))
    }

    /// The name of a vendor; its id where it has none, which the checks rule out.
    pub fn vendor_name<'a>(&'a self, id: &'a str) -> &'a str {
        let vendor = self.places.vendors.get(id).and_then(|place| self.vendors.get(*place));
        vendor.map_or(id, |vendor| &vendor.name)
    }

    /// The addresses of the sources of all entries and limits, each once.
    pub fn source_urls(&self) -> BTreeSet<&str> {
        let of_entries = self.pages.iter().flat_map(|page| &page.entry.sources);
        let of_limits = self.limits.iter().flat_map(|limit| &limit.sources);
        of_entries.chain(of_limits).map(|source| source.url.as_str()).collect()
    }
}

fn places<'a>(names: impl Iterator<Item = &'a String>) -> HashMap<String, usize> {
    names.enumerate().map(|(place, name)| (name.clone(), place)).collect()
}

/// Reads content from `files`: path, such as `content/errors/http/http-504.md`, to text.
///
/// # Errors
/// Every broken rule of every file, in the order of paths and lines.
pub fn load(files: &BTreeMap<String, String>) -> Result<Catalogue, Vec<Problem>> {
    let mut problems = Vec::new();
    let required = |path: &str| {
        files.get(path).cloned().unwrap_or_else(|| {
            let (field, found, expected) = ("file".to_owned(), "no such file".to_owned(), "a file there".to_owned());
            problems.push(Problem { path: path.to_owned(), line: 0, field, found, expected });
            String::new()
        })
    };
    let [limits_file, vendors_file, glossary_file, synonyms_file, secrets_file] = OTHERS.map(required);
    let (limits, limit_places) = read_limits(LIMITS, &limits_file, &mut problems);
    let vendors = read_vendors(VENDORS, &vendors_file, &mut problems);
    let glossary = read_glossary(GLOSSARY, &glossary_file, &mut problems);
    let synonyms = read_synonyms(SYNONYMS, &synonyms_file, &mut problems);
    let secrets = read_secrets(SECRETS, &secrets_file, &mut problems);
    // Whichever limit could not be read would be a second problem wherever a text refers to it.
    let has_all_limits = problems.iter().all(|problem| problem.path != LIMITS);

    if has_all_limits {
        check_limit_names(LIMITS, &limits, &limit_places, &glossary, &mut problems);
    }

    let mut entries = Vec::new();
    let is_entry = |path: &str| !OTHERS.contains(&path);
    for (path, text) in files.iter().filter(|(path, _)| is_entry(path)) {
        if let Some(problem) = misplaced(path) {
            problems.push(problem);
            continue;
        }
        match entry_file::read(path, text) {
            Ok(file) => entries.push(file),
            Err(found) => problems.extend(found),
        }
    }
    let limits_by_id: HashMap<_, _> = limits.iter().map(|limit| (limit.id.as_str(), limit)).collect();
    let (bodies, stated): (Vec<_>, Vec<_>) = entries
        .iter()
        .map(|file| {
            if has_all_limits {
                expand_limits(file, &limits_by_id, &mut problems)
            } else {
                (file.body.clone(), Vec::new())
            }
        })
        .unzip();
    let mut check_text = |file: &EntryFile, body: &str| {
        check_names(file, &glossary, &mut problems);
        entry_file::check_body(file, body, &glossary, &mut problems)
    };
    let facts: Vec<_> = entries.iter().zip(&bodies).map(|(file, body)| check_text(file, body)).collect();
    let known = Known::new(&entries, &limits, &limit_places, &vendors);
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
    let mut catalogue = Catalogue::new(pages, limits, vendors, synonyms, secrets);
    let Catalogue { pages, places, .. } = &mut catalogue;
    for page in pages {
        page.related.sort_by_key(|slug| places.pages.get(slug));
    }
    Ok(catalogue)
}

/// What is wrong with the place of a file that is none of those which stand once, if anything.
fn misplaced(path: &str) -> Option<Problem> {
    let below = path.strip_prefix(ERRORS);
    let is_in_its_vendors_folder = below.is_some_and(|rest| rest.matches('/').count() == 1);
    let entry = "content/errors/VENDOR/SLUG.md";
    (!is_in_its_vendors_folder || !path.ends_with(".md")).then(|| Problem {
        path: path.to_owned(),
        line: 0,
        field: "file name".to_owned(),
        found: "a file that is no entry".to_owned(),
        expected: match below {
            Some(_) => entry.to_owned(),
            None => format!("{entry}, {LIMITS}, {VENDORS}, {GLOSSARY}, {SYNONYMS} or {SECRETS}"),
        },
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
fn expand_limits(
    file: &EntryFile,
    limits: &HashMap<&str, &Limit>,
    problems: &mut Vec<Problem>,
) -> (String, Vec<String>) {
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
                problems.push(Problem { line: Lines::of(&file.body).line(offset) + file.lines_above, ..problem });
            }
        }
        rest = after;
    }
    expanded.push_str(rest);
    (expanded, ids)
}

/// The id of the limit that `limit:ID` or `limit:ID:maximum` names, and what it states.
fn stated_limit<'a>(name: &str, limits: &HashMap<&str, &'a Limit>) -> Option<(&'a str, String)> {
    let mut parts = name.strip_prefix("limit:")?.split(':');
    let limit = parts.next().and_then(|id| limits.get(id))?;
    let stated = match (parts.next(), parts.next()) {
        (None, _) => &limit.default,
        (Some("maximum"), None) => &limit.maximum,
        _ => return None,
    };
    stated.as_ref().map(|stated| (limit.id.as_str(), stated.to_string()))
}
