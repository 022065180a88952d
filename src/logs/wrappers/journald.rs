//! `journalctl --output=json`. <https://www.freedesktop.org/software/systemd/man/latest/systemd.journal-fields.html>.

use super::super::json::Object;
use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "journald JSON", shape: WrapperShape::Object(strip) };

fn strip(object: Object<'_>) -> Option<Span> {
    object.has(&["MESSAGE", "__REALTIME_TIMESTAMP"]).then(|| object.value("MESSAGE"))?
}
