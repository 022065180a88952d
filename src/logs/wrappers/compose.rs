//! `docker compose logs`: the container's name and a bar. <https://docs.docker.com/reference/cli/docker/compose/logs/>.

use super::super::record::Span;
use super::wrapper::{Words, Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "docker compose log", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    let mut words = Words::new(line);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    (words.next()?.iter().all(is_name) && words.next()? == b"|").then(|| words.rest())
}
