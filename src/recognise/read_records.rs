//! From the readers of logs to what the recogniser needs of a text. In the browser this and the readers are a module of their
//! own: the recogniser never calls it by name.

use std::ops::Range;

use super::records::{JsonSight, Records};
use super::statuses::{self, Status};
use super::times::{self, Time, TimeKind, is_sensible};
use crate::logs::{self, FORMATS, Field, Found, Json, Kind, Object, Record, Visitor, Writer};
use crate::sorting::sort_by_key;

/// A signature that is JSON: an object, or members of one.
#[derive(Debug)]
struct JsonSignature {
    /// The index of its pattern.
    pattern: usize,
    /// Keys, and what their values must be.
    members: Vec<(Vec<u8>, Wanted)>,
    /// Whether an object has these members and no other.
    is_whole: bool,
}

/// What a value must be.
#[derive(Debug)]
enum Wanted {
    /// Anything: the pattern has an ellipsis, or ends behind the key.
    Any,
    /// Exactly this.
    All(Vec<u8>),
    /// This, and more: the pattern ends inside the value.
    Beginning(Vec<u8>),
}

impl Wanted {
    /// Whether a value is it; of one that was cut off at the end of the text, as far as that goes.
    fn fits(&self, found: &[u8], is_cut: bool) -> bool {
        match self {
            Self::Any => true,
            Self::All(wanted) | Self::Beginning(wanted)
                if is_cut && found.len() >= ENOUGH_OF_VALUE && wanted.starts_with(found) =>
            {
                true
            }
            Self::All(wanted) => found == wanted,
            Self::Beginning(wanted) => found.starts_with(wanted),
        }
    }
}

impl JsonSignature {
    /// Reads the text of a pattern that is JSON; `None` if it has no member.
    fn new(pattern: usize, text: &str) -> Option<Self> {
        let text = text.trim();
        let is_object = text.starts_with('{');
        let mut own = if is_object { text.to_owned() } else { format!("{{{text}") };
        if text.ends_with(':') {
            own.push_str("\"…\"");
        }
        let text = own;
        let mut signature = Self { pattern, members: Vec::new(), is_whole: is_object && text.ends_with('}') };
        let json = Json::read(text.as_bytes(), 0)?;
        for object in json.objects(text.as_bytes()) {
            for member in object.members().filter(|member| !matches!(member.kind, Kind::Container(_))) {
                let value = &text[member.value.clone()];
                let wanted = match value {
                    "…" => Wanted::Any,
                    // A value whose quote was left out of the pattern may go on.
                    value if member.value.end < text.len() => Wanted::All(value.as_bytes().to_vec()),
                    value => Wanted::Beginning(value.as_bytes().to_vec()),
                };
                signature.members.push((text.as_bytes()[member.key.clone()].to_vec(), wanted));
            }
        }
        (!signature.members.is_empty()).then_some(signature)
    }

    /// Where an object shows it.
    fn find(&self, object: Object<'_>, length: usize) -> Option<Range<usize>> {
        let mut span: Option<Range<usize>> = None;
        let (mut own, mut found) = (0, 0);
        for member in object.members() {
            own += 1;
            let key = &object.text[member.key.clone()];
            let Some((_, wanted)) = self.members.iter().find(|(known, _)| known == key) else { continue };
            let is_any = matches!(wanted, Wanted::Any);
            if matches!(member.kind, Kind::Container(_)) && !is_any {
                return None;
            }
            let value = object.text.get(member.value.clone()).unwrap_or_default();
            if !wanted.fits(value, member.value.end + 1 >= length) {
                return None;
            }
            found += 1;
            // A value that may be anything is no part of what is shown.
            let end = if is_any { member.key.end } else { member.value.end };
            let end = (end + usize::from(is_any || member.kind == Kind::Text)).min(length);
            let start = member.key.start.saturating_sub(1);
            span = Some(span.map_or(start..end, |span| span.start.min(start)..span.end.max(end)));
        }
        // A key can stand twice, as in no sensible object.
        span.filter(|_| found >= self.members.len() && (!self.is_whole || own == self.members.len()))
    }
}

/// How many bytes of a value that was cut are enough to know it by.
const ENOUGH_OF_VALUE: usize = 12;

/// Reads the records of a text, its statuses and times, and looks for signatures that are JSON: see [`ReadRecords`](super::ReadRecords).
pub fn read_records(text: &str, signatures: &[(usize, String)]) -> Records {
    let signatures: Vec<_> =
        signatures.iter().filter_map(|(pattern, text)| JsonSignature::new(*pattern, text)).collect();
    let mut reading = Reading {
        records: Records::default(),
        signatures: &signatures,
        length: text.len(),
        counts: vec![0; FORMATS.len()],
    };
    let account = logs::read_with(text.as_bytes(), &mut reading);
    let Reading { mut records, counts, .. } = reading;
    records.lines = (account.lines, account.unread);
    let read = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    records.formats = read.map(|(format, count)| (FORMATS[format].name.to_owned(), count)).collect();
    sort_by_key(&mut records.statuses, |status| status.span.start);
    sort_by_key(&mut records.times, |time| time.kind);
    records.statuses = statuses::read(text, records.statuses, &records.areas);
    if records.times.is_empty() {
        records.times = times::read(text);
    }
    records
}

/// [`read_records`] between modules: the text, and the signatures as bytes.
///
/// # Errors
/// A text that is not UTF-8, or broken bytes.
pub fn read_records_as_bytes(text: &[u8], signatures: &[u8]) -> Option<Vec<u8>> {
    let signatures: Vec<(usize, String)> = postcard::from_bytes(signatures).ok()?;
    read_records(str::from_utf8(text).ok()?, &signatures).to_bytes().ok()
}

struct Reading<'a> {
    records: Records,
    signatures: &'a [JsonSignature],
    length: usize,
    /// How many records there are of each format.
    counts: Vec<usize>,
}

impl Visitor for Reading<'_> {
    fn record(&mut self, found: Found) {
        let Found { format, record, span } = found;
        let records = &mut self.records;
        self.counts[format] += 1;
        let is_failure = is_failure(&record);
        if is_failure {
            if records.times.is_empty() {
                records.times = times(&record);
            }
            records.is_timeout = records.is_timeout.or(record.is_timeout);
            if let Writer::Own(vendor) = record.status_by
                && !records.makers.iter().any(|known| known == vendor)
            {
                records.makers.push(vendor.to_owned());
            }
        }
        if let Some(Field { value: code, span: digits }) = record.status {
            let is_passed_on = record.status_by == Writer::Upstream;
            records.statuses.push(Status { code, span: digits, is_passed_on });
            if records.areas.last().is_none_or(|last| last.end <= span.start) {
                records.areas.push(span);
            }
        }
    }

    fn object(&mut self, object: Object<'_>) {
        for signature in self.signatures {
            if let Some(span) = signature.find(object, self.length) {
                let sight = JsonSight { pattern: signature.pattern, span, is_whole: signature.is_whole };
                self.records.bodies.push(sight);
            }
        }
    }
}

/// Whether a record is of a request that failed: by its status, by its word for a timeout, or by a product's error code.
fn is_failure(record: &Record) -> bool {
    match &record.status {
        Some(status) if status.value.is_failure() => true,
        // A status that was sent before the failure: Envoy's 200 with a flag, which tells whether a time ran out.
        Some(_) => record.is_timeout.is_some(),
        None => record.is_timeout.is_some() || record.outcome.is_some() || matches!(record.status_by, Writer::Own(_)),
    }
}

fn times(record: &Record) -> Vec<Time> {
    let times = &record.times;
    let of = |kind, field: &Option<Field<std::time::Duration>>| {
        let Field { value, span } = field.clone().filter(|field| is_sensible(field.value))?;
        Some(Time { kind, duration: value, span, raw: 0..0 })
    };
    // Where nobody measured the whole, the upstream's share is the longest that is known.
    let whole = of(TimeKind::Whole, &times.total);
    let processing = of(
        if times.cold_start.is_some() || whole.is_some() { TimeKind::Processing } else { TimeKind::Whole },
        &times.processing,
    );
    [whole, processing, of(TimeKind::ColdStart, &times.cold_start)].into_iter().flatten().collect()
}
