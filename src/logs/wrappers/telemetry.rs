//! Lines that a function or an extension wrote, as Lambda's Telemetry API hands them on.
//! <https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html>.

use super::super::json::Object;
use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "Lambda Telemetry API", shape: WrapperShape::Object(strip) };

fn strip(object: Object<'_>) -> Option<Span> {
    matches!(object.bytes("type")?, b"function" | b"extension").then(|| object.value("record"))?
}
