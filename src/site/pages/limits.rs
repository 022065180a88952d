//! `/limits/`: every documented time limit, to sort and filter.

use maud::{Markup, html};

use crate::catalogue::{Date, Limit};
use crate::components::path_strip::{Size, path_strip};
use crate::duration::StatedDuration;
use crate::page_data::PageContent;
use crate::site::fragments::fact_lists::marked_date;
use crate::site::fragments::filter_form::{Facet, FacetValue, filter_form};
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind};
use crate::site_root::SiteRoot;
use crate::table::{SORT, UNIT};

// A table of everything, in which readers look things up rather than read it: it may be larger than other pages.
pub(super) const KIND: PageKind = PageKind::one("limits/", draft).in_navigation("Limits").with_budget(35_000);

fn draft<'m>(model: &'m SiteModel<'m>) -> Draft<'m> {
    let all = &model.catalogue.limits;
    let rows: Vec<_> = all.iter().map(|limit| (limit, model.catalogue.vendor_name(&limit.vendor))).collect();
    let facet = |name, label, values| Facet { name, label, folder: None, none: "any", values };
    let plain = |values: &[(&str, &str)]| {
        values.iter().map(|(value, label)| FacetValue::new(*value, *label, 0)).collect::<Vec<_>>()
    };
    let data = Limits {
        facets: vec![
            facet("vendor", "Vendor", values(all, |limit| (&limit.vendor, model.catalogue.vendor_name(&limit.vendor)))),
            facet("layer", "Layer", values(all, |limit| (limit.layer.key(), limit.layer.label()))),
            facet("kind", "Clock", values(all, |limit| (limit.kind.key(), limit.kind.label()))),
            facet("raisable", "To raise it", values(all, |limit| (limit.raisable.key(), limit.raisable.label()))),
            Facet {
                none: "as listed",
                ..facet(
                    SORT,
                    "Order",
                    plain(&[
                        ("platform", "platform, a to z"),
                        ("-platform", "platform, z to a"),
                        ("default", "default, shortest first"),
                        ("-default", "default, longest first"),
                        ("maximum", "maximum, smallest first"),
                        ("-maximum", "maximum, largest first"),
                        ("verified", "verified, oldest first"),
                        ("-verified", "verified, newest first"),
                    ]),
                )
            },
            Facet {
                none: "as documented",
                ..facet(UNIT, "Times in", plain(&[("s", "seconds"), ("ms", "milliseconds")]))
            },
        ],
        rows,
        today: model.options.today,
    };
    Draft::new(
        "Time limits",
        "Time limits of gateways, load balancers, CDNs and runtimes",
        format!(
            "{} documented time limits: default, maximum, what the clock counts, whether it can be raised, what the \
             client sees, each with its source.",
            all.len()
        ),
        PageContent::Table(limits(&model.root, &data).into_string()),
    )
}

/// The distinct values of limits with their counts, in the order in which they first appear.
fn values<'a>(limits: &'a [Limit], of: impl Fn(&'a Limit) -> (&'a str, &'a str)) -> Vec<FacetValue> {
    let mut all: Vec<FacetValue> = Vec::new();
    for limit in limits {
        let (value, label) = of(limit);
        match all.iter_mut().find(|known| known.value == value) {
            Some(known) => known.count += 1,
            None => all.push(FacetValue::new(value, label, 1)),
        }
    }
    all
}

/// What the page shows.
struct Limits<'a> {
    /// Every limit and its vendor's name, in the order of the file.
    rows: Vec<(&'a Limit, &'a str)>,
    /// What the rows can be narrowed by, and the unit of the times.
    facets: Vec<Facet>,
    /// The day of the build.
    today: Date,
}

/// The table, what narrows it, and the same as files.
fn limits(site: &SiteRoot, data: &Limits<'_>) -> Markup {
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

fn row(site: &SiteRoot, limit: &Limit, vendor: &str, today: Date) -> Markup {
    let time = |time: &Option<StatedDuration>| time.as_ref().map(|time| time.duration().as_micros().to_string());
    let client = &limit.client;
    html! {
        tr class="row" id=(limit.id) data-platform=(limit.platform) data-vendor=(limit.vendor) data-layer=(limit.layer.key())
            data-kind=(limit.kind.key()) data-raisable=(limit.raisable.key())
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
