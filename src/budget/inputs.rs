//! What the reader typed, and what it means.

use std::fmt;
use std::time::Duration;

use crate::duration::{DurationError, format_duration, parse_duration};

/// A part of the time that a request takes in the backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Starting a new execution environment: Lambda's `Init Duration`.
    ColdStart,
    /// Waiting for a free connection of an exhausted pool.
    PoolWait,
    /// The work itself.
    Processing,
}

impl Part {
    /// All parts, in the order in which they happen.
    pub const ALL: [Self; 3] = [Self::ColdStart, Self::PoolWait, Self::Processing];

    /// The part's name in the middle of a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ColdStart => "cold start",
            Self::PoolWait => "pool wait",
            Self::Processing => "processing",
        }
    }

    /// The part's name at the start of a sentence, or as a label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ColdStart => "Cold start",
            Self::PoolWait => "Pool wait",
            Self::Processing => "Processing",
        }
    }

    /// The part's name in CSS classes and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ColdStart => "cold-start",
            Self::PoolWait => "pool-wait",
            Self::Processing => "processing",
        }
    }
}

/// A field of the troubleshooter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The measured time of a part.
    Part(Part),
    /// The reader's own limit, in place of the documented default.
    OwnLimit,
}

/// Everything the reader typed or chose, as text. `Default` is the empty form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// Measured cold start.
    pub cold_start: String,
    /// Measured wait for a connection of the pool.
    pub pool_wait: String,
    /// Measured processing time.
    pub processing: String,
    /// `processing` is the `Duration` of Lambda's REPORT line, which contains the pool wait.
    pub processing_is_lambda_duration: bool,
    /// Id of the documented limit; empty for the default one.
    pub limit_id: String,
    /// The limit in force, where it was raised or set lower; empty for the documented default.
    pub own_limit: String,
}

/// What a documented limit says of itself, as far as the calculation needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitBounds {
    /// The limit unless changed; `None` where it is off unless set.
    pub default: Option<Duration>,
    /// The largest value that can be set without asking the vendor; `None` where there is none.
    pub maximum: Option<Duration>,
    /// A request to the vendor can lift the limit above `maximum`.
    pub raisable_by_quota: bool,
}

/// What a field's text was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The field is empty.
    NotMeasured,
    /// A time, zero included.
    Time(Duration),
    /// The text is no time, or one that cannot be; the field counts as not measured until it is mended.
    Wrong(InputError),
}

impl Reading {
    /// The time, if there is one.
    pub fn time(&self) -> Option<Duration> {
        match self {
            Self::Time(duration) => Some(*duration),
            Self::NotMeasured | Self::Wrong(_) => None,
        }
    }
}

/// Why a field's text cannot be used. `Display` is the message under the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputError {
    /// Not a duration.
    Duration(DurationError),
    /// The pool wait is longer than Lambda's `Duration`, which contains it.
    PoolWaitExceedsDuration {
        /// Pool wait as typed.
        pool_wait: Duration,
        /// Lambda's `Duration` as typed.
        duration: Duration,
    },
    /// A limit of zero leaves no time at all.
    ZeroLimit,
    /// The reader's own limit is above what the platform allows.
    AboveMaximum {
        /// The limit as typed.
        read: Duration,
        /// The documented maximum, which cannot be raised.
        maximum: Duration,
    },
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duration(error) => error.fmt(f),
            Self::PoolWaitExceedsDuration { pool_wait, duration } => write!(
                f,
                "{} of pool wait cannot be inside a Duration of {}: check both, or switch “is Lambda’s Duration” off",
                format_duration(*pool_wait),
                format_duration(*duration)
            ),
            Self::ZeroLimit => {
                f.write_str("A limit of 0 leaves no time at all: enter the limit in force, such as 29 s")
            }
            Self::AboveMaximum { read, maximum } => write!(
                f,
                "{} is above {}, the documented maximum of this limit, which cannot be raised",
                format_duration(*read),
                format_duration(*maximum)
            ),
        }
    }
}

impl std::error::Error for InputError {}

/// How well the pool wait is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PoolWait {
    /// The field is empty: it may be anything.
    NotMeasured,
    /// Not measured either, but contained in the processing time that was, so that the sum is known.
    InsideProcessing,
    /// Measured, and not contained in the processing time below.
    Time(Duration),
}

/// What the inputs mean: the two-stage counterpart of [`Inputs`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurements {
    /// Cold start as read.
    pub cold_start: Reading,
    /// Pool wait as read from its field.
    pub pool_wait_field: Reading,
    /// Processing as read from its field, before anything is subtracted.
    pub processing_field: Reading,
    /// The reader's own limit as read.
    pub own_limit: Reading,
    /// Pool wait as it counts.
    pub pool_wait: PoolWait,
    /// Processing as it counts: without the pool wait.
    pub processing: Option<Duration>,
    /// What was subtracted from Lambda's `Duration`, if anything.
    pub subtracted: Option<Duration>,
    /// The limit in force; `None` where none is documented and none was entered.
    pub limit: Option<Duration>,
}

impl Measurements {
    /// How a field was read.
    pub fn reading(&self, field: Field) -> &Reading {
        match field {
            Field::Part(Part::ColdStart) => &self.cold_start,
            Field::Part(Part::PoolWait) => &self.pool_wait_field,
            Field::Part(Part::Processing) => &self.processing_field,
            Field::OwnLimit => &self.own_limit,
        }
    }

    /// Whether any time was entered at all.
    pub fn is_empty(&self) -> bool {
        self.cold_start.time().is_none()
            && self.processing_field.time().is_none()
            && self.pool_wait_field.time().is_none()
    }
}

impl Inputs {
    /// The text of a field.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Part(Part::ColdStart) => &self.cold_start,
            Field::Part(Part::PoolWait) => &self.pool_wait,
            Field::Part(Part::Processing) => &self.processing,
            Field::OwnLimit => &self.own_limit,
        }
    }

    /// The text of a field, to be written.
    pub fn text_mut(&mut self, field: Field) -> &mut String {
        match field {
            Field::Part(Part::ColdStart) => &mut self.cold_start,
            Field::Part(Part::PoolWait) => &mut self.pool_wait,
            Field::Part(Part::Processing) => &mut self.processing,
            Field::OwnLimit => &mut self.own_limit,
        }
    }

    /// Reads every field. A wrong one carries its message and counts as not measured; the others stand.
    pub fn read(&self, limit: &LimitBounds) -> Measurements {
        let processing_field = read_time(&self.processing);
        let mut pool_wait_field = read_time(&self.pool_wait);
        let contains_pool_wait = self.processing_is_lambda_duration;
        if let (true, Some(pool_wait), Some(duration)) =
            (contains_pool_wait, pool_wait_field.time(), processing_field.time())
            && pool_wait > duration
        {
            pool_wait_field = Reading::Wrong(InputError::PoolWaitExceedsDuration { pool_wait, duration });
        }
        let pool_wait = match (pool_wait_field.time(), contains_pool_wait && processing_field.time().is_some()) {
            (Some(time), _) => PoolWait::Time(time),
            (None, true) => PoolWait::InsideProcessing,
            (None, false) => PoolWait::NotMeasured,
        };
        let subtracted = pool_wait_field.time().filter(|_| contains_pool_wait);
        let own_limit = read_own_limit(&self.own_limit, limit);
        Measurements {
            cold_start: read_time(&self.cold_start),
            processing: processing_field.time().map(|time| time.saturating_sub(subtracted.unwrap_or_default())),
            pool_wait,
            subtracted,
            limit: own_limit.time().or(limit.default),
            pool_wait_field,
            processing_field,
            own_limit,
        }
    }
}

fn read_time(text: &str) -> Reading {
    match parse_duration(text) {
        Ok(Some(duration)) => Reading::Time(duration),
        Ok(None) => Reading::NotMeasured,
        Err(error) => Reading::Wrong(InputError::Duration(error)),
    }
}

fn read_own_limit(text: &str, limit: &LimitBounds) -> Reading {
    match read_time(text) {
        Reading::Time(read) if read.is_zero() => Reading::Wrong(InputError::ZeroLimit),
        Reading::Time(read) => match limit.maximum {
            Some(maximum) if read > maximum && !limit.raisable_by_quota => {
                Reading::Wrong(InputError::AboveMaximum { read, maximum })
            }
            _ => Reading::Time(read),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest() -> LimitBounds {
        let limit = Some(Duration::from_secs(29));
        LimitBounds { default: limit, maximum: limit, raisable_by_quota: true }
    }

    fn inputs(cold_start: &str, processing: &str, pool_wait: &str) -> Inputs {
        Inputs {
            cold_start: cold_start.into(),
            processing: processing.into(),
            pool_wait: pool_wait.into(),
            ..Inputs::default()
        }
    }

    fn error_of(reading: &Reading) -> Option<String> {
        match reading {
            Reading::Wrong(error) => Some(error.to_string()),
            Reading::NotMeasured | Reading::Time(_) => None,
        }
    }

    #[test]
    fn an_empty_pool_wait_is_not_measured() {
        let read = inputs("1 s", "2 s", "").read(&rest());
        assert_eq!(read.pool_wait, PoolWait::NotMeasured);
        assert_eq!(inputs("1 s", "2 s", "0").read(&rest()).pool_wait, PoolWait::Time(Duration::ZERO));
    }

    #[test]
    fn lambda_duration_gives_up_the_pool_wait_that_it_contains() {
        let mut typed = inputs("", "30 s", "27 s");
        typed.processing_is_lambda_duration = true;
        let read = typed.read(&rest());
        assert_eq!(read.processing, Some(Duration::from_secs(3)));
        assert_eq!(read.subtracted, Some(Duration::from_secs(27)));
    }

    #[test]
    fn lambda_duration_without_a_pool_wait_still_gives_the_whole_sum() {
        let mut typed = inputs("", "30 s", "");
        typed.processing_is_lambda_duration = true;
        assert_eq!(typed.read(&rest()).pool_wait, PoolWait::InsideProcessing);
    }

    #[test]
    fn a_pool_wait_above_lambda_duration_is_an_input_error_and_keeps_the_rest() {
        let mut typed = inputs("1 s", "3 s", "27 s");
        typed.processing_is_lambda_duration = true;
        let read = typed.read(&rest());
        assert_eq!(
            error_of(&read.pool_wait_field).unwrap(),
            "27 s of pool wait cannot be inside a Duration of 3 s: check both, or switch “is Lambda’s Duration” off"
        );
        assert_eq!(read.processing, Some(Duration::from_secs(3)));
        assert_eq!(read.cold_start, Reading::Time(Duration::from_secs(1)));
    }

    #[test]
    fn one_wrong_field_leaves_the_others() {
        let read = inputs("abc", "20 s", "0").read(&rest());
        assert!(error_of(&read.cold_start).is_some());
        assert_eq!(read.processing, Some(Duration::from_secs(20)));
    }

    #[test]
    fn an_own_limit_is_held_against_the_documented_maximum() {
        let fixed = LimitBounds { raisable_by_quota: false, ..rest() };
        let own = |text: &str, limit: &LimitBounds| Inputs { own_limit: text.into(), ..Inputs::default() }.read(limit);
        assert_eq!(own("60 s", &rest()).limit, Some(Duration::from_secs(60)));
        assert_eq!(own("10 s", &fixed).limit, Some(Duration::from_secs(10)));
        let above = own("60 s", &fixed);
        assert_eq!(above.limit, fixed.default);
        assert_eq!(
            error_of(&above.own_limit).unwrap(),
            "60 s is above 29 s, the documented maximum of this limit, which cannot be raised"
        );
        assert!(error_of(&own("0", &rest()).own_limit).is_some());
    }
}
