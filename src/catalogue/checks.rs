//! Rules that no file can break alone: references between entries, limits, vendors and sources.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Source;
use super::entry_file::{BodyFacts, EntryFile};
use super::limit::Limit;
use super::problem::{Problem, quoted};
use super::vocabulary::Vendor;

/// Everything that was read, to look references up in.
pub(super) struct Known<'a> {
    pub(super) files: &'a [EntryFile],
    pub(super) limits: &'a [Limit],
    pub(super) vendors: &'a [Vendor],
}

impl Known<'_> {
    fn slugs(&self) -> BTreeSet<&str> {
        self.files.iter().map(|file| file.entry.slug.as_str()).collect()
    }

    fn has_vendor(&self, id: &str) -> bool {
        self.vendors.iter().any(|vendor| vendor.id == id)
    }
}

/// References of the entries: vendors, relations, sources, steps, links; slugs that stand twice.
pub(super) fn check_entries(known: &Known<'_>, facts: &[BodyFacts], problems: &mut Vec<Problem>) {
    let slugs = known.slugs();
    let related: BTreeMap<&str, &[String]> =
        known.files.iter().map(|file| (file.entry.slug.as_str(), file.entry.related.as_slice())).collect();
    let mut seen = BTreeSet::new();
    for (file, facts) in known.files.iter().zip(facts) {
        let entry = &file.entry;
        if !seen.insert(entry.slug.as_str()) {
            problems.push(file.problem("file name", quoted(&entry.slug), "a slug that no other vendor's entry has"));
        }
        if !known.has_vendor(&entry.vendor) {
            problems.push(file.problem("vendor", quoted(&entry.vendor), "a vendor of content/vendors.toml"));
        }
        for slug in &entry.related {
            if *slug == entry.slug {
                problems.push(file.problem("related", quoted(slug), "other entries than itself"));
            } else if !slugs.contains(slug.as_str()) {
                problems.push(file.problem("related", quoted(slug), "the slug of an entry"));
            } else if entry.slug < *slug && related.get(slug.as_str()).is_some_and(|back| back.contains(&entry.slug)) {
                problems.push(file.problem("related", quoted(slug), "a relation written in one of its two files only"));
            }
        }
        check_sources(file, facts, problems);
        check_advice(file, facts, problems);
        check_links(file, facts, &slugs, problems);
    }
}

fn check_sources(file: &EntryFile, facts: &BodyFacts, problems: &mut Vec<Problem>) {
    let entry = &file.entry;
    check_distinct_sources(&entry.sources, |found| {
        problems.push(file.problem("sources.id", found, "each id once"));
    });
    let exists = |id: &str| entry.sources.iter().any(|source| source.id == id);
    for (id, line) in &facts.cited {
        if !exists(id) {
            let problem = file.problem("citation", quoted(&format!("[^{id}]")), "the id of one of the [[sources]]");
            problems.push(Problem { line: *line, ..problem });
        }
    }
    let by_front_matter = entry
        .signatures
        .iter()
        .map(|signature| ("signatures.source", &signature.source))
        .chain(entry.revisions.iter().map(|revision| ("revisions.source", &revision.source)));
    for (field, id) in by_front_matter.clone() {
        if !exists(id) {
            problems.push(file.problem(field, quoted(id), "the id of one of the [[sources]]"));
        }
    }
    for source in &entry.sources {
        let cited = facts.cited.iter().any(|(id, _)| *id == source.id)
            || by_front_matter.clone().any(|(_, id)| *id == source.id);
        if !cited {
            problems.push(file.problem("sources.id", quoted(&source.id), "a source that something cites"));
        }
    }
}

fn check_distinct_sources(sources: &[Source], mut report: impl FnMut(String)) {
    let mut seen = BTreeSet::new();
    for source in sources {
        if !seen.insert(&source.id) {
            report(quoted(&source.id));
        }
    }
}

fn check_advice(file: &EntryFile, facts: &BodyFacts, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for row in &file.entry.advice {
        if row.step > facts.steps {
            let expected = format!("the number of one of the {} steps", facts.steps);
            problems.push(file.problem("advice.step", quoted(&row.step.to_string()), &expected));
        } else if !seen.insert(row.step) {
            problems.push(file.problem("advice.step", quoted(&row.step.to_string()), "each step once"));
        }
    }
}

fn check_links(file: &EntryFile, facts: &BodyFacts, slugs: &BTreeSet<&str>, problems: &mut Vec<Problem>) {
    const PAGES: [&str; 4] = ["/", "/errors/", "/troubleshoot/", "/about/"];
    for (address, line) in &facts.links {
        let page = address.split('#').next().unwrap_or_default();
        let slug = page.strip_prefix("/errors/").and_then(|rest| rest.strip_suffix('/'));
        if !PAGES.contains(&page) && !slug.is_some_and(|slug| slugs.contains(slug)) {
            let problem = file.problem("link", quoted(address), "a page of the site, such as /errors/<slug>/");
            problems.push(Problem { line: *line, ..problem });
        }
    }
}

/// References of the limits: vendors, entries, sources; ids that stand twice.
pub(super) fn check_limits(path: &str, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let slugs = known.slugs();
    let mut seen = BTreeSet::new();
    for limit in known.limits {
        let mut report = |field: &str, found: String, expected: &str| {
            let field = format!("limit `{}`: {field}", limit.id);
            problems.push(Problem { path: path.to_owned(), line: 0, field, found, expected: expected.to_owned() });
        };
        if !seen.insert(&limit.id) {
            report("id", quoted(&limit.id), "each id once");
        }
        if !known.has_vendor(&limit.vendor) {
            report("vendor", quoted(&limit.vendor), "a vendor of content/vendors.toml");
        }
        if !slugs.contains(limit.client.entry.as_str()) {
            report("client.entry", quoted(&limit.client.entry), "the slug of an entry");
        }
        check_distinct_sources(&limit.sources, |found| report("sources.id", found, "each id once"));
        for revision in &limit.revisions {
            if !limit.sources.iter().any(|source| source.id == revision.source) {
                report("revisions.source", quoted(&revision.source), "the id of one of its sources");
            }
        }
    }
}
