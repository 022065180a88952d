//! `/limits/`: every documented time limit, to sort and filter.

use maud::{Markup, html};

use crate::app::Site;
use crate::catalogue::{Date, Limit};
use crate::components::{Facet, Size, filter_form, marked_date, path_strip};
use crate::duration::StatedDuration;

/// The page.
pub(crate) struct Limits<'a> {
    /// Every limit and its vendor's name, in the order of the file.
    pub(crate) rows: Vec<(&'a Limit, &'a str)>,
    /// What the rows can be narrowed by, and the unit of the times.
    pub(crate) facets: Vec<Facet>,
    /// The day of the build.
    pub(crate) today: Date,
}

/// The table, what narrows it, and the same as files.
pub(crate) fn limits(site: &Site, data: &Limits<'_>) -> Markup {
    html! {
        article class="listing" {
            h1 { "Time limits" }
            p class="lead" {
                "How long each layer waits, what its clock counts, who can change it, and what the client sees when it "
                "trips."
            }
            p class="actions" {
                "Download "
                a rel="external" href=(site.address("limits.json")) { "JSON" }
                a rel="external" href=(site.address("limits.csv")) { "CSV" }
            }
            (filter_form(&data.facets, data.rows.len(), "limits"))
            div class="table-scroll" tabindex="0" role="group" aria-label="Time limits" {
                table class="data-table limits" {
                    thead {
                        tr {
                            (sortable("platform", "Platform and setting"))
                            (sortable("default", "Default"))
                            (sortable("maximum", "Maximum"))
                            th scope="col" { "Clock" }
                            th scope="col" { "When it trips, the client sees" }
                            (sortable("verified", "Source, verified"))
                        }
                    }
                    tbody class="rows" {
                        @for (limit, vendor) in &data.rows { (row(site, limit, vendor, data.today)) }
                    }
                }
            }
        }
    }
}

/// The head of a column by which rows are sorted: the value of `data-sort-NAME`, or of `data-NAME`.
fn sortable(name: &str, label: &str) -> Markup {
    html! {
        th scope="col" data-column=(name) {
            button class="sort-button" type="button" data-sort=(name) {
                (label)
                span class="sort-button__mark" aria-hidden="true" {}
            }
            span class="without-script" { (label) }
        }
    }
}

fn row(site: &Site, limit: &Limit, vendor: &str, today: Date) -> Markup {
    let time = |time: &Option<StatedDuration>| time.as_ref().map(|time| time.duration().as_micros().to_string());
    let client = &limit.client;
    html! {
        tr class="row" id=(limit.id) data-platform=(limit.platform) data-vendor=(limit.vendor) data-layer=(limit.layer.key())
            data-kind=(limit.kind.key()) data-raisable=(limit.raisable.key())
            data-status=[client.status.map(|status| status.to_string())]
            data-default=[time(&limit.default)] data-maximum=[time(&limit.maximum)]
            data-verified=(limit.verified.to_string()) {
            th scope="row" {
                a href={ "#" (limit.id) } target="_self" { (limit.platform) }
                span class="data-table__note" { (limit.setting) }
                (path_strip(limit.layer, Size::Small))
                details {
                    summary { (limit.raisable.label()) }
                    p { (limit.conditions) }
                    @if let Some(retries) = &limit.retries { p { "Retries: " (retries) } }
                    @for revision in &limit.revisions {
                        p {
                            "Until " (revision.date.in_words()) ": " del { (revision.was) } ". Since then: "
                            (revision.now) "."
                        }
                    }
                    @if limit.vendor != vendor { p class="data-table__note" { (vendor) } }
                }
            }
            td class="number" { (stated(limit.default.as_ref(), "off unless set")) }
            td class="number" { (stated(limit.maximum.as_ref(), "none")) }
            td { (limit.kind.label()) }
            td {
                @if let Some(status) = client.status { b { (status.to_string()) } " " }
                @if let Some(body) = &client.body { code { (body) } " " }
                @if let Some(note) = &client.note { span class="data-table__note" { (note) } }
                a href=(site.address(&format!("errors/{}/", client.entry))) { "what to do" }
            }
            td {
                @if let Some(source) = limit.sources.first() { a href=(source.url) { (source.title) } }
                @if limit.sources.len() > 1 { span { " and " (limit.sources.len() - 1) " more" } }
                span class="data-table__line" { (marked_date(limit.verified, today)) }
            }
        }
    }
}

/// A time in the unit in which it is documented; the app shows it in others.
fn stated(time: Option<&StatedDuration>, none: &str) -> Markup {
    html! {
        @match time {
            Some(time) => data value=(time.duration().as_micros()) { (time.to_string()) },
            None => span class="data-table__note" { (none) },
        }
    }
}
