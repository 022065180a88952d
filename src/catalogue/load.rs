//! The whole content folder, read, checked and put in order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::check::Known;
use super::check::body::{BodyFacts, check_body};
use super::check::entries::check_entries;
use super::check::limits::check_limits;
use super::check::names::{check_limit_names, check_names};
use super::check::samples::check_samples;
use super::model::catalogue::{Catalogue, Page};
use super::model::entry::Entry;
use super::model::glossary::Glossary;
use super::model::limit::Limit;
use super::model::secrets::SecretsFile;
use super::model::synonym::Phrase;
use super::model::vendor::Vendor;
use super::problem::Problem;
use super::read::entry_file::{self, EntryFile};
use super::read::glossary_file::read_glossary;
use super::read::limit_references::expand_limits;
use super::read::limits_file::read_limits;
use super::read::positions::Positions;
use super::read::secrets_file::read_secrets;
use super::read::synonyms_file::read_synonyms;
use super::read::vendors_file::read_vendors;

/// The folder of the entries.
const ERRORS: &str = "content/errors/";
const LIMITS: &str = "content/limits.toml";
const VENDORS: &str = "content/vendors.toml";
const GLOSSARY: &str = "content/glossary.toml";
const SYNONYMS: &str = "content/synonyms.toml";
const SECRETS: &str = "content/secrets.toml";
/// The files that are no entries.
const LISTS: [&str; 5] = [LIMITS, VENDORS, GLOSSARY, SYNONYMS, SECRETS];

/// Reads content from `files`: path, such as `content/errors/http/http-504.md`, to text. `pages` are the paths of the pages
/// that are no entries, to which a text may link: `limits/`, and empty for the front page.
///
/// # Errors
/// Every broken rule of every file, in the order of paths and lines.
pub fn load(files: &BTreeMap<String, String>, pages: &[&str]) -> Result<Catalogue, Vec<Problem>> {
    let mut problems = Vec::new();
    let lists = Lists::read(files, &mut problems);
    let entries = read_entries(files, &mut problems);
    let (texts, facts) = read_texts(&entries, &lists, &mut problems);
    // A file that could not be read would make every reference to it a second problem.
    if problems.is_empty() {
        let known = Known::new(&entries, &lists.limits, &lists.limit_positions, &lists.vendors, pages);
        check_entries(&known, &facts, &mut problems);
        check_limits(LIMITS, &known, &mut problems);
    }
    if !problems.is_empty() {
        problems.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
        return Err(problems);
    }

    let relations = both_ways(&entries);
    let page = |(file, text): (EntryFile, Text)| Page {
        related: relations.get(&file.entry.slug).cloned().unwrap_or_default(),
        entry: file.entry,
        body: text.body,
        limits: text.limits,
        path: file.path,
    };
    let mut pages: Vec<_> = entries.into_iter().zip(texts).map(page).collect();
    let standards: Vec<_> = lists.vendors.iter().filter(|vendor| vendor.is_standard).map(|vendor| &vendor.id).collect();
    pages.sort_by(|one, other| order(&one.entry, &standards).cmp(&order(&other.entry, &standards)));
    Ok(Catalogue::new(pages, lists.limits, lists.vendors, lists.synonyms, lists.secrets))
}

/// What the files say that are no entries.
struct Lists {
    limits: Vec<Limit>,
    limit_positions: Positions,
    /// Whether all limits could be read: one that could not be would be a second problem wherever a text refers to it.
    has_all_limits: bool,
    vendors: Vec<Vendor>,
    glossary: Glossary,
    synonyms: Vec<Phrase>,
    secrets: SecretsFile,
}

impl Lists {
    fn read(files: &BTreeMap<String, String>, problems: &mut Vec<Problem>) -> Self {
        let required = |path: &str| {
            files.get(path).cloned().unwrap_or_else(|| {
                problems.push(Problem::new(path, 0, "file", "no such file", "a file there"));
                String::new()
            })
        };
        let [limits_file, vendors_file, glossary_file, synonyms_file, secrets_file] = LISTS.map(required);
        let (limits, limit_positions) = read_limits(LIMITS, &limits_file, problems);
        let vendors = read_vendors(VENDORS, &vendors_file, problems);
        let glossary = read_glossary(GLOSSARY, &glossary_file, problems);
        let synonyms = read_synonyms(SYNONYMS, &synonyms_file, problems);
        let (secrets, secret_positions) = read_secrets(SECRETS, &secrets_file, problems);
        let is_whole = |path: &str, problems: &[Problem]| problems.iter().all(|problem| problem.path != path);
        if is_whole(SECRETS, problems) {
            check_samples(SECRETS, &secrets, &secret_positions, problems);
        }
        let has_all_limits = is_whole(LIMITS, problems);
        if has_all_limits {
            check_limit_names(LIMITS, &limits, &limit_positions, &glossary, problems);
        }
        Self { limits, limit_positions, has_all_limits, vendors, glossary, synonyms, secrets }
    }
}

fn read_entries(files: &BTreeMap<String, String>, problems: &mut Vec<Problem>) -> Vec<EntryFile> {
    let mut entries = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| !LISTS.contains(&path.as_str())) {
        if let Some(problem) = misplaced(path) {
            problems.push(problem);
            continue;
        }
        match entry_file::read(path, text) {
            Ok(file) => entries.push(file),
            Err(found) => problems.extend(found),
        }
    }
    entries
}

/// The text of an entry with its limits expanded.
struct Text {
    body: String,
    /// Ids of the limits that the text states, in their order, repeated as stated.
    limits: Vec<String>,
}

/// Expands the limits in the texts, and checks the texts and the names in the front matter.
fn read_texts(files: &[EntryFile], lists: &Lists, problems: &mut Vec<Problem>) -> (Vec<Text>, Vec<BodyFacts>) {
    let limits_by_id: HashMap<_, _> = lists.limits.iter().map(|limit| (limit.id.as_str(), limit)).collect();
    let mut read = |file: &EntryFile| {
        let (body, limits) = if lists.has_all_limits {
            expand_limits(file, &limits_by_id, problems)
        } else {
            (file.body.clone(), Vec::new())
        };
        check_names(file, &lists.glossary, problems);
        let facts = check_body(file, &body, &lists.glossary, problems);
        (Text { body, limits }, facts)
    };
    files.iter().map(&mut read).unzip()
}

/// What is wrong with the path of a file that is none of [`LISTS`], if anything.
fn misplaced(path: &str) -> Option<Problem> {
    let below = path.strip_prefix(ERRORS);
    let is_in_its_vendors_folder = below.is_some_and(|rest| rest.matches('/').count() == 1);
    let entry = "content/errors/VENDOR/SLUG.md";
    (!is_in_its_vendors_folder || !path.ends_with(".md")).then(|| {
        let expected = match below {
            Some(_) => entry.to_owned(),
            None => format!("{entry}, {LIMITS}, {VENDORS}, {GLOSSARY}, {SYNONYMS} or {SECRETS}"),
        };
        Problem::new(path, 0, "file name", "a file that is no entry", &expected)
    })
}

/// By code, then what the standard says before the vendors, then by slug.
fn order<'a>(entry: &'a Entry, standards: &[&String]) -> (u16, bool, &'a str) {
    (entry.codes.first().map_or(0, |code| code.0), !standards.contains(&&entry.vendor), &entry.slug)
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
