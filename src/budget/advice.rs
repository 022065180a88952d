//! Ranks the steps that an entry documents by what they can remove for these numbers.

use std::time::Duration;

use serde::Serialize;

use super::diagnosis::{Diagnosis, PathBudget, percent};
use super::inputs::{Measurements, Part, PoolWait};
use crate::duration::format_duration;

/// What a documented step takes off the time of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub enum Relief {
    /// The cold start, which can go altogether.
    #[serde(rename = "cold-start")]
    ColdStart,
    /// The processing, which can shrink but never go.
    #[serde(rename = "processing")]
    Processing,
    /// The pool wait, which can go altogether.
    #[serde(rename = "pool-wait")]
    PoolWait,
    /// Everything: the work leaves the request and goes on asynchronously.
    #[serde(rename = "whole-request")]
    WholeRequest,
}

/// A documented step and the parts that it relieves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, miniserde::Deserialize)]
pub struct Step {
    /// Its number in the entry's list of steps, from 1.
    pub number: usize,
    /// Its first sentence, which stands alone.
    pub lead: String,
    /// What it relieves; empty for a step that saves no time.
    pub relieves: Vec<Relief>,
}

/// How much a step matters for these numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// It answers the shortfall, alone or together with others.
    Helps,
    /// It takes the whole work out of the request.
    TakesOut,
    /// It relieves a part that is not measured.
    MeasureFirst,
    /// It has nothing to remove here.
    NothingToRemove,
}

/// A step with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The documented step.
    pub step: Step,
    /// How much it matters.
    pub rank: Rank,
    /// Why, with the numbers: one or two sentences.
    pub reason: String,
}

/// What a step can remove on the decisive path.
struct Effect {
    /// Cold start and pool wait: parts that can go altogether.
    removable: Duration,
    /// Processing: a part that can only shrink.
    reducible: Duration,
}

/// Orders `steps` by how much of the shortfall each can remove, the most first. Between steps that can remove
/// the same, the one that removes what can go altogether comes first. If processing alone is over the limit,
/// the steps that take the work out of the request come before all others; else they follow those that help.
/// Steps without any relief are left out: they are about something else than time.
pub fn rank(steps: &[Step], measurements: &Measurements, diagnosis: &Diagnosis) -> Vec<Advice> {
    let path = diagnosis.decisive();
    let goal = path.shortfall();
    let nothing_fits = path.processing_alone_is_over();
    let mut ranked: Vec<_> = steps
        .iter()
        .filter(|step| !step.relieves.is_empty())
        .map(|step| {
            let effect = effect(step, path);
            let rank = rank_of(step, &effect, measurements);
            let class = match rank {
                Rank::TakesOut if nothing_fits => 0,
                Rank::Helps => 1,
                Rank::TakesOut => 2,
                Rank::MeasureFirst => 3,
                Rank::NothingToRemove => 4,
            };
            let both = effect.removable + effect.reducible;
            let most_first =
                std::cmp::Reverse((both.min(goal), effect.removable.min(goal), effect.removable, effect.reducible));
            let reason = reason(step, rank, &effect, path, measurements);
            ((class, most_first, step.number), Advice { step: step.clone(), rank, reason })
        })
        .collect();
    ranked.sort_by_key(|(order, _)| *order);
    ranked.into_iter().map(|(_, advice)| advice).collect()
}

fn effect(step: &Step, path: &PathBudget) -> Effect {
    let time = |relief: Relief, part: Part| {
        if step.relieves.contains(&relief) { path.time_of(part) } else { Duration::ZERO }
    };
    Effect {
        removable: time(Relief::ColdStart, Part::ColdStart) + time(Relief::PoolWait, Part::PoolWait),
        reducible: time(Relief::Processing, Part::Processing),
    }
}

fn rank_of(step: &Step, effect: &Effect, measurements: &Measurements) -> Rank {
    if step.relieves.contains(&Relief::WholeRequest) {
        Rank::TakesOut
    } else if !(effect.removable + effect.reducible).is_zero() {
        Rank::Helps
    } else if !unmeasured(step, measurements).is_empty() {
        Rank::MeasureFirst
    } else {
        Rank::NothingToRemove
    }
}

/// The parts that the step relieves and that nobody measured.
fn unmeasured(step: &Step, measurements: &Measurements) -> Vec<Part> {
    step.relieves
        .iter()
        .filter_map(|relief| match relief {
            Relief::ColdStart if measurements.cold_start.time().is_none() => Some(Part::ColdStart),
            Relief::Processing if measurements.processing.is_none() => Some(Part::Processing),
            Relief::PoolWait if !matches!(measurements.pool_wait, PoolWait::Time(_)) => Some(Part::PoolWait),
            _ => None,
        })
        .collect()
}

fn reason(step: &Step, rank: Rank, effect: &Effect, path: &PathBudget, measurements: &Measurements) -> String {
    match rank {
        Rank::TakesOut if path.processing_alone_is_over() => format!(
            "Processing alone takes {}, over the limit of {}: the work has to leave the request.",
            format_duration(path.time_of(Part::Processing)),
            format_duration(path.limit)
        ),
        Rank::TakesOut => format!(
            "Answers at once and works on afterwards: the {} no longer count against the limit.",
            format_duration(path.total)
        ),
        Rank::Helps => helping_reason(step, effect, path),
        Rank::MeasureFirst if measurements.pool_wait == PoolWait::InsideProcessing => {
            "The pool wait inside Lambda’s Duration is not measured: measure it to see what this step is worth."
                .to_owned()
        }
        Rank::MeasureFirst => {
            let parts = unmeasured(step, measurements).iter().map(|part| part.name()).collect::<Vec<_>>();
            format!("The {} is not measured: measure it to see what this step is worth.", parts.join(" and the "))
        }
        Rank::NothingToRemove => {
            let parts = relieved_parts(step).map(Part::name).collect::<Vec<_>>();
            format!("Nothing to remove here: the {} takes no time.", parts.join(" and the "))
        }
    }
}

fn relieved_parts(step: &Step) -> impl Iterator<Item = Part> + '_ {
    step.relieves.iter().filter_map(|relief| match relief {
        Relief::ColdStart => Some(Part::ColdStart),
        Relief::Processing => Some(Part::Processing),
        Relief::PoolWait => Some(Part::PoolWait),
        Relief::WholeRequest => None,
    })
}

/// For a step that helps: what going without the removable parts leaves, then how far processing must fall.
fn helping_reason(step: &Step, effect: &Effect, path: &PathBudget) -> String {
    let mut sentences = Vec::new();
    if !effect.removable.is_zero() {
        let parts: Vec<_> = relieved_parts(step)
            .filter(|part| *part != Part::Processing && !path.time_of(*part).is_zero())
            .map(|part| format!("{} of {}", format_duration(path.time_of(part)), part.name()))
            .collect();
        let after = path.total.saturating_sub(effect.removable);
        let outcome = match path.limit.checked_sub(after) {
            Some(left) => format!("without it {} left of {}", format_duration(left), format_duration(path.limit)),
            None => format!("without it still over by {}", format_duration(after - path.limit)),
        };
        sentences.push(format!("Can remove the {}: {outcome}.", parts.join(" and the ")));
    }
    if !effect.reducible.is_zero() {
        let goal = path.shortfall();
        let needed = goal.saturating_sub(effect.removable);
        if goal.is_zero() {
            let shown = format_duration(effect.reducible);
            sentences.push(format!("Processing takes {shown}; nothing has to fall, and what is saved is reserve."));
        } else if needed.is_zero() {
            sentences.push("Processing need not fall then.".to_owned());
        } else if needed < effect.reducible {
            let before = if effect.removable.is_zero() { "Processing would have to" } else { "Processing must then" };
            sentences.push(format!(
                "{before} fall by {} ({} %), to {}.",
                format_duration(needed),
                percent(needed, effect.reducible),
                format_duration(effect.reducible - needed)
            ));
        } else {
            sentences.push("Less processing helps, but cannot save the request alone.".to_owned());
        }
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::diagnosis::diagnose;
    use crate::budget::inputs::{Inputs, LimitBounds};
    use proptest::prelude::*;

    /// The reliefs of the five steps of the API Gateway 504 entry.
    fn steps() -> Vec<Step> {
        [
            vec![Relief::ColdStart, Relief::Processing],
            vec![Relief::WholeRequest],
            vec![Relief::Processing],
            vec![Relief::PoolWait],
            vec![Relief::WholeRequest],
        ]
        .into_iter()
        .enumerate()
        .map(|(index, relieves)| Step { number: index + 1, lead: String::new(), relieves })
        .collect()
    }

    fn ranked(cold_start: &str, processing: &str, pool_wait: &str) -> Vec<Advice> {
        let limit = LimitBounds { default: Some(Duration::from_secs(29)), maximum: None, raisable_by_quota: true };
        let inputs = Inputs {
            cold_start: cold_start.into(),
            processing: processing.into(),
            pool_wait: pool_wait.into(),
            ..Inputs::default()
        };
        let measurements = inputs.read(&limit);
        rank(&steps(), &measurements, &diagnose(&measurements).unwrap())
    }

    fn order(advice: &[Advice]) -> Vec<usize> {
        advice.iter().map(|advice| advice.step.number).collect()
    }

    #[test]
    fn a_cold_start_that_breaks_the_limit_puts_its_step_first() {
        let advice = ranked("12 s", "20 s", "0");
        assert_eq!(order(&advice), [1, 3, 2, 5, 4]);
        assert_eq!(
            advice[0].reason,
            "Can remove the 12 s of cold start: without it 9 s left of 29 s. Processing need not fall then."
        );
        assert_eq!(advice[1].reason, "Processing would have to fall by 3 s (15 %), to 17 s.");
        assert_eq!(advice[4].reason, "Nothing to remove here: the pool wait takes no time.");
    }

    #[test]
    fn an_exhausted_pool_puts_its_step_first() {
        let advice = ranked("0.4 s", "3 s", "27 s");
        assert_eq!(order(&advice), [4, 1, 3, 2, 5]);
        assert_eq!(advice[0].reason, "Can remove the 27 s of pool wait: without it 25.6 s left of 29 s.");
        assert_eq!(
            advice[1].reason,
            "Can remove the 400 ms of cold start: without it still over by 1 s. \
             Processing must then fall by 1 s (33 %), to 2 s."
        );
    }

    #[test]
    fn processing_above_the_limit_puts_the_asynchronous_steps_first() {
        let advice = ranked("", "41 s", "");
        assert_eq!(order(&advice), [2, 5, 1, 3, 4]);
        assert_eq!(
            advice[0].reason,
            "Processing alone takes 41 s, over the limit of 29 s: the work has to leave the request."
        );
        assert_eq!(advice[4].rank, Rank::MeasureFirst);
    }

    #[test]
    fn an_unmeasured_pool_asks_to_be_measured() {
        let advice = ranked("12 s", "20 s", "");
        let pool = advice.iter().find(|advice| advice.step.number == 4).unwrap();
        assert_eq!(pool.rank, Rank::MeasureFirst);
        assert_eq!(pool.reason, "The pool wait is not measured: measure it to see what this step is worth.");
    }

    proptest! {
        #[test]
        fn every_step_is_ranked_once_with_a_reason(
            cold in 0..60_000_u32, processing in 0..60_000_u32, pool in proptest::option::of(0..60_000_u32),
        ) {
            let pool = pool.map_or_else(String::new, |pool| pool.to_string());
            let advice = ranked(&cold.to_string(), &processing.to_string(), &pool);
            let mut numbers = order(&advice);
            numbers.sort_unstable();
            prop_assert_eq!(numbers, vec![1, 2, 3, 4, 5]);
            prop_assert!(advice.iter().all(|advice| !advice.reason.is_empty()));
            let asynchronous_first = advice[0].rank == Rank::TakesOut && advice[1].rank == Rank::TakesOut;
            prop_assert_eq!(asynchronous_first, processing > 29_000 || cold + processing == 0 && pool.parse().unwrap_or(0) == 0);
        }
    }
}
