//! A catalogue as large as one likes, made of the valid fixture: for the tests and benches of what grows with it.

use std::collections::BTreeMap;

/// A text in two halves: a number between them makes it another one.
type Halves = (&'static str, &'static str);

/// The fixture's entries: vendor, slug, and what is decisive for it. The first refers to no other, and so may stand alone.
const ENTRIES: [(&str, &str, Option<Halves>); 3] = [
    ("http", "http-504-gateway-timeout", None),
    ("acme-functions", "acme-functions-500-crash", Some(("FUNCTION_", "CRASHED"))),
    ("acme-gateway", "acme-gateway-504-request-timeout", Some(("upstream <id> ", "timed out"))),
];

/// The content of `valid`, its three entries repeated until there are `entries` of them, at least 3. Each has a slug and a
/// decisive signature of its own and leads to the others of its three; tags, vendors and limits are shared.
pub(crate) fn generated(valid: &BTreeMap<String, String>, entries: usize) -> BTreeMap<String, String> {
    let is_entry = |path: &str| path.starts_with("content/errors/");
    let mut files: BTreeMap<_, _> = valid.clone().into_iter().filter(|(path, _)| !is_entry(path)).collect();
    let complete = entries - entries % ENTRIES.len();
    for index in 0..entries {
        let (kind, number) = if index < complete { (index % ENTRIES.len(), index / ENTRIES.len()) } else { (0, index) };
        let (vendor, slug, _) = ENTRIES[kind];
        let original = valid.get(&path(vendor, slug)).expect("the fixture has the entry");
        // The first three keep their names: the limits lead to them.
        if number == 0 {
            files.insert(path(vendor, slug), original.clone());
            continue;
        }
        let mut text = original.clone();
        for (_, slug, signature) in ENTRIES {
            text = text.replace(slug, &format!("{slug}-{number}"));
            if let Some((before, after)) = signature {
                text = text.replace(&format!("{before}{after}"), &format!("{before}{number} {after}"));
            }
        }
        files.insert(path(vendor, &format!("{slug}-{number}")), text);
    }
    files
}

fn path(vendor: &str, slug: &str) -> String {
    format!("content/errors/{vendor}/{slug}.md")
}
