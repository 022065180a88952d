/*!
Median and range of a few measurements.
*/

use std::fmt;

/// A summary of repeated measurements of one quantity. A mean would hide the one slow run in seven.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The middle value, or the mean of the two in the middle.
    pub median: f64,
    /// The least value.
    pub min: f64,
    /// The greatest value.
    pub max: f64,
}

impl Spread {
    /// The spread of `values`; `None` of nothing.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = values.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (min, max) = (*sorted.first()?, *sorted.last()?);
        let half = sorted.len() / 2;
        let median = if sorted.len() % 2 == 1 { sorted[half] } else { f64::midpoint(sorted[half - 1], sorted[half]) };
        Some(Self { median, min, max })
    }
}

/// `median (min–max)`, each with the precision that the format asks for: `{spread:.0}`.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = f.precision().unwrap_or(0);
        let Self { median, min, max } = self;
        write!(f, "{median:.precision$} ({min:.precision$}–{max:.precision$})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_and_range_of_odd_and_even_numbers_of_values() {
        let spread = Spread::of([3.0, 1.0, 10.0]);
        assert_eq!(spread, Some(Spread { median: 3.0, min: 1.0, max: 10.0 }));
        let spread = Spread::of([4.0, 1.0, 2.0, 10.0]).unwrap();
        assert_eq!(spread.median, 3.0);
        assert_eq!(format!("{spread:.1}"), "3.0 (1.0–10.0)");
        assert_eq!(Spread::of([]), None);
    }
}
