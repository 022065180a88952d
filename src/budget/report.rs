//! A diagnosis as markdown, for a ticket.

use super::advice::{Advice, Rank};
use super::diagnosis::{Diagnosis, PathBudget, Requirement};
use super::inputs::Part;
use crate::duration::format_duration;

/// What the report says beyond the numbers.
#[derive(Debug, Clone, Copy)]
pub struct ReportContext<'a> {
    /// The limit's platform and setting, such as `API Gateway REST API, Regional: integration timeout`.
    pub limit_name: &'a str,
    /// The address that reopens this diagnosis.
    pub link: &'a str,
    /// The title of the entry whose steps these are.
    pub entry_title: &'a str,
}

/// Writes the diagnosis as markdown: a table of both paths, what must be true, the steps in their order, the link.
pub fn markdown_report(diagnosis: &Diagnosis, advice: &[Advice], context: ReportContext<'_>) -> String {
    let limit = format_duration(diagnosis.cold.limit);
    let mut report = format!("### Timeout budget against {} ({limit})\n\n", plain(context.limit_name));
    report.push_str("| Path | Cold start | Pool wait | Processing | Total | Remaining | Verdict |\n");
    report.push_str("|---|--:|--:|--:|--:|--:|---|\n");
    for path in diagnosis.paths() {
        report.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} |\n",
            path.start.label(),
            cell(path, Part::ColdStart),
            cell(path, Part::PoolWait),
            cell(path, Part::Processing),
            format_duration(path.total),
            path.remaining,
            path.verdict.label(),
        ));
    }
    report.push('\n');
    for path in diagnosis.paths() {
        report.push_str(&format!("- {}: {}\n", path.start.label(), path.sentence()));
    }
    for requirement in diagnosis.decisive().requirements() {
        report.push_str(&format!("- {}\n", requirement.sentence()));
    }
    let steps: Vec<_> = advice.iter().filter(|advice| advice.rank != Rank::NothingToRemove).collect();
    if !steps.is_empty() {
        report
            .push_str(&format!("\nSteps of “{}”, those that matter for these numbers first:\n\n", context.entry_title));
        for (index, advice) in steps.iter().enumerate() {
            let (lead, number) = (&advice.step.lead, advice.step.number);
            report.push_str(&format!("{}. {lead} (step {number}) {}\n", index + 1, advice.reason));
        }
    }
    report.push_str(&format!("\n<{}>\n", context.link));
    report
}

impl Requirement {
    /// The requirement as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::FallTo(part, allowed) if allowed.is_zero() => {
                format!("{} alone would have to go altogether.", part.label())
            }
            Self::FallTo(part, allowed) => {
                format!("{} alone would have to fall to {} or less.", part.label(), format_duration(allowed))
            }
            Self::CannotSaveAlone(part) => {
                format!("{} cannot save the request alone: even without it the rest is over the limit.", part.label())
            }
        }
    }
}

fn cell(path: &PathBudget, part: Part) -> String {
    if path.missing.contains(&part) {
        return "not measured".to_owned();
    }
    match path.parts.iter().find(|known| known.part == part) {
        Some(known) => format!("{} ({} %)", format_duration(known.time), known.share_percent),
        None if part == Part::PoolWait => "inside processing".to_owned(),
        None => "–".to_owned(),
    }
}

/// One line without what would break out of a markdown table or heading.
fn plain(text: &str) -> String {
    text.replace(['|', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::{Inputs, LimitBounds, Relief, Step, diagnose, rank};
    use std::time::Duration;

    #[test]
    fn the_report_carries_numbers_requirements_steps_and_link() {
        let limit = LimitBounds { default: Some(Duration::from_secs(29)), maximum: None, raisable_by_quota: true };
        let inputs = Inputs { cold_start: "12 s".into(), processing: "20 s".into(), ..Inputs::default() };
        let measurements = inputs.read(&limit);
        let diagnosis = diagnose(&measurements).unwrap();
        let steps = [
            Step { number: 1, lead: "Do less.".into(), relieves: vec![Relief::ColdStart] },
            Step { number: 4, lead: "Reuse connections.".into(), relieves: vec![Relief::PoolWait] },
        ];
        let advice = rank(&steps, &measurements, &diagnosis);
        let context = ReportContext { limit_name: "REST | API", link: "https://example.org/?a=b", entry_title: "504" };
        assert_eq!(
            markdown_report(&diagnosis, &advice, context),
            "### Timeout budget against REST   API (29 s)\n\n\
             | Path | Cold start | Pool wait | Processing | Total | Remaining | Verdict |\n\
             |---|--:|--:|--:|--:|--:|---|\n\
             | Cold path | 12 s (38 %) | not measured | 20 s (62 %) | 32 s | over by 3 s | Over the limit |\n\
             | Warm path | – | not measured | 20 s (100 %) | 20 s | 9 s left | Undecided |\n\n\
             - Cold path: 32 s of 29 s: over by 3 s even before the pool wait, not measured.\n\
             - Warm path: 20 s of 29 s measured: it fits only if the pool wait, not measured, stays within 9 s.\n\
             - Cold start alone would have to fall to 9 s or less.\n\
             - Processing alone would have to fall to 17 s or less.\n\n\
             Steps of “504”, those that matter for these numbers first:\n\n\
             1. Do less. (step 1) Can remove the 12 s of cold start: without it 9 s left of 29 s.\n\
             2. Reuse connections. (step 4) The pool wait is not measured: measure it to see what this step is worth.\n\
             \n<https://example.org/?a=b>\n"
        );
    }
}
