//! From measurements to what is left of the limit, on a cold and on a warm start.

use std::fmt;
use std::time::Duration;

use super::inputs::{Measurements, Part, PoolWait};
use crate::duration::format_duration;

/// A path is tight below this share of the limit left: one fifth.
const COMFORT: u32 = 5;

/// Whether a request meets a new execution environment or one that is already running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The cold start counts.
    Cold,
    /// It does not.
    Warm,
}

impl Start {
    /// The path's name as a label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cold => "Cold path",
            Self::Warm => "Warm path",
        }
    }
}

/// What is left of the limit, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remaining {
    /// Time left; zero when the parts fill the limit to the microsecond.
    Left(Duration),
    /// Time beyond the limit, never zero.
    Over(Duration),
}

impl Remaining {
    fn of(limit: Duration, total: Duration) -> Self {
        match limit.checked_sub(total) {
            Some(left) => Self::Left(left),
            None => Self::Over(total - limit),
        }
    }
}

impl fmt::Display for Remaining {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Left(left) => write!(f, "{} left", format_duration(*left)),
            Self::Over(over) => write!(f, "over by {}", format_duration(*over)),
        }
    }
}

/// The judgement of one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// At least a fifth of the limit is left.
    Within,
    /// It fits, with less than a fifth left.
    Tight,
    /// It does not fit.
    Over,
    /// A part is not measured, and what is measured fits: it depends on that part.
    Undecided,
}

impl Verdict {
    /// The word that is shown; colour is never the only signal.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Within => "Within the limit",
            Self::Tight => "Tight",
            Self::Over => "Over the limit",
            Self::Undecided => "Undecided",
        }
    }

    /// The verdict's name in CSS classes.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Tight => "tight",
            Self::Over => "over",
            Self::Undecided => "undecided",
        }
    }
}

/// A measured part on a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartTime {
    /// Which part.
    pub part: Part,
    /// Its time.
    pub time: Duration,
    /// Its share of the measured total, in percent; the shares of a path sum to 100.
    pub share_percent: u32,
}

/// The budget of one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathBudget {
    /// Cold or warm.
    pub start: Start,
    /// The limit in force.
    pub limit: Duration,
    /// The measured parts, in the order in which they happen.
    pub parts: Vec<PartTime>,
    /// The parts of this path that are not measured.
    pub missing: Vec<Part>,
    /// The sum of the measured parts.
    pub total: Duration,
    /// The limit less the total: with parts missing, at most this is left for them.
    pub remaining: Remaining,
    /// The judgement.
    pub verdict: Verdict,
}

/// How far one part must fall, the others unchanged, for the request to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// To at most this time.
    FallTo(Part, Duration),
    /// Not even without this part would the request fit.
    CannotSaveAlone(Part),
}

impl PathBudget {
    fn new(start: Start, limit: Duration, measurements: &Measurements) -> Self {
        let mut known = Vec::new();
        let mut missing = Vec::new();
        for part in Part::ALL {
            let time = match part {
                Part::ColdStart if start == Start::Warm => continue,
                Part::ColdStart => measurements.cold_start.time(),
                Part::Processing => measurements.processing,
                Part::PoolWait => match measurements.pool_wait {
                    PoolWait::Time(time) => Some(time),
                    PoolWait::InsideProcessing => continue,
                    PoolWait::NotMeasured => None,
                },
            };
            match time {
                Some(time) => known.push((part, time)),
                None => missing.push(part),
            }
        }
        let total: Duration = known.iter().map(|(_, time)| *time).sum();
        let remaining = Remaining::of(limit, total);
        let verdict = match remaining {
            Remaining::Over(_) => Verdict::Over,
            Remaining::Left(_) if !missing.is_empty() => Verdict::Undecided,
            Remaining::Left(left) if left * COMFORT >= limit => Verdict::Within,
            Remaining::Left(_) => Verdict::Tight,
        };
        Self { start, limit, parts: with_shares(&known, total), missing, total, remaining, verdict }
    }

    /// The measured time of a part on this path; zero where it is not measured or not on the path.
    pub fn time_of(&self, part: Part) -> Duration {
        self.parts.iter().find(|known| known.part == part).map_or(Duration::ZERO, |known| known.time)
    }

    /// What must go for the path to be within its limit, with a fifth left if it fits already: the goal that
    /// advice is measured by. Zero when nothing is needed.
    pub fn shortfall(&self) -> Duration {
        match self.verdict {
            Verdict::Over => self.total.saturating_sub(self.limit),
            Verdict::Tight => self.total.saturating_sub(self.limit - self.limit / COMFORT),
            Verdict::Within | Verdict::Undecided => Duration::ZERO,
        }
    }

    /// For a path over its limit: how far each measured part must fall, alone. Empty where the path fits.
    pub fn requirements(&self) -> Vec<Requirement> {
        if self.verdict != Verdict::Over {
            return Vec::new();
        }
        self.parts
            .iter()
            .filter(|known| !known.time.is_zero())
            .map(|known| match self.limit.checked_sub(self.total - known.time) {
                Some(allowed) if !allowed.is_zero() || known.part != Part::Processing => {
                    Requirement::FallTo(known.part, allowed)
                }
                _ => Requirement::CannotSaveAlone(known.part),
            })
            .collect()
    }

    /// Processing alone is longer than the limit: no cold start and no pool wait less can save the request.
    pub fn processing_alone_is_over(&self) -> bool {
        self.time_of(Part::Processing) > self.limit
    }

    /// One sentence that says what is left or missing, for people and for screen readers.
    pub fn sentence(&self) -> String {
        let limit = format_duration(self.limit);
        let missing = self.missing.iter().map(|part| part.name()).collect::<Vec<_>>().join(" and ");
        match self.remaining {
            Remaining::Over(over) if self.missing.is_empty() => {
                format!("{} of {limit}: over by {}.", format_duration(self.total), format_duration(over))
            }
            Remaining::Over(over) => format!(
                "{} of {limit}: over by {} even before the {missing}, not measured.",
                format_duration(self.total),
                format_duration(over)
            ),
            Remaining::Left(left) if self.missing.is_empty() => format!(
                "{} of {limit}: {} left ({} %).",
                format_duration(self.total),
                format_duration(left),
                percent(left, self.limit)
            ),
            Remaining::Left(left) => format!(
                "{} of {limit} measured: it fits only if the {missing}, not measured, stays within {}.",
                format_duration(self.total),
                format_duration(left)
            ),
        }
    }
}

/// Gives each part its share of the total. The largest part takes what rounding leaves, so that shares sum to 100.
fn with_shares(known: &[(Part, Duration)], total: Duration) -> Vec<PartTime> {
    let mut parts: Vec<_> =
        known.iter().map(|&(part, time)| PartTime { part, time, share_percent: percent(time, total) }).collect();
    let sum: u32 = parts.iter().map(|known| known.share_percent).sum();
    if let Some(largest) = parts.iter_mut().max_by_key(|known| known.time).filter(|_| !total.is_zero()) {
        largest.share_percent = (largest.share_percent + 100).saturating_sub(sum);
    }
    parts
}

/// `part / whole` in percent, rounded to the nearest; 0 for an empty whole.
pub(super) fn percent(part: Duration, whole: Duration) -> u32 {
    let whole = whole.as_micros();
    if whole == 0 {
        return 0;
    }
    u32::try_from((part.as_micros() * 100 + whole / 2) / whole).unwrap_or(u32::MAX)
}

/// The budget of both paths against one limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// With the cold start.
    pub cold: PathBudget,
    /// Without it.
    pub warm: PathBudget,
}

impl Diagnosis {
    /// The path that advice is about: the cold one if its cold start is measured, else the warm one.
    pub fn decisive(&self) -> &PathBudget {
        if self.cold.missing.contains(&Part::ColdStart) { &self.warm } else { &self.cold }
    }

    /// Both paths in one line: `Cold path: over by 3 s. Warm path: 9 s left.`
    pub fn short(&self) -> String {
        let of = |path: &PathBudget| {
            let doubt = if path.verdict == Verdict::Undecided { "at most " } else { "" };
            format!("{}: {doubt}{}.", path.start.label(), path.remaining)
        };
        format!("{} {}", of(&self.cold), of(&self.warm))
    }

    /// Both paths, the worse first.
    pub fn paths(&self) -> [&PathBudget; 2] {
        [&self.cold, &self.warm]
    }
}

/// Computes `remaining = limit − (cold start + pool wait + processing)` for both paths, in whole microseconds.
/// `None` when nothing is measured or no limit is in force.
pub fn diagnose(measurements: &Measurements) -> Option<Diagnosis> {
    let limit = measurements.limit.filter(|_| !measurements.is_empty())?;
    Some(Diagnosis {
        cold: PathBudget::new(Start::Cold, limit, measurements),
        warm: PathBudget::new(Start::Warm, limit, measurements),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::inputs::{Inputs, LimitBounds};
    use proptest::prelude::*;

    fn diagnosis_of(cold_start: &str, processing: &str, pool_wait: &str, limit: u64) -> Option<Diagnosis> {
        let bounds = LimitBounds { default: Some(Duration::from_secs(limit)), maximum: None, raisable_by_quota: false };
        let inputs = Inputs {
            cold_start: cold_start.into(),
            processing: processing.into(),
            pool_wait: pool_wait.into(),
            ..Inputs::default()
        };
        diagnose(&inputs.read(&bounds))
    }

    #[test]
    fn twelve_seconds_cold_and_twenty_of_processing_are_over_by_three_cold_and_leave_nine_warm() {
        let found = diagnosis_of("12 s", "20 s", "0", 29).unwrap();
        assert_eq!(found.cold.remaining, Remaining::Over(Duration::from_secs(3)));
        assert_eq!(found.cold.verdict, Verdict::Over);
        assert_eq!(found.warm.remaining, Remaining::Left(Duration::from_secs(9)));
        assert_eq!(found.warm.verdict, Verdict::Within);
        assert_eq!(
            found.cold.requirements(),
            [
                Requirement::FallTo(Part::ColdStart, Duration::from_secs(9)),
                Requirement::FallTo(Part::Processing, Duration::from_secs(17)),
            ]
        );
        assert_eq!(found.cold.sentence(), "32 s of 29 s: over by 3 s.");
        assert_eq!(found.warm.sentence(), "20 s of 29 s: 9 s left (31 %).");
        assert_eq!(found.short(), "Cold path: over by 3 s. Warm path: 9 s left.");
    }

    #[test]
    fn the_http_api_has_one_second_more() {
        let found = diagnosis_of("0.4s", "3s", "27s", 30).unwrap();
        assert_eq!(found.cold.remaining, Remaining::Over(Duration::from_millis(400)));
        assert_eq!(found.warm.remaining, Remaining::Left(Duration::ZERO));
        assert_eq!(found.warm.verdict, Verdict::Tight);
    }

    #[test]
    fn processing_above_the_limit_cannot_be_saved_by_the_other_parts() {
        let found = diagnosis_of("1 s", "41 s", "1 s", 29).unwrap();
        assert!(found.cold.processing_alone_is_over());
        assert_eq!(
            found.cold.requirements(),
            [
                Requirement::CannotSaveAlone(Part::ColdStart),
                Requirement::CannotSaveAlone(Part::PoolWait),
                Requirement::FallTo(Part::Processing, Duration::from_secs(27)),
            ]
        );
    }

    #[test]
    fn a_pool_wait_that_is_not_measured_leaves_the_verdict_open() {
        let found = diagnosis_of("1 s", "5 s", "", 29).unwrap();
        assert_eq!(found.warm.verdict, Verdict::Undecided);
        assert_eq!(found.warm.missing, [Part::PoolWait]);
        assert_eq!(
            found.warm.sentence(),
            "5 s of 29 s measured: it fits only if the pool wait, not measured, stays within 24 s."
        );
        assert_eq!(found.short(), "Cold path: at most 23 s left. Warm path: at most 24 s left.");
        assert_eq!(diagnosis_of("1 s", "40 s", "", 29).unwrap().warm.verdict, Verdict::Over);
    }

    #[test]
    fn a_fifth_of_the_limit_left_is_within_and_less_is_tight() {
        assert_eq!(diagnosis_of("0", "24 s", "0", 30).unwrap().cold.verdict, Verdict::Within);
        let tight = diagnosis_of("0", "24.000001 s", "0", 30).unwrap().cold;
        assert_eq!(tight.verdict, Verdict::Tight);
        assert_eq!(tight.shortfall(), Duration::from_micros(1));
    }

    #[test]
    fn nothing_measured_is_no_diagnosis() {
        assert_eq!(diagnosis_of("", "", "", 29), None);
        assert_eq!(diagnosis_of("abc", "", "-1", 29), None);
    }

    proptest! {
        #[test]
        fn remaining_is_exact_and_each_requirement_just_fits(
            cold in 0..60_000_000_u64, processing in 1..60_000_000_u64, pool in 0..60_000_000_u64, limit in 1..60_u64,
        ) {
            let text = |micros: u64| format!("{micros}us");
            let found = diagnosis_of(&text(cold), &text(processing), &text(pool), limit).unwrap().cold;
            let expected = i128::from(limit) * 1_000_000 - i128::from(cold) - i128::from(processing) - i128::from(pool);
            let remaining = match found.remaining {
                Remaining::Left(left) => i128::try_from(left.as_micros()).unwrap(),
                Remaining::Over(over) => -i128::try_from(over.as_micros()).unwrap(),
            };
            prop_assert_eq!(remaining, expected);
            for requirement in found.requirements() {
                match requirement {
                    Requirement::FallTo(part, allowed) => {
                        prop_assert!(allowed < found.time_of(part));
                        prop_assert_eq!(found.total - found.time_of(part) + allowed, found.limit);
                    }
                    Requirement::CannotSaveAlone(part) => {
                        prop_assert!(found.total - found.time_of(part) >= found.limit);
                    }
                }
            }
        }
    }
}
