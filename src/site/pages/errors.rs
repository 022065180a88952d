//! `/errors/`: every error, to browse and filter.

use maud::{Markup, html};

use crate::catalogue::{Layer, Severity};
use crate::components::path_strip::{Size, path_strip};
use crate::page_data::PageContent;
use crate::site::fragments::entry_list::EntryCard;
use crate::site::fragments::filter_form::{Facet, FacetValue, filter_form};
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind};
use crate::site_root::SiteRoot;

pub(super) const KIND: PageKind = PageKind::one("errors/", draft).in_navigation("Errors").with_budget(22_000);

fn draft<'m>(model: &'m SiteModel<'m>) -> Draft<'m> {
    let entries = || model.catalogue.pages.iter().map(|page| &page.entry);
    let codes =
        model.codes.iter().map(|(code, entries)| FacetValue::new(code.to_string(), code.to_string(), entries.len()));
    let mut vendors: Vec<_> = model
        .vendors
        .iter()
        .map(|(vendor, entries)| FacetValue::new(*vendor, model.catalogue.vendor_name(vendor), entries.len()))
        .collect();
    vendors.sort_by_key(|vendor| vendor.label.to_lowercase());
    let tags = model.tags.iter().map(|(tag, entries)| FacetValue::new(*tag, *tag, entries.len()));
    let facet = |name, label, folder, values| Facet { name, label, folder, none: "any", values };
    let data = Errors {
        rows: entries()
            .enumerate()
            .map(|(index, entry)| (model.card(index), entry.vendor.as_str(), entry.tags.as_slice()))
            .collect(),
        facets: vec![
            facet("code", "Code", Some("codes"), codes.collect()),
            facet("vendor", "Sender", Some("vendors"), vendors),
            facet("layer", "Layer", None, layer_values(|layer| entries().filter(|it| it.layer == layer).count())),
            facet(
                "severity",
                "Severity",
                None,
                severity_values(|severity| entries().filter(|it| it.severity == severity).count()),
            ),
            facet("tag", "Tag", Some("tags"), tags.collect()),
        ],
    };
    Draft::new(
        "All errors",
        "All 5xx errors: filter by code, sender, layer, tag",
        format!(
            "Every server error that fivexx knows, {} of them: what each one is, who sends it, and what to do.",
            data.rows.len()
        ),
        PageContent::Table(errors(&model.root, &data).into_string()),
    )
}

/// What the page shows.
struct Errors<'a> {
    /// Every entry: its card, its vendor's id, its tags.
    rows: Vec<(EntryCard<'a>, &'a str, &'a [String])>,
    /// What the rows can be narrowed by: code, sender, layer, severity, tag.
    facets: Vec<Facet>,
}

/// The filters, the rows, and the same choices as plain links.
fn errors(site: &SiteRoot, data: &Errors<'_>) -> Markup {
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
fn row(site: &SiteRoot, card: &EntryCard<'_>, vendor: &str, tags: &[String]) -> Markup {
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
fn plain_links(site: &SiteRoot, facet: &Facet) -> Markup {
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
fn layer_values(count: impl Fn(Layer) -> usize) -> Vec<FacetValue> {
    let values = Layer::ALL.into_iter().map(|layer| FacetValue::new(layer.key(), layer.label(), count(layer)));
    values.filter(|value| value.count > 0).collect()
}

/// The severities as values to choose from.
fn severity_values(count: impl Fn(Severity) -> usize) -> Vec<FacetValue> {
    let values =
        Severity::ALL.into_iter().map(|severity| FacetValue::new(severity.key(), severity.label(), count(severity)));
    values.filter(|value| value.count > 0).collect()
}
