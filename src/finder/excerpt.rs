//! The lines of a pasted text that matter, as they were pasted, with the evidence marked and secrets masked.

use std::ops::Range;

use crate::mask::{Masker, Secret, Shown, apart};
use crate::recognise::{Finding, clean, raw_ranges};
use crate::sorting::sort_by_key;

/// How many lines are shown.
const MOST_LINES: usize = 16;
/// How much of a line is shown before and after what is marked in it, in bytes.
const AROUND: usize = 240;
/// How many lines before a shown one are read for secrets: the name may stand above its value, as in a header that was
/// folded, an object of a HAR file, a key of many lines.
const LINES_BEFORE: usize = 80;
/// How much before what is shown is read for secrets at the most, in bytes: no server takes a header, and no browser a
/// cookie, that is as long. Lines above its own are read as far as a quarter of that.
const LONGEST_BEFORE: usize = 256_000;
/// How much behind what is shown is read, in bytes: where a secret that begins in it goes on does not matter.
const LONGEST_AFTER: usize = 4_000;

/// Lines of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The lines, in their order: number from 1, and pieces.
    pub lines: Vec<(usize, Vec<Piece>)>,
    /// How many lines the text has.
    pub all: usize,
    /// What is masked in these lines.
    pub masked: Vec<Masked>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Plain(String),
    /// Evidence: its text and its index in the finding's list.
    Marked(String, usize),
    /// A secret: its index in [`Excerpt::masked`].
    Masked(usize),
    /// A part of the line that is left out.
    Cut,
}

/// A secret that is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// What is shown instead.
    pub shown: Shown,
    /// What a reader calls it.
    pub name: String,
    /// Where it stands in the pasted text.
    pub raw: Range<usize>,
}

impl Excerpt {
    /// How many secrets of each sort are masked, the most telling sort first.
    pub fn masked_counts(&self) -> Vec<(Shown, usize)> {
        let count = |shown: &Shown| self.masked.iter().filter(|masked| masked.shown == *shown).count();
        Shown::ALL.into_iter().map(|shown| (shown, count(&shown))).filter(|(_, count)| *count > 0).collect()
    }
}

/// The lines of `raw`, the text that was recognised, that hold evidence, and their neighbours while there is room.
pub fn excerpt(masker: &Masker, raw: &str, finding: &Finding) -> Excerpt {
    let mut shown: Vec<Range<usize>> = Vec::new();
    let mut add = |line: Option<Range<usize>>| {
        if let Some(line) = line.filter(|line| shown.len() < MOST_LINES && !shown.contains(line)) {
            shown.push(line);
        }
    };
    for evidence in &finding.evidence {
        add(Some(line_at(raw, evidence.raw.start)));
    }
    for evidence in &finding.evidence {
        let line = line_at(raw, evidence.raw.start);
        // The end of the text is no line of its own.
        add((line.end + 1 < raw.len()).then(|| line_at(raw, line.end + 1)));
        add(line.start.checked_sub(1).map(|before| line_at(raw, before)));
    }
    sort_by_key(&mut shown, |line| line.start);
    let shown: Vec<_> = shown.into_iter().map(|line| Line::new(raw, finding, line)).collect();
    let secrets = secrets_around(masker, raw, &shown);
    let mut masked = Masks { secrets: &secrets, shown: Vec::new() };
    let (mut lines, mut counted, mut number) = (Vec::new(), 0, 1);
    for line in shown {
        number += line_ends(&raw[counted..line.whole.start]);
        counted = line.whole.start;
        lines.push((number, pieces(raw, line, &mut masked)));
    }
    let all = number + line_ends(&raw[counted..]) - usize::from(raw.ends_with('\n'));
    let masked = masked.shown.into_iter().map(|index| {
        let Secret { span, kind } = &secrets[index];
        let kind = masker.kind(*kind);
        Masked {
            shown: kind.map_or(Shown::Credential, |kind| kind.shown),
            name: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            raw: span.clone(),
        }
    });
    Excerpt { lines, all, masked: masked.collect() }
}

/// Text as it can be shown: what turns the direction of the text around, so that one reads what is not there, is spelt out.
pub fn visible(text: &str) -> String {
    let is_control = |letter: char| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(is_control) {
        return text.to_owned();
    }
    let mut visible = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_control(letter) {
            visible.push_str(&format!("⟨U+{:04X}⟩", u32::from(letter)));
        } else {
            visible.push(letter);
        }
    }
    visible
}

fn line_ends(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The line that has the byte at an offset, without its end.
fn line_at(raw: &str, at: usize) -> Range<usize> {
    let start = raw[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = raw[at..].find('\n').map_or(raw.len(), |length| at + length);
    let line = raw[start..end.max(start)].trim_end_matches('\r');
    start..start + line.len()
}

/// A line that is shown.
struct Line {
    whole: Range<usize>,
    /// The part of it that is shown.
    part: Range<usize>,
    /// The evidence in it: its span, and its index in the finding's list.
    marks: Vec<(Range<usize>, usize)>,
}

impl Line {
    fn new(raw: &str, finding: &Finding, whole: Range<usize>) -> Self {
        let marks: Vec<_> = finding
            .evidence
            .iter()
            .enumerate()
            .filter(|(_, evidence)| whole.start <= evidence.raw.start && evidence.raw.start < whole.end)
            .map(|(index, evidence)| (evidence.raw.start..evidence.raw.end.min(whole.end), index))
            .collect();
        let first = marks.iter().map(|(span, _)| span.start).min().unwrap_or(whole.start);
        let last = marks.iter().map(|(span, _)| span.end).max().unwrap_or(whole.start);
        // A line of a megabyte is shown around its first mark, not whole.
        let last = last.min(first + 4 * AROUND);
        let from = raw.floor_char_boundary(first.saturating_sub(AROUND).max(whole.start));
        let to = raw.floor_char_boundary((last + AROUND).min(whole.end));
        Self { whole, part: from..to, marks }
    }
}

/// The secrets in what is shown of these lines. They are read with what stands before and above, because a name may stand
/// apart from its value.
fn secrets_around(masker: &Masker, raw: &str, lines: &[Line]) -> Vec<Secret> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for Line { whole, part, .. } in lines {
        let above = raw[..whole.start].rmatch_indices('\n').nth(LINES_BEFORE).map_or(0, |(at, _)| at + 1);
        let above = above.max(whole.start.saturating_sub(LONGEST_BEFORE / 4));
        let start = raw.floor_char_boundary(above.max(part.start.saturating_sub(LONGEST_BEFORE)));
        let below = raw[whole.end..].match_indices('\n').nth(2).map_or(raw.len(), |(at, _)| whole.end + at);
        let end = raw.ceil_char_boundary(below.min(part.end + LONGEST_AFTER));
        match windows.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => windows.push(start..end),
        }
    }
    let mut secrets = Vec::new();
    for window in windows {
        let text = &raw[window.clone()];
        let mut found = masker.secrets(text);
        // A colour in the middle of a name, an escaped quotation mark: what a reader would not see hides no secret.
        let cleaned = clean(text);
        if cleaned != text {
            let hidden = masker.secrets(&cleaned);
            let spans: Vec<_> = hidden.iter().map(|secret| secret.span.clone()).collect();
            let raw_spans = raw_ranges(text, &cleaned, &spans);
            found.extend(hidden.iter().zip(raw_spans).map(|(secret, span)| Secret { span, kind: secret.kind }));
            found = apart(found);
        }
        let in_text = |Secret { span, kind }| Secret { span: window.start + span.start..window.start + span.end, kind };
        secrets.extend(found.into_iter().map(in_text));
    }
    secrets
}

/// The secrets of the text, and which of them were met in what is shown.
struct Masks<'a> {
    secrets: &'a [Secret],
    shown: Vec<usize>,
}

impl Masks<'_> {
    /// The secrets in a part of the text: spans, and indexes in the list of all secrets.
    fn within(&self, part: &Range<usize>) -> Vec<(Range<usize>, usize)> {
        let first = self.secrets.partition_point(|secret| secret.span.end <= part.start);
        let in_part =
            self.secrets.iter().enumerate().skip(first).take_while(|(_, secret)| secret.span.start < part.end);
        in_part
            .map(|(index, secret)| (secret.span.start.max(part.start)..secret.span.end.min(part.end), index))
            .collect()
    }

    fn show(&mut self, index: usize) -> usize {
        self.shown.iter().position(|known| *known == index).unwrap_or_else(|| {
            self.shown.push(index);
            self.shown.len() - 1
        })
    }
}

fn pieces(raw: &str, line: Line, masks: &mut Masks<'_>) -> Vec<Piece> {
    let Line { whole: line, part: Range { start: from, end: to }, mut marks } = line;
    let mut spans: Vec<(Range<usize>, Span)> =
        masks.within(&(from..to)).into_iter().map(|(span, index)| (span, Span::Secret(index))).collect();
    let secret_count = spans.len();
    sort_by_key(&mut marks, |(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut taken = from;
    for (span, index) in marks {
        let is_apart = |(secret, _): &(Range<usize>, Span)| secret.end <= span.start || span.end <= secret.start;
        if span.start >= taken && spans[..secret_count].iter().all(is_apart) {
            taken = span.end;
            spans.push((span, Span::Evidence(index)));
        }
    }
    sort_by_key(&mut spans, |(span, _)| span.start);
    let mut pieces = Vec::new();
    if from > line.start {
        pieces.push(Piece::Cut);
    }
    let mut at = from;
    for (span, what) in spans {
        if span.end <= at || span.start >= to {
            continue;
        }
        if span.start > at {
            pieces.push(Piece::Plain(visible(&raw[at..span.start])));
        }
        pieces.push(match what {
            Span::Evidence(index) => Piece::Marked(visible(&raw[span.clone()]), index),
            Span::Secret(index) => Piece::Masked(masks.show(index)),
        });
        at = span.end;
    }
    if at < to {
        pieces.push(Piece::Plain(visible(&raw[at..to])));
    }
    if to < line.end {
        pieces.push(Piece::Cut);
    }
    pieces
}

/// What a span of a line is: an index in the list of its kind.
enum Span {
    Evidence(usize),
    Secret(usize),
}
