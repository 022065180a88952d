//! The names of fields in an object of JSON or in pairs, and the record that they make.

use std::time::Duration;

use super::columns::{filled, host_and_path, status, time};
use super::json::Object;
use super::moment::Moment;
use super::record::{Field, Record, Span, Times};
use crate::duration::Unit;

/// Under which names a format has a record's fields; the first that has a value counts.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) moment: &'static [&'static str],
    pub(super) request_id: &'static [&'static str],
    pub(super) trace_id: &'static [&'static str],
    pub(super) host: &'static [&'static str],
    /// A path or an address.
    pub(super) route: &'static [&'static str],
    pub(super) status: &'static [&'static str],
    pub(super) upstream_status: &'static [&'static str],
    /// The unit of all times.
    pub(super) unit: Unit,
    pub(super) total: &'static [&'static str],
    pub(super) processing: &'static [&'static str],
    pub(super) connect: &'static [&'static str],
    pub(super) first_byte: &'static [&'static str],
    pub(super) outcome: &'static [&'static str],
    pub(super) message: &'static [&'static str],
}

impl Names {
    /// No names at all: what a format has not.
    pub(super) const NONE: Self = Self {
        moment: &[],
        request_id: &[],
        trace_id: &[],
        host: &[],
        route: &[],
        status: &[],
        upstream_status: &[],
        unit: Unit::Millisecond,
        total: &[],
        processing: &[],
        connect: &[],
        first_byte: &[],
        outcome: &[],
        message: &[],
    };

    /// The record of an object.
    pub(super) fn read(&self, object: Object<'_>) -> Record {
        self.read_by(object.text, &|names| object.any(names))
    }

    /// The record of what finds the value of the first of some names.
    pub(super) fn read_by(&self, text: &[u8], get: &dyn Fn(&[&str]) -> Option<Span>) -> Record {
        let code = |names| get(names).and_then(|span| status(text, &span));
        let (url_host, route) = get(self.route).map(|span| host_and_path(text, span)).unzip();
        Record {
            moment: get(self.moment).and_then(|span| moment(text, span)),
            request_id: get(self.request_id),
            trace_id: get(self.trace_id),
            host: get(self.host).or(url_host.flatten()),
            route: route.and_then(|route| filled(text, route)),
            status: code(self.status),
            upstream_status: code(self.upstream_status),
            times: self.times(text, get),
            outcome: get(self.outcome),
            message: get(self.message),
            ..Record::default()
        }
    }

    fn times(&self, text: &[u8], get: &dyn Fn(&[&str]) -> Option<Span>) -> Times {
        let of = |names| get(names).and_then(|span| time(text, &span, self.unit));
        // What was never done took no time.
        let done = |names| of(names).filter(|time: &Field<Duration>| !time.value.is_zero());
        Times {
            total: of(self.total),
            processing: done(self.processing),
            connect: done(self.connect),
            first_byte: done(self.first_byte),
            ..Times::default()
        }
    }
}

/// The moment that a value holds.
pub(super) fn moment(text: &[u8], span: Span) -> Option<Field<Moment>> {
    Some(Field { value: Moment::read(text.get(span.clone())?)?, span })
}
