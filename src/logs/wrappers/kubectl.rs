//! `kubectl logs --prefix`: the pod and the container. <https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/>.

use super::super::record::Span;
use super::wrapper::{Words, Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "kubectl log", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    let mut words = Words::new(line);
    let source = words.next()?;
    (source.starts_with(b"[pod/") && source.ends_with(b"]")).then(|| words.rest())
}
