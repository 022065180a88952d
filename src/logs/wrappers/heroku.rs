//! Heroku's log: a moment, and which process wrote; with the drain's token between where a drain was asked.
//! <https://devcenter.heroku.com/articles/logging#log-format>.

use super::super::record::Span;
use super::wrapper::{Words, Wrapper, WrapperShape, has_zone};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "Heroku log", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    let mut words = Words::new(line);
    if !has_zone(words.next()?) {
        return None;
    }
    let mut source = words.next()?;
    if source.starts_with(b"d.") {
        source = words.next()?;
    }
    let is_source = source.ends_with(b"]:") && (source.starts_with(b"heroku[") || source.starts_with(b"app["));
    is_source.then(|| words.rest())
}
