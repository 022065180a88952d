//! Docker's `json-file` log: an object a line. <https://docs.docker.com/engine/logging/drivers/json-file/>.

use super::super::json::Object;
use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "Docker JSON log", shape: WrapperShape::Object(strip) };

fn strip(object: Object<'_>) -> Option<Span> {
    object.has(&["log", "stream"]).then(|| object.value("log"))?
}
