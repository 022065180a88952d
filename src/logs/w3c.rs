//! What the logs of Windows have in common: a date and a time of UTC, and columns that a header names.

use super::columns::{Columns, is_date, is_time};
use super::moment::Moment;
use super::record::{Field, Span};

/// The moment at the start of a line, and the columns behind it. `None` where no date and time stand there.
pub(super) fn begin(line: &[u8]) -> Option<(Option<Field<Moment>>, Columns<'_>)> {
    line.first().filter(|byte| byte.is_ascii_digit())?;
    let mut columns = Columns::from(line, 0);
    let (date, clock) = (columns.next()?, columns.next()?);
    if !is_date(line.get(date.clone())?) || !is_time(line.get(clock.clone())?) {
        return None;
    }
    let span = date.start..clock.end;
    let moment = Moment::read(line.get(span.clone())?);
    Some((moment.map(|value| Field { value: value.in_utc(), span }), columns))
}

/// Whether a Windows error code says that a time ran out (`ERROR_SEM_TIMEOUT`, `WAIT_TIMEOUT`, `ERROR_TIMEOUT`,
/// `ERROR_WINHTTP_TIMEOUT`, also as an `HRESULT`), or why else no answer came; `None` for what says nothing of it.
pub(super) fn is_timeout(sub_status: &[u8], code: &[u8]) -> Option<bool> {
    match (sub_status, code) {
        // App Service and ARR end a request with the sub-status 121 when its time ran out.
        (b"121", _) | (_, b"121" | b"258" | b"1460" | b"12002" | b"2147954402") => Some(true),
        // Name not resolved, no connection, connection ended, an invalid answer.
        (_, b"12007" | b"12029" | b"12030" | b"12152" | b"2147954407" | b"2147954429" | b"2147954430") => Some(false),
        _ => None,
    }
}

/// The sub-status and the error code behind it as one word, unless both are zero or not there.
pub(super) fn outcome(text: &[u8], sub_status: Option<Span>, code: Option<Span>) -> Option<Span> {
    let told = |span: &Span| !matches!(text.get(span.clone()), None | Some(b"0" | b"" | b"-"));
    let (sub_status, code) = (sub_status.filter(told), code.filter(told));
    match (sub_status, code) {
        (Some(first), Some(second)) if first.end + 1 == second.start => Some(first.start..second.end),
        (first, second) => first.or(second),
    }
}
