//! `aws logs tail`, and the log commands of other tools: a moment and the log stream, or these the other way round.
//! <https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html>.

use super::super::moment::Moment;
use super::super::record::Span;
use super::wrapper::{Words, Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "CloudWatch log, tailed", shape: WrapperShape::Line(strip) };

fn strip(line: &[u8]) -> Option<Span> {
    let mut words = Words::new(line);
    let (first, second) = (words.next()?, words.next()?);
    // `2024/01/01/[$LATEST]8fc6f963`
    let is_stream =
        |word: &[u8]| word.first().is_some_and(u8::is_ascii_digit) && word.windows(2).any(|pair| pair == b"/[");
    let is_both = |stream: &[u8], moment: &[u8]| is_stream(stream) && Moment::read(moment).is_some();
    (is_both(second, first) || is_both(first, second)).then(|| words.rest())
}
