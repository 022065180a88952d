//! `limits.json` and `limits.csv`: every documented time limit.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::catalogue::Limit;
use crate::site::model::SiteModel;

#[derive(Serialize)]
struct LimitsFile<'a> {
    version: u32,
    schema: String,
    built: String,
    limits: Vec<LimitRow<'a>>,
}

#[derive(Serialize)]
struct LimitRow<'a> {
    page: String,
    vendor_name: &'a str,
    default_ms: Option<f64>,
    maximum_ms: Option<f64>,
    #[serde(flatten)]
    limit: &'a Limit,
}

/// `limits.json`: every limit, times also in milliseconds.
pub(in crate::site) fn limits_json(model: &SiteModel<'_>) -> anyhow::Result<String> {
    let limits = model.catalogue.limits.iter().map(|limit| LimitRow {
        page: model.options.address(&format!("limits/#{}", limit.id)),
        vendor_name: model.catalogue.vendor_name(&limit.vendor),
        default_ms: limit.default.as_ref().map(|time| milliseconds(time.duration())),
        maximum_ms: limit.maximum.as_ref().map(|time| milliseconds(time.duration())),
        limit,
    });
    Ok(serde_json::to_string(&LimitsFile {
        version: SCHEMA_VERSION,
        schema: model.options.address(&format!("schema/limits-{SCHEMA_VERSION}.json")),
        built: model.options.today.to_string(),
        limits: limits.collect(),
    })?)
}

/// `limits.csv`: a line a limit, as RFC 4180 has it.
pub(in crate::site) fn limits_csv(model: &SiteModel<'_>) -> String {
    let mut csv = String::from(
        "id,vendor,platform,layer,setting,default,default_ms,maximum,maximum_ms,raisable,conditions,kind,retries,\
         status,body,note,entry,source,verified\r\n",
    );
    for limit in &model.catalogue.limits {
        let client = &limit.client;
        let text = |time: Option<String>| time.unwrap_or_default();
        let fields = [
            limit.id.clone(),
            model.catalogue.vendor_name(&limit.vendor).to_owned(),
            limit.platform.clone(),
            limit.layer.key().to_owned(),
            limit.setting.clone(),
            text(limit.default.as_ref().map(ToString::to_string)),
            text(limit.default.as_ref().map(|time| milliseconds(time.duration()).to_string())),
            text(limit.maximum.as_ref().map(ToString::to_string)),
            text(limit.maximum.as_ref().map(|time| milliseconds(time.duration()).to_string())),
            limit.raisable.key().to_owned(),
            limit.conditions.clone(),
            limit.kind.key().to_owned(),
            text(limit.retries.clone()),
            text(client.status.map(|status| status.to_string())),
            text(client.body.clone()),
            text(client.note.clone()),
            model.options.address(&format!("errors/{}/", client.entry)),
            limit.sources.first().map(|source| source.url.clone()).unwrap_or_default(),
            limit.verified.to_string(),
        ];
        csv.push_str(&fields.map(|field| csv_field(&field)).join(","));
        csv.push_str("\r\n");
    }
    csv
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A field, quoted where it must be.
fn csv_field(text: &str) -> String {
    // A spreadsheet takes a field that begins so for a formula.
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::csv_field;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (text, field) in [
            ("29 s", "29 s"),
            ("a, b", "\"a, b\""),
            ("{\"message\": \"x\"}", "\"{\"\"message\"\": \"\"x\"\"}\""),
            ("=1+1", "'=1+1"),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(csv_field(text), field);
        }
    }
}
