//! Rules that no file can break alone: references between entries, limits, vendors and sources, and names as the glossary
//! has them. Everything is looked up in sets: the time to check grows with the content, not with its square.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::decisive::check_decisive;
use crate::catalogue::model::limit::Limit;
use crate::catalogue::model::vendor::Vendor;
use crate::catalogue::problem::{Problem, quoted};
use crate::catalogue::read::entry_file::{BodyFacts, EntryFile};
use crate::catalogue::read::glossary_file::Glossary;
use crate::catalogue::read::toml_reader::{Place, Places, in_field, last_line};

/// Everything that was read, to look references up in.
pub(crate) struct Known<'a> {
    pub(crate) files: &'a [EntryFile],
    pub(crate) limits: &'a [Limit],
    pub(crate) limit_places: &'a Places,
    slugs: HashSet<&'a str>,
    vendors: HashSet<&'a str>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(
        files: &'a [EntryFile],
        limits: &'a [Limit],
        limit_places: &'a Places,
        vendors: &'a [Vendor],
    ) -> Self {
        let slugs = files.iter().map(|file| file.entry.slug.as_str()).collect();
        let vendors = vendors.iter().map(|vendor| vendor.id.as_str()).collect();
        Self { files, limits, limit_places, slugs, vendors }
    }
}

/// References of the entries: vendors, relations, tags, sources, steps, links; slugs and decisive signatures that stand
/// twice.
pub(crate) fn check_entries(known: &Known<'_>, facts: &[BodyFacts], problems: &mut Vec<Problem>) {
    let relations: HashSet<(&str, &str)> = known
        .files
        .iter()
        .flat_map(|file| file.entry.related.iter().map(|slug| (file.entry.slug.as_str(), slug.as_str())))
        .collect();
    let mut tagged: HashMap<&str, usize> = HashMap::new();
    for tag in known.files.iter().flat_map(|file| &file.entry.tags) {
        *tagged.entry(tag).or_default() += 1;
    }
    let mut seen = HashSet::new();
    for (file, facts) in known.files.iter().zip(facts) {
        let entry = &file.entry;
        if !seen.insert(entry.slug.as_str()) {
            problems.push(file.problem("file name", quoted(&entry.slug), "a slug that no other vendor's entry has"));
        }
        if !known.vendors.contains(entry.vendor.as_str()) {
            problems.push(file.problem_of("vendor", &entry.vendor, "a vendor of content/vendors.toml"));
        }
        for slug in &entry.related {
            if *slug == entry.slug {
                problems.push(file.problem_of("related", slug, "other entries than itself"));
            } else if !known.slugs.contains(slug.as_str()) {
                problems.push(file.problem_of("related", slug, "the slug of an entry"));
            } else if entry.slug < *slug && relations.contains(&(slug.as_str(), entry.slug.as_str())) {
                problems.push(file.problem_of("related", slug, "a relation written in one of its two files only"));
            }
        }
        for tag in entry.tags.iter().filter(|tag| tagged.get(tag.as_str()) == Some(&1)) {
            if !entry.codes.iter().any(|code| code.to_string() == *tag) {
                let expected = "a tag that another entry has too, or one of its status codes";
                problems.push(file.problem_of("tags", tag, expected));
            }
        }
        check_sources(file, facts, problems);
        check_advice(file, facts, problems);
        check_links(file, facts, &known.slugs, problems);
    }
    check_decisive(known.files, problems);
}

/// The names in the front matter of an entry. Those in its text are [`check_body`](crate::catalogue::read::entry_file::check_body)'s, and
/// the titles of sources are as others wrote them.
pub(crate) fn check_names(file: &EntryFile, glossary: &Glossary, problems: &mut Vec<Problem>) {
    let entry = &file.entry;
    let revisions = entry.revisions.iter();
    let revisions = revisions.flat_map(|row| [("revisions.was", &row.was), ("revisions.now", &row.now)]);
    for (field, text) in [("title", &entry.title), ("summary", &entry.summary)].into_iter().chain(revisions) {
        for wrong in glossary.misspellings(text, &entry.signatures) {
            let problem = file.problem(field, quoted(wrong.found), &quoted(wrong.instead));
            problems.push(Problem { line: file.places.line(field, text), ..problem });
        }
    }
}

fn check_sources(file: &EntryFile, facts: &BodyFacts, problems: &mut Vec<Problem>) {
    let entry = &file.entry;
    for place in repeated(file.places.of("sources.id")) {
        let problem = file.problem_of("sources.id", &place.value, "each id once");
        problems.push(Problem { line: place.line, ..problem });
    }
    for place in repeated(file.places.of("sources.url")) {
        let problem = file.problem_of("sources.url", &place.value, "each address once");
        problems.push(Problem { line: place.line, ..problem });
    }
    let exists = |id: &str| entry.sources.iter().any(|source| source.id == id);
    for (id, line) in &facts.cited {
        if !exists(id) {
            let problem = file.problem("citation", quoted(&format!("[^{id}]")), "the id of one of the [[sources]]");
            problems.push(Problem { line: *line, ..problem });
        }
    }
    let by_front_matter = || {
        ["signatures.source", "revisions.source"]
            .into_iter()
            .flat_map(|field| file.places.of(field).map(move |place| (field, place)))
    };
    for (field, place) in by_front_matter().filter(|(_, place)| !exists(&place.value)) {
        let problem = file.problem_of(field, &place.value, "the id of one of the [[sources]]");
        problems.push(Problem { line: place.line, ..problem });
    }
    for source in &entry.sources {
        let cited = facts.cited.iter().any(|(id, _)| *id == source.id)
            || by_front_matter().any(|(_, place)| place.value == source.id);
        if !cited {
            problems.push(file.problem_of("sources.id", &source.id, "a source that something cites"));
        }
    }
}

/// Those whose value stood before.
fn repeated<'a>(places: impl Iterator<Item = &'a Place>) -> Vec<&'a Place> {
    let mut seen = BTreeSet::new();
    places.filter(|place| !seen.insert(&place.value)).collect()
}

fn check_advice(file: &EntryFile, facts: &BodyFacts, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for row in &file.entry.advice {
        if row.step > facts.steps {
            let expected = format!("the number of one of the {} steps", facts.steps);
            problems.push(file.problem_of("advice.step", &row.step.to_string(), &expected));
        } else if !seen.insert(row.step) {
            problems.push(file.problem_of("advice.step", &row.step.to_string(), "each step once"));
        }
    }
}

fn check_links(file: &EntryFile, facts: &BodyFacts, slugs: &HashSet<&str>, problems: &mut Vec<Problem>) {
    const PAGES: [&str; 6] = ["/", "/errors/", "/limits/", "/changes/", "/troubleshoot/", "/about/"];
    for (address, line) in &facts.links {
        let page = address.split('#').next().unwrap_or_default();
        let slug = page.strip_prefix("/errors/").and_then(|rest| rest.strip_suffix('/'));
        if !PAGES.contains(&page) && !slug.is_some_and(|slug| slugs.contains(slug)) {
            let expected = format!("/errors/SLUG/ of an entry, or one of {}", PAGES.join(", "));
            let problem = file.problem("link", quoted(address), &expected);
            problems.push(Problem { line: *line, ..problem });
        }
    }
}

/// The names in the limits.
pub(crate) fn check_limit_names(
    path: &str,
    limits: &[Limit],
    places: &Places,
    glossary: &Glossary,
    problems: &mut Vec<Problem>,
) {
    for (limit, places) in limits.iter().zip(places.tables("limit")) {
        let own = [("platform", &limit.platform), ("setting", &limit.setting), ("conditions", &limit.conditions)];
        let revisions = limit.revisions.iter();
        let revisions = revisions.flat_map(|row| [("revisions.was", &row.was), ("revisions.now", &row.now)]);
        for (field, text) in own.into_iter().chain(revisions) {
            for wrong in glossary.misspellings(text, &[]) {
                let line = last_line(places, &format!("limit.{field}"), text);
                let (path, field) = (path.to_owned(), format!("limit `{}`: {field}", limit.id));
                let (found, expected) = (quoted(wrong.found), quoted(wrong.instead));
                problems.push(Problem { path, line, field, found, expected });
            }
        }
    }
}

/// References of the limits: vendors, entries, sources; ids that stand twice.
pub(crate) fn check_limits(path: &str, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for (limit, places) in known.limits.iter().zip(known.limit_places.tables("limit")) {
        let mut report = |field: &str, value: &str, line: usize, expected: &str| {
            let (path, field) = (path.to_owned(), format!("limit `{}`: {field}", limit.id));
            problems.push(Problem { path, line, field, found: quoted(value), expected: expected.to_owned() });
        };
        let line = |field: &str, value: &str| last_line(places, &format!("limit.{field}"), value);
        if !seen.insert(&limit.id) {
            report("id", &limit.id, line("id", &limit.id), "each id once");
        }
        if !known.vendors.contains(limit.vendor.as_str()) {
            report("vendor", &limit.vendor, line("vendor", &limit.vendor), "a vendor of content/vendors.toml");
        }
        let entry = &limit.client.entry;
        if !known.slugs.contains(entry.as_str()) {
            report("client.entry", entry, line("client.entry", entry), "the slug of an entry");
        }
        for place in repeated(in_field(places, "limit.sources.id")) {
            report("sources.id", &place.value, place.line, "each id once");
        }
        for place in in_field(places, "limit.revisions.source") {
            if !limit.sources.iter().any(|source| source.id == place.value) {
                report("revisions.source", &place.value, place.line, "the id of one of its sources");
            }
        }
    }
}
