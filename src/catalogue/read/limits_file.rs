//! Reads `content/limits.toml`: documented time limits.

use toml::de::DeValue;

use super::positions::Positions;
use super::toml_reader::{Context, Table, text, texts};
use crate::catalogue::model::layer::Layer;
use crate::catalogue::model::limit::{ClientView, Limit, LimitKind};
use crate::catalogue::model::raisable::Raisable;
use crate::catalogue::model::signature::SignatureLocation;
use crate::catalogue::problem::Problem;
use crate::duration::StatedDuration;

/// Reads the limits, and the lines of their values; every broken rule becomes a problem.
pub(crate) fn read_limits(path: &str, file: &str, problems: &mut Vec<Problem>) -> (Vec<Limit>, Positions) {
    let context = Context::new(path, file, 0);
    let limits = context.parse().map_or_else(Vec::new, |mut table| {
        let limits = table.tables("limit", read_limit);
        table.finish();
        limits
    });
    let (found, positions) = context.finish();
    problems.extend(found);
    (limits, positions)
}

fn read_limit(table: &mut Table<'_>) -> Option<Limit> {
    let id = table.kebab("id");
    let platform = table.text("platform", "the platform's name");
    let vendor = table.kebab("vendor");
    let layer = table.choice("layer", &Layer::ALL, Layer::key);
    let setting = table.text("setting", "the setting's own name");
    let default = duration(table, "default");
    let maximum = duration(table, "maximum");
    if let (Some(default), Some(maximum)) = (&default, &maximum)
        && default.duration() > maximum.duration()
    {
        table.complain("maximum", &format!("`{maximum}`"), &format!("at least the default, `{default}`"));
    }
    let raisable = table.choice("raisable", &Raisable::ALL, Raisable::key);
    let conditions = table.text("conditions", "for whom it can be raised, and at what price");
    let kind = table.choice("kind", &LimitKind::ALL, LimitKind::key);
    let retries = table.optional("retries", "whether the platform retries", text);
    let budget = table.optional("budget", "true or false", DeValue::as_bool).unwrap_or(true);
    let verified = table.date("verified");
    let client = table.table("client", |table| {
        let status = table.optional_code("status");
        let body = table.optional(SignatureLocation::Body.key(), "the body that the client sees", text);
        let headers = table.optional("headers", "a list of headers", texts).unwrap_or_default();
        let note = table.optional("note", "a sentence", text);
        let entry = table.kebab("entry");
        Some(ClientView { status, body, headers, note, entry: entry? })
    });
    let sources = table.sources("[[limit.sources]]");
    let revisions = table.revisions();
    Some(Limit {
        id: id?,
        platform: platform?,
        vendor: vendor?,
        layer: layer?,
        setting: setting?,
        default,
        maximum,
        raisable: raisable?,
        conditions: conditions?,
        kind: kind?,
        retries,
        budget,
        verified: verified?,
        client: client?,
        sources,
        revisions,
    })
}

fn duration(table: &mut Table<'_>, field: &str) -> Option<StatedDuration> {
    table.optional(field, "a time such as \"29 s\" or \"15 min\", or no such field", |value| {
        StatedDuration::try_from(value.as_str()?.to_owned()).ok()
    })
}
