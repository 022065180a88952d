//! The timeout budget: measurements as they are typed, what is left of a limit, and which documented steps help most.
//!
//! The one formula is `remaining = limit − (cold start + pool wait + processing)`, in whole microseconds.
//! Input goes through two stages: [`Inputs`] is what the reader typed, [`Measurements`] what it means;
//! nothing after [`Inputs::read`] parses text again.

mod advice;
mod diagnosis;
mod fragment;
mod inputs;
mod report;

pub use advice::{Advice, Rank, Relief, Step, rank};
pub use diagnosis::{Diagnosis, PartTime, PathBudget, Remaining, Requirement, Start, Verdict, diagnose};
pub use fragment::FRAGMENT_KEYS;
pub use inputs::{Field, InputError, Inputs, LimitBounds, Measurements, Part, PoolWait, Reading};
pub use report::{ReportContext, markdown_report};
