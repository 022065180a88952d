//! `/errors/`: every error, to browse and filter.

use maud::{Markup, html};

use crate::app::Site;
use crate::catalogue::{Layer, Severity};
use crate::components::{EntryCard, Facet, FacetValue, Size, filter_form, path_strip};

/// The page.
pub(crate) struct Errors<'a> {
    /// Every entry: its card, its vendor's id, its tags.
    pub(crate) rows: Vec<(EntryCard<'a>, &'a str, &'a [String])>,
    /// What the rows can be narrowed by: code, sender, layer, severity, tag.
    pub(crate) facets: Vec<Facet>,
}

/// The filters, the rows, and the same choices as plain links.
pub(crate) fn errors(site: &Site, data: &Errors<'_>) -> Markup {
    html! {
        article class="listing" {
            h1 { "All errors" }
            p class="lead" { "What each one is, who sends it, and what to do. By status code." }
            (filter_form(&data.facets, data.rows.len(), "errors"))
            ul class="rows" {
                @for (card, vendor, tags) in &data.rows { (row(site, card, vendor, tags)) }
            }
            @for facet in data.facets.iter().filter(|facet| facet.folder.is_some()) { (plain_links(site, facet)) }
        }
    }
}

/// An entry as one line. Its attributes are what the filters look at.
fn row(site: &Site, card: &EntryCard<'_>, vendor: &str, tags: &[String]) -> Markup {
    let codes = card.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    html! {
        li class="row" data-code=(codes) data-vendor=(vendor) data-layer=(card.layer.key())
            data-severity=(card.severity.key()) data-tag=(tags.join(" ")) {
            span class="row__code" { (codes) }
            a href=(site.address(&format!("errors/{}/", card.slug))) { (card.title) }
            span class="row__facts" {
                span class="severity" data-severity=(card.severity.key()) { (card.severity.label()) }
                (path_strip(card.layer, Size::Small))
            }
        }
    }
}

/// The pages that show the same without a script.
fn plain_links(site: &Site, facet: &Facet) -> Markup {
    let folder = facet.folder.unwrap_or_default();
    html! {
        section aria-labelledby={ "by-" (facet.name) } {
            h2 id={ "by-" (facet.name) } { "By " (facet.label) }
            ul class="code-list" {
                @for FacetValue { value, label, count } in &facet.values {
                    li {
                        a href=(site.address(&format!("{folder}/{value}/"))) { (label) }
                        " "
                        span class="code-list__count" { (count) }
                    }
                }
            }
        }
    }
}

/// The layers as values to choose from, those that no entry has left out.
pub(crate) fn layer_values(count: impl Fn(Layer) -> usize) -> Vec<FacetValue> {
    let values = Layer::ALL.into_iter().map(|layer| FacetValue::new(layer.key(), layer.label(), count(layer)));
    values.filter(|value| value.count > 0).collect()
}

/// The severities as values to choose from.
pub(crate) fn severity_values(count: impl Fn(Severity) -> usize) -> Vec<FacetValue> {
    let values =
        Severity::ALL.into_iter().map(|severity| FacetValue::new(severity.key(), severity.label(), count(severity)));
    values.filter(|value| value.count > 0).collect()
}
