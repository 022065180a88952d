//! Marks that people's tools put around a line that they quote: `> ` in mail and Markdown, `# ` in comments, backticks.

use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "quoted lines", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    if let [b'`', .., b'`'] = line {
        return Some(1..line.len() - 1);
    }
    let length = line.iter().take_while(|byte| matches!(byte, b'>' | b'#' | b' ')).count();
    (matches!(line, [b'>' | b'#', ..]) && line.get(length.wrapping_sub(1)) == Some(&b' ')).then_some(length..line.len())
}
