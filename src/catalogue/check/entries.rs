//! References of the entries: to vendors, other entries, sources, steps and pages.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::body::BodyFacts;
use super::decisive::check_decisive;
use super::{Known, repeated};
use crate::catalogue::problem::{Problem, quoted};
use crate::catalogue::read::entry_file::EntryFile;

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
            problems.push(file.problem(0, "file name", quoted(&entry.slug), "a slug that no other vendor's entry has"));
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
        check_links(file, facts, known, problems);
    }
    check_decisive(known.files, problems);
}

fn check_sources(file: &EntryFile, facts: &BodyFacts, problems: &mut Vec<Problem>) {
    let entry = &file.entry;
    for (field, expected) in [("sources.id", "each id once"), ("sources.url", "each address once")] {
        for position in repeated(file.positions.of(field)) {
            problems.push(file.problem(position.line, field, quoted(&position.value), expected));
        }
    }
    let exists = |id: &str| entry.sources.iter().any(|source| source.id == id);
    for (id, line) in &facts.cited {
        if !exists(id) {
            let found = quoted(&format!("[^{id}]"));
            problems.push(file.problem(*line, "citation", found, "the id of one of the [[sources]]"));
        }
    }
    let by_front_matter = || {
        ["signatures.source", "revisions.source"]
            .into_iter()
            .flat_map(|field| file.positions.of(field).map(move |position| (field, position)))
    };
    for (field, position) in by_front_matter().filter(|(_, position)| !exists(&position.value)) {
        let expected = "the id of one of the [[sources]]";
        problems.push(file.problem(position.line, field, quoted(&position.value), expected));
    }
    for source in &entry.sources {
        let cited = facts.cited.iter().any(|(id, _)| *id == source.id)
            || by_front_matter().any(|(_, position)| position.value == source.id);
        if !cited {
            problems.push(file.problem_of("sources.id", &source.id, "a source that something cites"));
        }
    }
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

fn check_links(file: &EntryFile, facts: &BodyFacts, known: &Known<'_>, problems: &mut Vec<Problem>) {
    for (address, line) in &facts.links {
        let page = address.split('#').next().unwrap_or_default();
        let slug = page.strip_prefix("/errors/").and_then(|rest| rest.strip_suffix('/'));
        let is_page = known.pages.iter().any(|path| page.strip_prefix('/') == Some(*path));
        if !is_page && !slug.is_some_and(|slug| known.slugs.contains(slug)) {
            let pages: Vec<_> = known.pages.iter().map(|path| format!("/{path}")).collect();
            let expected = format!("/errors/SLUG/ of an entry, or one of {}", pages.join(", "));
            problems.push(file.problem(*line, "link", quoted(address), &expected));
        }
    }
}
