//! An object with the line in its message, as shippers, CloudWatch and most logging libraries write it.

use super::super::json::Object;
use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "JSON log entry", shape: WrapperShape::Object(strip) };

fn strip(object: Object<'_>) -> Option<Span> {
    object.any(&["@message", "message", "msg", "log", "MESSAGE", "textPayload", "body", "event"])
}
