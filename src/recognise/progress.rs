//! How far the recogniser is.

use std::ops::Range;

/// How much of the work is done: it never goes back, and ends at the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Progress(u16);

impl Progress {
    /// All of it.
    pub const WHOLE: Self = Self(1000);

    /// The share in thousandths, 0 to 1000.
    pub const fn thousandths(self) -> u16 {
        self.0
    }
}

/// What is done with a text, one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pass {
    /// It is cleaned.
    Clean,
    /// Records are read, and statuses and times outside of them.
    Records,
    /// Signatures and marks are looked for.
    Patterns,
    /// Spans of the cleaned text are looked up in the raw one.
    RawSpans,
}

impl Pass {
    const ALL: [Self; 4] = [Self::Clean, Self::Records, Self::Patterns, Self::RawSpans];

    /// Its share of the whole in thousandths, as measured in WebAssembly on access logs, error logs and prose.
    const fn weight(self) -> u16 {
        match self {
            Self::Clean => 100,
            Self::Records => 510,
            Self::Patterns => 370,
            Self::RawSpans => 20,
        }
    }
}

const _: () = {
    let (mut sum, mut index) = (0, 0);
    while index < Pass::ALL.len() {
        sum += Pass::ALL[index].weight();
        index += 1;
    }
    assert!(sum == Progress::WHOLE.0, "the passes are the whole");
};

/// The passes through a text, and who wants to know how far they are.
pub(super) struct Work<'a> {
    report: &'a mut dyn FnMut(Progress),
    /// What the passes before the current one and it are together, in thousandths.
    begun: u16,
}

impl<'a> Work<'a> {
    /// Nothing is done yet.
    pub(super) fn new(report: &'a mut dyn FnMut(Progress)) -> Self {
        Self { report, begun: 0 }
    }

    /// Begins a pass: the stretches of a text of `length` bytes, each of which is reported when the next is asked for. A
    /// stretch may end inside a character. A pass may stop early.
    pub(super) fn pass(&mut self, pass: Pass, length: usize) -> Stretches<'_> {
        let base = self.begun;
        self.begun += pass.weight();
        Stretches { report: &mut *self.report, base, weight: pass.weight(), length, at: 0 }
    }

    /// Everything is done.
    pub(super) fn end(self) {
        (self.report)(Progress::WHOLE);
    }
}

/// See [`Work::pass`].
pub(super) struct Stretches<'a> {
    report: &'a mut dyn FnMut(Progress),
    base: u16,
    weight: u16,
    length: usize,
    at: usize,
}

impl Stretches<'_> {
    /// How much is read before it is reported, in bytes: a few milliseconds of work.
    const STEP: usize = 1 << 18;
}

impl Iterator for Stretches<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if start > 0 {
            let done = u64::from(self.weight) * start as u64 / self.length as u64;
            (self.report)(Progress(self.base + u16::try_from(done).unwrap_or(self.weight)));
        }
        self.at = self.length.min(start + Self::STEP);
        (start < self.length).then_some(start..self.at)
    }
}
