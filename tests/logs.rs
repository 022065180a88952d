//! The readers of logs against real samples: each file of `tests/fixtures/logs` says what must be read of it.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod samples;

use std::collections::BTreeMap;
use std::time::Duration;

use fivexx::logs::{self, FORMATS, Field, Found, Moment, Span, Writer};
use proptest::prelude::*;
use serde::Deserialize;

/// The header of a sample.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    /// Where such a text was seen.
    origin: String,
    /// The names of the wrappers around it.
    #[serde(default)]
    wrappers: Vec<String>,
    /// The records, in their order; none for what only looks like one.
    #[serde(default)]
    record: Vec<Expected>,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    text: String,
}

/// What must be read of a record: exactly the fields that are given.
#[derive(Debug, Deserialize, PartialEq, Eq, Default)]
#[serde(deny_unknown_fields, default)]
struct Expected {
    format: String,
    /// RFC 3339 with microseconds; without `Z` where the text names no zone.
    moment: Option<String>,
    request_id: Option<String>,
    trace_id: Option<String>,
    host: Option<String>,
    route: Option<String>,
    status: Option<u16>,
    /// `unknown`, `upstream`, or the vendor's id.
    status_by: Option<String>,
    upstream_status: Option<u16>,
    /// Times as `30001 ms` with up to three decimals.
    total: Option<String>,
    processing: Option<String>,
    cold_start: Option<String>,
    pool_wait: Option<String>,
    connect: Option<String>,
    first_byte: Option<String>,
    is_timeout: Option<bool>,
    outcome: Option<String>,
    message: Option<String>,
}

fn samples() -> Vec<Sample> {
    let files = samples::read::<Sample>("logs").into_iter();
    files.map(|(name, sample, text)| Sample { name, text, ..sample }).collect()
}

fn shown(text: &str, found: &Found) -> Expected {
    let record = &found.record;
    let part = |span: &Option<Span>| span.as_ref().map(|span| text[span.clone()].to_owned());
    let time = |field: &Option<Field<Duration>>| {
        field.as_ref().map(|field| {
            assert!(!text[field.span.clone()].is_empty());
            let micros = field.value.as_micros();
            let shown = format!("{}.{:03}", micros / 1_000, micros % 1_000);
            format!("{} ms", shown.trim_end_matches('0').trim_end_matches('.'))
        })
    };
    let status = |field: &Option<Field<fivexx::status_code::StatusCode>>| {
        field.as_ref().map(|field| {
            assert_eq!(text[field.span.clone()], field.value.to_string());
            field.value.0
        })
    };
    Expected {
        format: found.format().name.to_owned(),
        moment: record.moment.as_ref().map(|moment| rfc3339(moment.value)),
        request_id: part(&record.request_id),
        trace_id: part(&record.trace_id),
        host: part(&record.host),
        route: part(&record.route),
        status: status(&record.status),
        status_by: Some(match record.status_by {
            Writer::Unknown => "unknown".to_owned(),
            Writer::Upstream => "upstream".to_owned(),
            Writer::Own(vendor) => vendor.to_owned(),
        })
        .filter(|by| by != "unknown"),
        upstream_status: status(&record.upstream_status),
        total: time(&record.times.total),
        processing: time(&record.times.processing),
        cold_start: time(&record.times.cold_start),
        pool_wait: time(&record.times.pool_wait),
        connect: time(&record.times.connect),
        first_byte: time(&record.times.first_byte),
        is_timeout: record.is_timeout,
        outcome: part(&record.outcome),
        message: part(&record.message),
    }
}

fn rfc3339(moment: Moment) -> String {
    let at = jiff::Timestamp::from_microsecond(moment.microseconds).unwrap();
    let shown = jiff::tz::TimeZone::UTC.to_datetime(at).to_string();
    if moment.has_zone { shown + "Z" } else { shown }
}

#[test]
fn real_samples_are_read_field_by_field() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut failures = Vec::new();
    for sample in samples() {
        let is_named = ["https://", "http://", "captured: "].iter().any(|start| sample.origin.starts_with(start));
        assert!(is_named, "{}: origin", sample.name);
        let (records, account) = logs::read(sample.text.as_bytes());
        let found: Vec<_> = records.iter().map(|found| shown(&sample.text, found)).collect();
        if found != sample.record || account.wrappers != sample.wrappers {
            failures.push(format!(
                "{}:\n expected {:?} {:#?}\n found {:?} {:#?}",
                sample.name, sample.wrappers, sample.record, account.wrappers, found
            ));
        }
        for format in FORMATS.iter().filter(|format| found.iter().any(|found| found.format == format.name)) {
            *counts.entry(format.name).or_default() += 1;
        }
    }
    println!("{counts:#?}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    for format in FORMATS {
        let count = counts.get(format.name).copied().unwrap_or_default();
        assert!(count >= 3, "{}: {count} samples, expected three", format.name);
    }
}

/// Samples that have a record, each with its vendors.
fn known() -> Vec<(String, Vec<Option<&'static str>>)> {
    let all = samples().into_iter().filter(|sample| !sample.record.is_empty());
    all.map(|sample| {
        let records = logs::read(sample.text.as_bytes()).0;
        let vendors = records.iter().map(|found| found.format().vendor).collect();
        (sample.text, vendors)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_cut_or_changed_is_never_another_vendors(
        (text, vendors) in proptest::sample::select(known()),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = text.into_bytes();
        prop_assume!(!bytes.is_empty());
        let at = at.index(bytes.len());
        if is_cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        for found in logs::read(&bytes).0 {
            let vendor = found.format().vendor;
            prop_assert!(
                vendor.is_none() || vendors.contains(&vendor) || vendors.contains(&None),
                "{} of {:?}", found.format().name, String::from_utf8_lossy(&bytes)
            );
            prop_assert!(found.span.end <= bytes.len());
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = logs::read(&bytes);
    }
}
