//! What the calculator says of the limits that can be chosen.

use maud::{Markup, html};

use super::fact_lists::marked_date;
use crate::catalogue::{Date, Limit, Raisable};

/// The limits as options, grouped by vendor in the order in which vendors first appear. Each comes with its vendor's
/// name.
pub(in crate::site) fn limit_options(limits: &[(&Limit, &str)]) -> Markup {
    let mut vendors: Vec<&str> = Vec::new();
    for (_, vendor) in limits {
        if !vendors.contains(vendor) {
            vendors.push(vendor);
        }
    }
    html! {
        @for vendor in vendors {
            optgroup label=(vendor) {
                @for (limit, _) in limits.iter().filter(|(_, name)| *name == vendor) {
                    option value=(limit.id) {
                        (limit.platform) ": " (limit.stated_default())
                    }
                }
            }
        }
    }
}

/// The condition, the clock and the source of a limit, whose day is held against the day of the build.
pub(in crate::site) fn limit_facts(limit: &Limit, built: Date) -> Markup {
    let maximum = match (&limit.maximum, limit.raisable) {
        (Some(maximum), Raisable::Setting) => format!("A setting of yours, up to {maximum}. "),
        (None, Raisable::Setting) => "A setting of yours, with no documented maximum. ".to_owned(),
        (_, Raisable::Quota) => "Can be raised by a quota request. ".to_owned(),
        (_, Raisable::No) => "Cannot be raised. ".to_owned(),
    };
    html! {
        p { b { (limit.setting) ". " } (maximum) (limit.kind.explanation()) }
        p { (limit.conditions) }
        @if let Some(retries) = &limit.retries { p { "Retries: " (retries) } }
        @if let Some(source) = limit.sources.first() {
            p {
                "Source: "
                a href=(source.url) { (source.title) }
                ", verified on " (marked_date(limit.verified, built)) "."
            }
        }
    }
}
