//! The form above rows: by what they can be narrowed, and how many are left.

use maud::{Markup, html};

/// What rows can be narrowed by.
pub(in crate::site) struct Facet {
    /// The name of the control, of the attribute of the rows (`data-NAME`), and of the choice in the address.
    pub(in crate::site) name: &'static str,
    /// How the reader calls it.
    pub(in crate::site) label: &'static str,
    /// The folder of the pages that list one value each, for readers without scripts.
    pub(in crate::site) folder: Option<&'static str>,
    /// What the control says when nothing is chosen.
    pub(in crate::site) none: &'static str,
    /// The values.
    pub(in crate::site) values: Vec<FacetValue>,
}

/// A value to choose.
pub(in crate::site) struct FacetValue {
    /// As it stands in the rows' attribute.
    pub(in crate::site) value: String,
    /// As the reader sees it.
    pub(in crate::site) label: String,
    /// How many rows have it; 0 where the choice is not about which rows stay.
    pub(in crate::site) count: usize,
}

impl FacetValue {
    /// A value and the number of its rows.
    pub(in crate::site) fn new(value: impl Into<String>, label: impl Into<String>, count: usize) -> Self {
        Self { value: value.into(), label: label.into(), count }
    }
}

/// A chooser for each facet, the number of rows that are left of `rows`, and a way back to all of them. The component
/// [`RowTable`](super::RowTable) around it makes it work.
pub(in crate::site) fn filter_form(facets: &[Facet], rows: usize, noun: &str) -> Markup {
    html! {
        form class="filters" {
            @for Facet { name, label, none, values, .. } in facets {
                div class="filters__field" {
                    label for={ "filter-" (name) } { (label) }
                    select id={ "filter-" (name) } name=(name) autocomplete="off" {
                        option value="" { (none) }
                        @for FacetValue { value, label, count } in values {
                            option value=(value) {
                                (label)
                                @if *count > 0 { " (" (count) ")" }
                            }
                        }
                    }
                }
            }
            p class="filters__foot" {
                span role="status" data-shown=(noun) { (crate::table::count_sentence(rows, rows, noun)) }
                " "
                button class="button button--quiet" type="reset" { "Show all" }
            }
        }
    }
}
