//! What Fluent Bit and Fluentd send from Kubernetes: the line, and of which pod it is.
//! <https://docs.fluentbit.io/manual/data-pipeline/filters/kubernetes>.

use super::super::json::Object;
use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "Kubernetes JSON log", shape: WrapperShape::Object(strip) };

fn strip(object: Object<'_>) -> Option<Span> {
    object.object("kubernetes")?;
    object.any(&["log", "message"])
}
