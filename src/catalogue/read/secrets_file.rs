//! What is secret and what is not: reads `content/secrets.toml`, and holds every kind against its own samples.

use std::collections::BTreeSet;

use super::toml_reader::{Context, Places, Table, is_https_address, is_kebab, last_line, text, texts};
use crate::catalogue::model::date::Date;
use crate::catalogue::problem::{Problem, quoted};
use crate::mask::{HarmlessKind, Kinds, Masker, Reader, SecretKind, Shape, Shown, Value, expand_sample};

/// What the content file says of a kind beside what finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretRow {
    /// Its name in the file.
    pub id: String,
    /// What a reader calls it.
    pub name: String,
    /// Whether it is masked.
    pub is_secret: bool,
    /// The document that shows how it looks.
    pub source: String,
    /// The day on which that was last read.
    pub verified: Date,
    /// Texts with it in them, between « and »; classes in angle brackets stand for characters.
    pub samples: Vec<String>,
    /// Texts close to it that are shown.
    pub neighbours: Vec<String>,
}

/// The kinds, and a row for each in the same order: the secret ones, then the harmless ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecretsFile {
    /// What the masker reads.
    pub kinds: Kinds,
    /// What the file says of each.
    pub rows: Vec<SecretRow>,
}

/// Reads the kinds; every broken rule becomes a problem, and so does a sample that is not masked and a neighbour that is.
pub(crate) fn read_secrets(path: &str, file: &str, problems: &mut Vec<Problem>) -> SecretsFile {
    let context = Context::new(path, file, 0);
    let mut secrets = SecretsFile::default();
    if let Some(mut table) = context.parse() {
        let mut seen = Seen::default();
        secrets.kinds.attributes = names(&mut table, "attributes");
        for (kind, row) in table.tables("secret", |table| read_secret(table, &mut seen)) {
            secrets.kinds.secrets.push(kind);
            secrets.rows.push(row);
        }
        for (kind, row) in table.tables("harmless", |table| read_harmless(table, &mut seen)) {
            secrets.kinds.harmless.push(kind);
            secrets.rows.push(row);
        }
        table.finish();
    }
    let (found, places) = context.finish();
    // What is broken would be masked wrongly: a second problem for the same reason.
    if found.is_empty() {
        check_samples(path, &secrets, &places, problems);
    }
    problems.extend(found);
    secrets
}

/// What stands in the file once.
#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
    names: BTreeSet<String>,
    readers: BTreeSet<Reader>,
}

/// Names by their parts: `session-id`, `x-amz-cf-id`.
fn names(table: &mut Table<'_>, field: &str) -> Vec<String> {
    let read = |value: &_| texts(value).filter(|names| names.iter().all(|name| is_kebab(name)));
    table.optional(field, "a list of names, their parts in lower case and joined by hyphens", read).unwrap_or_default()
}

fn shapes(table: &mut Table<'_>, field: &str) -> Vec<String> {
    let read = |value: &_| texts(value).filter(|shapes| shapes.iter().all(|shape| is_shape(shape)));
    table.optional(field, "a list of shapes such as \"ghp_<alnum 36>\"", read).unwrap_or_default()
}

/// Whether a text can be read as a shape.
fn is_shape(text: &str) -> bool {
    Shape::parse(text).is_ok()
}

fn read_secret(table: &mut Table<'_>, seen: &mut Seen) -> Option<(SecretKind, SecretRow)> {
    let shown = table.choice("shown", &Shown::ALL, Shown::word);
    let before = table.problem_count();
    let looks = shapes(table, "looks");
    let names = names(table, "names");
    let value =
        table.optional("value", "\"random\", or a shape such as \"<base64 40>\"", |value| match value.as_str()? {
            "random" => Some(Value::Random),
            shape => is_shape(shape).then(|| Value::Shape(shape.to_owned())),
        });
    let reader = table.optional("reader", &one_of(Reader::ALL.map(Reader::word)), |value| {
        let word = value.as_str()?;
        Reader::ALL.into_iter().find(|reader| reader.word() == word)
    });
    // What is empty because of a problem of its own is not also missing.
    let is_found = !looks.is_empty() || !names.is_empty() || reader.is_some() || table.problem_count() > before;
    let row = read_row(table, seen, true, &names)?;
    if let Some(reader) = reader.filter(|reader| !seen.readers.insert(*reader)) {
        table.complain("reader", &quoted(reader.word()), "each reader once");
    }
    if !is_found {
        table.complain("looks", "neither looks nor names nor a reader", "what finds it");
    }
    let value = value.unwrap_or(Value::Any);
    Some((SecretKind { name: row.name.clone(), shown: shown?, looks, names, value, reader }, row))
}

fn read_harmless(table: &mut Table<'_>, seen: &mut Seen) -> Option<(HarmlessKind, SecretRow)> {
    let (looks, names) = (shapes(table, "looks"), names(table, "names"));
    let row = read_row(table, seen, false, &names)?;
    Some((HarmlessKind { name: row.name.clone(), looks, names }, row))
}

fn read_row(table: &mut Table<'_>, seen: &mut Seen, is_secret: bool, names: &[String]) -> Option<SecretRow> {
    let id = table.kebab("id");
    let name = table.text("name", "what a reader calls it");
    let source = table.required("source", "an address such as https://example.org/page", |value| {
        text(value).filter(|url| is_https_address(url))
    });
    let verified = table.date("verified");
    let marked = |sample: &String| expand_sample(sample, 0).is_ok_and(|(_, marked)| !marked.is_empty());
    let samples = table.required("samples", "a list of texts, each with « and » around what it is about", |value| {
        texts(value).filter(|samples| !samples.is_empty() && samples.iter().all(marked))
    });
    let neighbours = table.optional("neighbours", "a list of texts", texts).unwrap_or_default();
    if let Some(id) = id.as_ref().filter(|id| !seen.ids.insert((*id).clone())) {
        table.complain("id", &quoted(id), "each id once");
    }
    for name in names {
        if !seen.names.insert(name.replace('-', "")) {
            table.complain("names", &quoted(name), "each name in one kind");
        }
    }
    let (id, name, source) = (id?, name?, source?);
    Some(SecretRow { id, name, is_secret, source, verified: verified?, samples: samples?, neighbours })
}

fn one_of<const N: usize>(words: [&str; N]) -> String {
    format!("one of `{}`", words.join("`, `"))
}

/// Samples are put together with these seeds: characters that happen to look like something else show in one of them.
const SEEDS: [u64; 3] = [1, 20, 300];

fn check_samples(path: &str, secrets: &SecretsFile, places: &Places, problems: &mut Vec<Problem>) {
    let masker = match Masker::new(secrets.kinds.clone()) {
        Ok(masker) => masker,
        Err(error) => {
            let (field, expected) = ("looks".to_owned(), "shapes that can be read".to_owned());
            problems.push(Problem { path: path.to_owned(), line: 0, field, found: error.to_string(), expected });
            return;
        }
    };
    let mut complain = |is_secret: bool, row: usize, field: &str, sample: &str, found: String, expected: &str| {
        let header = if is_secret { "secret" } else { "harmless" };
        let line = places.tables(header).nth(row).map_or(0, |own| last_line(own, &format!("{header}.{field}"), sample));
        let (path, field, expected) = (path.to_owned(), field.to_owned(), expected.to_owned());
        problems.push(Problem { path, line, field, found, expected });
    };
    for (index, row) in secrets.rows.iter().enumerate() {
        let index = if row.is_secret { index } else { index - secrets.kinds.secrets.len() };
        for (field, samples) in [("samples", &row.samples), ("neighbours", &row.neighbours)] {
            for sample in samples {
                let bad = SEEDS.into_iter().find_map(|seed| {
                    let (text, marked) = expand_sample(sample, seed).ok()?;
                    let masked = masker.masked(&text);
                    let is_right = if field == "neighbours" {
                        masked == text
                    } else {
                        marked.iter().all(|part| masked.contains(part.as_str()) != row.is_secret)
                    };
                    (!is_right).then_some(masked)
                });
                if let Some(masked) = bad {
                    let is_to_be_masked = row.is_secret && field == "samples";
                    let expected =
                        if is_to_be_masked { "what is marked to be masked" } else { "what is harmless to be shown" };
                    complain(
                        row.is_secret,
                        index,
                        field,
                        sample,
                        format!("{} shown as {}", quoted(sample), quoted(&masked)),
                        expected,
                    );
                }
            }
        }
    }
}
