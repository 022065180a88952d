//! What a line of a log, or a document, says of one request.

use std::ops::Range;
use std::time::Duration;

use super::moment::Moment;
use crate::status_code::StatusCode;

/// Bytes of the text that was read.
pub type Span = Range<usize>;

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the text: what was pasted may be shown and marked there.
    pub span: Span,
}

/// What was logged of one request. A field that the format cannot tell, or that holds no value, is absent: never zero and
/// never guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// When it was written; most formats say when the request ended.
    pub moment: Option<Field<Moment>>,
    /// The id of the request at whoever wrote the record.
    pub request_id: Option<Span>,
    /// The id that several services share: X-Ray, W3C trace context, `X-Request-Id` of a client.
    pub trace_id: Option<Span>,
    /// The host that the client asked for.
    pub host: Option<Span>,
    /// The path or route, or the function's name.
    pub route: Option<Span>,
    /// The status with which the client was answered.
    pub status: Option<Field<StatusCode>>,
    /// Who made that status.
    pub status_by: Writer,
    /// The status that the upstream, the integration or the origin answered with.
    pub upstream_status: Option<Field<StatusCode>>,
    /// How long it took, in its parts.
    pub times: Times,
    /// Whether a time limit ended the request, so that its true duration is unknown and at least what was measured; `None`
    /// where the record cannot tell.
    pub is_timeout: Option<bool>,
    /// The product's own word for how it ended: termination state, response flags, result type, error code.
    pub outcome: Option<Span>,
    /// The message for people, where the record has one.
    pub message: Option<Span>,
}

impl Record {
    /// Moves every span by an offset.
    pub(super) fn shift(&mut self, offset: usize) {
        if offset > 0 {
            self.map_spans(&mut |span| *span = span.start + offset..span.end + offset);
        }
    }

    /// Changes every span.
    pub(super) fn map_spans(&mut self, change: &mut dyn FnMut(&mut Span)) {
        let Self {
            moment, request_id, trace_id, host, route, status, upstream_status, times, outcome, message, ..
        } = self;
        let Times { total, processing, cold_start, pool_wait, connect, first_byte } = times;
        moment.iter_mut().map(|field| &mut field.span).for_each(&mut *change);
        [status, upstream_status].into_iter().flatten().map(|field| &mut field.span).for_each(&mut *change);
        [total, processing, cold_start, pool_wait, connect, first_byte]
            .into_iter()
            .flatten()
            .map(|field| &mut field.span)
            .for_each(&mut *change);
        [request_id, trace_id, host, route, outcome, message].into_iter().flatten().for_each(change);
    }
}

/// The parts of a request's time that a record can tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// From the request's arrival at whoever wrote the record to its end.
    pub total: Option<Field<Duration>>,
    /// What the upstream, the integration or the function took; Lambda's `Duration`, without its init.
    pub processing: Option<Field<Duration>>,
    /// Starting what had to run: Lambda's init or restore.
    pub cold_start: Option<Field<Duration>>,
    /// Waiting for a free place: a connection of a pool, a slot of a queue.
    pub pool_wait: Option<Field<Duration>>,
    /// Until the connection to the upstream stood.
    pub connect: Option<Field<Duration>>,
    /// Until the upstream's first byte, or its headers, had arrived.
    pub first_byte: Option<Field<Duration>>,
}

/// Who made a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Writer {
    /// The record does not say.
    #[default]
    Unknown,
    /// The proxy, gateway or runtime whose record it is, by its vendor's id: it made the answer itself.
    Own(&'static str),
    /// The upstream behind it: it passed an answer on, or was configured to give it.
    Upstream,
}
