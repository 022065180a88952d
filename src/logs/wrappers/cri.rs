//! What container runtimes write for Kubernetes: a moment, the stream, whether the line is whole.
//! <https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md>.

use super::super::record::Span;
use super::wrapper::{Words, Wrapper, WrapperShape, has_zone};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "CRI log", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    let mut words = Words::new(line);
    let is_prefix = has_zone(words.next()?)
        && matches!(words.next()?, b"stdout" | b"stderr")
        && matches!(words.next()?, b"F" | b"P");
    is_prefix.then(|| words.rest())
}
