//! Rows that a reader narrows and sorts: what was chosen, which rows stay, and in which order. Pure.
//!
//! A control named `vendor` is compared with a row's attribute `data-vendor`. Two names are not about which rows stay:
//! [`SORT`], the column by which they are sorted, and [`UNIT`], in which times are shown.

use std::cmp::Ordering;
use std::time::Duration;

use crate::duration::{Unit, format_in_grouped};

/// The choice of a column: its name, with a `-` in front for the largest first.
pub const SORT: &str = "sort";

/// The choice of a unit: `s`, `ms`, or nothing for times as they are documented.
pub const UNIT: &str = "unit";

/// What was chosen: names and values, without those that choose nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices(Vec<(String, String)>);

impl Choices {
    /// Reads the query of an address, with or without its `?`. Of a name that stands twice, the first counts.
    pub fn from_query(query: &str) -> Self {
        let mut choices = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            if choices.get(&name).is_empty() {
                choices.set(&name, &value);
            }
        }
        choices
    }

    /// The query that leads back to these choices; empty for none.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.0 {
            query.append_pair(name, value);
        }
        query.finish()
    }

    /// The value of a name; empty where nothing was chosen.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Chooses a value; the empty one chooses nothing.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The column by which rows are sorted, and whether the largest come first.
    pub fn sort(&self) -> Option<(&str, bool)> {
        match self.get(SORT) {
            "" => None,
            sort => Some(sort.strip_prefix('-').map_or((sort, false), |column| (column, true))),
        }
    }

    /// What a press on the head of a column leads to: the smallest first, then the largest, then the original order.
    pub fn press(&mut self, column: &str) {
        let next = match self.sort() {
            Some((sorted, false)) if sorted == column => format!("-{column}"),
            Some((sorted, true)) if sorted == column => String::new(),
            _ => column.to_owned(),
        };
        self.set(SORT, &next);
    }
}

/// Whether a row stays: its attribute, a list of words, holds the chosen value. The empty value keeps every row.
pub fn is_kept(attribute: &str, value: &str) -> bool {
    value.is_empty() || attribute.split(' ').any(|word| word == value)
}

/// The order of two values of a column: as numbers where both are, else as words; a row without a value comes last,
/// whatever comes first.
pub fn compare(one: Option<&str>, other: Option<&str>, is_largest_first: bool) -> Ordering {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.is_none().cmp(&other.is_none()),
    };
    let order = match (one.parse::<u64>(), other.parse::<u64>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        _ => one.to_ascii_lowercase().cmp(&other.to_ascii_lowercase()),
    };
    if is_largest_first { order.reverse() } else { order }
}

/// A time in a chosen unit, with a comma between thousands; `None` where the choice is no unit.
pub fn in_unit(time: Duration, unit: &str) -> Option<String> {
    let unit = match unit {
        "s" => Unit::Second,
        "ms" => Unit::Millisecond,
        _ => return None,
    };
    Some(format_in_grouped(time, unit))
}

/// How many rows are left: `12 of 129 errors`.
pub fn count_sentence(left: usize, all: usize, noun: &str) -> String {
    format!("{left} of {all} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn choices_are_read_from_an_address_and_lead_back_to_it() {
        let choices = Choices::from_query("?code=504&vendor=&sort=-default&code=502");
        assert_eq!((choices.get("code"), choices.get("vendor")), ("504", ""));
        assert_eq!(choices.sort(), Some(("default", true)));
        assert_eq!(choices.to_query(), "code=504&sort=-default");
        assert!(Choices::from_query("?").is_empty());
    }

    #[test]
    fn a_column_is_sorted_up_then_down_then_not() {
        let mut choices = Choices::default();
        let mut sorts = Vec::new();
        for column in ["default", "default", "default", "default", "platform"] {
            choices.press(column);
            sorts.push(choices.get(SORT).to_owned());
        }
        assert_eq!(sorts, ["default", "-default", "", "default", "platform"]);
    }

    #[test]
    fn a_row_stays_when_it_has_the_chosen_word() {
        assert!(is_kept("502 504", "504") && is_kept("504", "") && is_kept("", ""));
        assert!(!is_kept("502 504", "50") && !is_kept("", "504"));
    }

    #[test]
    fn rows_are_in_the_order_of_numbers_or_words_and_those_without_come_last() {
        let sorted = |largest_first: bool| {
            let mut rows = [Some("900"), None, Some("29"), Some("100")];
            rows.sort_by(|one, other| compare(*one, *other, largest_first));
            rows
        };
        assert_eq!(sorted(false), [Some("29"), Some("100"), Some("900"), None]);
        assert_eq!(sorted(true), [Some("900"), Some("100"), Some("29"), None]);
        assert_eq!(compare(Some("nginx"), Some("Envoy"), false), Ordering::Greater);
    }

    #[test]
    fn times_are_shown_in_the_chosen_unit() {
        for (microseconds, unit, shown) in [
            (29_000_000, "s", "29 s"),
            (1_500_000, "s", "1.5 s"),
            (7_200_000_000, "ms", "7,200,000 ms"),
            (500, "s", "0.0005 s"),
            (0, "ms", "0 ms"),
        ] {
            assert_eq!(in_unit(Duration::from_micros(microseconds), unit).as_deref(), Some(shown));
        }
        assert_eq!(in_unit(Duration::ZERO, "fortnights"), None);
    }

    proptest! {
        #[test]
        fn any_query_is_read_and_its_choices_are_stable(query in ".{0,80}") {
            let choices = Choices::from_query(&query);
            prop_assert_eq!(&Choices::from_query(&choices.to_query()), &choices);
        }
    }
}
