//! Reads `content/secrets.toml`: what is secret and what is not.

use std::collections::BTreeSet;

use super::fields::is_kebab;
use super::positions::Positions;
use super::toml_reader::{Context, Table, texts};
use crate::catalogue::model::secrets::{SecretRow, SecretsFile};
use crate::catalogue::problem::{Problem, quoted};
use crate::mask::{HarmlessKind, Reader, SecretKind, Shape, Shown, Value, expand_sample};

/// Reads the kinds, and the lines of their values; every broken rule becomes a problem.
pub(crate) fn read_secrets(path: &str, file: &str, problems: &mut Vec<Problem>) -> (SecretsFile, Positions) {
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
    let (found, positions) = context.finish();
    problems.extend(found);
    (secrets, positions)
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
    let source = table.address("source");
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
