//! The lines of a pasted text that matter, with the evidence marked and secrets masked.

use std::ops::Range;

use super::finding::Finding;
use super::mask::secrets;

/// How many lines are shown.
const MOST_LINES: usize = 16;
/// How much of a line is shown before and after what is marked in it, in bytes.
const AROUND: usize = 240;
/// How much further a line is read for secrets: a cut must not take the name from its value.
const MARGIN: usize = 2_000;

/// Lines of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The lines, in their order: number from 1, and pieces.
    pub lines: Vec<(usize, Vec<Piece>)>,
    /// How many lines the text has.
    pub all: usize,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Plain(String),
    /// Evidence: its text and its place in the finding's list.
    Marked(String, usize),
    /// A secret: what it was.
    Masked(&'static str),
    /// A part of the line that is left out.
    Cut,
}

/// The lines that hold evidence, and their neighbours while there is room.
pub fn excerpt(finding: &Finding) -> Excerpt {
    let text = finding.text.as_str();
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line_of = |at: usize| starts.partition_point(|start| *start <= at) - 1;
    let all = if text.ends_with('\n') { starts.len() - 1 } else { starts.len() };
    let mut shown: Vec<usize> = Vec::new();
    let mut add = |line: usize| {
        if shown.len() < MOST_LINES && line < all && !shown.contains(&line) {
            shown.push(line);
        }
    };
    for evidence in &finding.evidence {
        add(line_of(evidence.span.start));
    }
    for evidence in &finding.evidence {
        let line = line_of(evidence.span.start);
        add(line + 1);
        if let Some(before) = line.checked_sub(1) {
            add(before);
        }
    }
    shown.sort_unstable();
    let lines = shown.into_iter().map(|line| {
        let end = starts.get(line + 1).map_or(text.len(), |next| next - 1);
        (line + 1, pieces(finding, starts[line]..end.max(starts[line])))
    });
    Excerpt { lines: lines.collect(), all }
}

fn pieces(finding: &Finding, line: Range<usize>) -> Vec<Piece> {
    let text = finding.text.as_str();
    let marks: Vec<_> = finding
        .evidence
        .iter()
        .enumerate()
        .filter(|(_, evidence)| line.start <= evidence.span.start && evidence.span.start < line.end)
        .map(|(index, evidence)| (evidence.span.start..evidence.span.end.min(line.end), index))
        .collect();
    let first = marks.iter().map(|(span, _)| span.start).min().unwrap_or(line.start);
    let last = marks.iter().map(|(span, _)| span.end).max().unwrap_or(line.start);
    // A line of a megabyte is shown around its first mark, not whole.
    let last = last.min(first + 4 * AROUND);
    let from = text.floor_char_boundary(first.saturating_sub(AROUND).max(line.start));
    let to = text.floor_char_boundary((last + AROUND).min(line.end));
    let read = text.floor_char_boundary(from.saturating_sub(MARGIN).max(line.start))
        ..text.floor_char_boundary((to + MARGIN).min(line.end));
    let mut spans: Vec<(Range<usize>, Option<usize>, &'static str)> = secrets(&text[read.clone()])
        .into_iter()
        .map(|(span, secret)| (read.start + span.start..read.start + span.end, None, secret.label()))
        .collect();
    let masks: Vec<_> = spans.iter().map(|(span, ..)| span.clone()).collect();
    let mut marks = marks;
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut taken = from;
    for (span, index) in marks {
        let is_free = span.start >= taken && masks.iter().all(|mask| mask.end <= span.start || span.end <= mask.start);
        if is_free {
            taken = span.end;
            spans.push((span, Some(index), ""));
        }
    }
    spans.sort_by_key(|(span, ..)| span.start);
    let mut pieces = Vec::new();
    if from > line.start {
        pieces.push(Piece::Cut);
    }
    let mut at = from;
    for (span, mark, label) in spans {
        if span.end <= at || span.start >= to {
            continue;
        }
        if span.start > at {
            pieces.push(Piece::Plain(text[at..span.start].to_owned()));
        }
        pieces.push(match mark {
            Some(index) => Piece::Marked(text[span.clone()].to_owned(), index),
            None => Piece::Masked(label),
        });
        at = span.end;
    }
    if at < to {
        pieces.push(Piece::Plain(text[at..to].to_owned()));
    }
    if to < line.end {
        pieces.push(Piece::Cut);
    }
    pieces
}
