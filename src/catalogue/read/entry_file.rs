//! Reads `content/errors/<vendor>/<slug>.md`: the front matter as the schema has it, and the text as it is.

use toml::de::DeValue;

use super::fields::is_kebab;
use super::positions::Positions;
use super::toml_reader::{Context, Table, whole_number};
use crate::budget::Relief;
use crate::catalogue::model::entry::{AdviceRow, Entry};
use crate::catalogue::model::layer::Layer;
use crate::catalogue::model::severity::Severity;
use crate::catalogue::model::signature::{Signature, SignatureLocation, SignatureWeight};
use crate::catalogue::model::timeout::Timeout;
use crate::catalogue::problem::{Problem, quoted};
use crate::status_code::StatusCode;

const FENCE: &str = "+++";

/// An entry's file, read but not yet compared with the others.
#[derive(Debug)]
pub(crate) struct EntryFile {
    pub(crate) path: String,
    pub(crate) entry: Entry,
    /// The markdown below the front matter, as written.
    pub(crate) body: String,
    /// The number of lines above the body.
    pub(crate) lines_above: usize,
    /// The lines of the values of the front matter.
    pub(crate) positions: Positions,
}

impl EntryFile {
    /// A problem on a line of the file, or with 0 of the whole file.
    pub(crate) fn problem(&self, line: usize, field: &str, found: String, expected: &str) -> Problem {
        Problem::new(&self.path, line, field, found, expected)
    }

    /// A problem of a value in the front matter.
    pub(crate) fn problem_of(&self, field: &str, value: &str, expected: &str) -> Problem {
        self.problem(self.positions.line(field, value), field, quoted(value), expected)
    }
}

/// Reads one file; `path` ends in `errors/<vendor>/<slug>.md`.
///
/// # Errors
/// Every broken rule of the front matter, each with its line. The text's own rules are [`check_body`](crate::catalogue::check::body::check_body)'s.
pub(crate) fn read(path: &str, text: &str) -> Result<EntryFile, Vec<Problem>> {
    let whole_file = |field: &str, found: String, expected: &str| vec![Problem::new(path, 1, field, found, expected)];
    let first_line = text.lines().next().unwrap_or_default();
    let after_fence = text
        .strip_prefix("+++\n")
        .ok_or_else(|| whole_file("front matter", quoted(first_line), "a line `+++` that opens the front matter"))?;
    let (front_matter, body) = after_fence.split_once("\n+++\n").ok_or_else(|| {
        whole_file("front matter", "no end of it".to_owned(), "a line `+++` that closes the front matter")
    })?;
    let lines_above = text[..text.len() - body.len()].matches('\n').count();

    let mut parts = path.rsplit('/');
    let slug = parts.next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    if !is_kebab(slug) {
        return Err(whole_file("file name", quoted(slug), "lower-case words joined by hyphens, and `.md`"));
    }

    let context = Context::new(path, front_matter, FENCE.lines().count());
    let entry = context.parse().and_then(|table| read_entry(table, slug, folder));
    let (problems, positions) = context.finish();
    match entry {
        Some(entry) if problems.is_empty() => {
            Ok(EntryFile { path: path.to_owned(), entry, body: body.to_owned(), lines_above, positions })
        }
        _ => Err(problems),
    }
}

fn read_entry(mut table: Table<'_>, slug: &str, folder: &str) -> Option<Entry> {
    let title = table.text_of_length("title", 8, 120);
    let codes = read_codes(&mut table);
    let vendor = table.required("vendor", &format!("the name of its folder, `{folder}`"), |value| {
        value.as_str().filter(|vendor| *vendor == folder).map(ToOwned::to_owned)
    });
    let layer = table.choice("layer", &Layer::ALL, Layer::key);
    let severity = table.choice("severity", &Severity::ALL, Severity::key);
    let tags = read_tags(&mut table);
    let related = table.kebab_list("related");
    let summary = table.text_of_length("summary", 80, 240);
    let verified = table.date("verified");
    let weight = table.optional("weight", "a number from 0.5 to 2.0 with one decimal", read_weight).unwrap_or(10);
    let timeout = table.choice("timeout", &Timeout::ALL, Timeout::key);
    let sources = table.sources("[[sources]]");
    let signatures = table.tables("signatures", read_signature);
    let advice = table.tables("advice", read_advice);
    let revisions = table.revisions();
    table.finish();
    Some(Entry {
        slug: slug.to_owned(),
        title: title?,
        codes: codes?,
        vendor: vendor?,
        layer: layer?,
        severity: severity?,
        tags,
        related,
        summary: summary?,
        verified: verified?,
        timeout: timeout?,
        weight,
        sources,
        signatures,
        advice,
        revisions,
    })
}

/// A weight, in tenths.
fn read_weight(value: &DeValue<'_>) -> Option<u8> {
    let (whole, tenths) = value.as_float()?.as_str().split_once('.')?;
    let weight: u8 = format!("{whole}{tenths}").parse().ok()?;
    (tenths.len() == 1 && (5..=20).contains(&weight)).then_some(weight)
}

/// The field `code` or the field `codes`: one of them.
fn read_codes(table: &mut Table<'_>) -> Option<Vec<StatusCode>> {
    let before = table.problem_count();
    let code = table.optional_code("code");
    let codes = table.optional_codes("codes");
    match (code, codes) {
        (Some(code), None) => Some(vec![code]),
        (None, Some(codes)) => Some(codes),
        (Some(_), Some(_)) => {
            table.complain("code", "both `code` and `codes`", "one of them");
            None
        }
        (None, None) => {
            if table.problem_count() == before {
                table.complain("code", "neither `code` nor `codes`", "one of them");
            }
            None
        }
    }
}

fn read_tags(table: &mut Table<'_>) -> Vec<String> {
    const FEWEST: usize = 3;
    let before = table.problem_count();
    let tags = table.kebab_list("tags");
    if tags.len() < FEWEST && table.problem_count() == before {
        table.complain("tags", &format!("{} of them", tags.len()), &format!("at least {FEWEST}"));
    }
    tags
}

fn read_signature(table: &mut Table<'_>) -> Option<Signature> {
    let location = table.choice("where", &SignatureLocation::ALL, SignatureLocation::key);
    let pattern = table.text("pattern", "the text by which the error is recognised");
    let weight = table.choice("weight", &SignatureWeight::ALL, SignatureWeight::key);
    let source = table.kebab("source");
    Some(Signature { location: location?, pattern: pattern?, weight: weight?, source: source? })
}

fn read_advice(table: &mut Table<'_>) -> Option<AdviceRow> {
    let step = table.required("step", "the number of a step, from 1", |value| {
        whole_number(value).and_then(|step| usize::try_from(step).ok()).filter(|step| *step > 0)
    });
    let relieves =
        table.required("relieves", "a list of `cold-start`, `processing`, `pool-wait`, `whole-request`", |value| {
            let reliefs: Option<Vec<_>> =
                value.as_array()?.iter().map(|item| relief(item.get_ref().as_str()?)).collect();
            reliefs.filter(|reliefs| !reliefs.is_empty())
        });
    Some(AdviceRow { step: step?, relieves: relieves? })
}

fn relief(key: &str) -> Option<Relief> {
    Some(match key {
        "cold-start" => Relief::ColdStart,
        "processing" => Relief::Processing,
        "pool-wait" => Relief::PoolWait,
        "whole-request" => Relief::WholeRequest,
        _ => return None,
    })
}
