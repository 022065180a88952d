//! `/codes/…/`: who could have sent this code.

use maud::{Markup, html};

use crate::catalogue::{Entry, Limit, Signature, SignatureWeight, StatusCode};
use crate::components::path_strip::{Size, path_strip};
use crate::page_data::PageContent;
use crate::site::fragments::entry_list::{EntryCard, entry_list};
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind, Route};
use crate::site_root::SiteRoot;

pub(super) const KIND: PageKind =
    PageKind::many("codes/", |model| model.codes.keys().map(|status| route(model, *status)).collect())
        .below(&super::errors::KIND)
        .compressed_quickly();

fn route<'m>(model: &'m SiteModel<'m>, status: StatusCode) -> Route<'m> {
    Route::named(&status.to_string(), move || draft(model, status))
}

fn draft<'m>(model: &'m SiteModel<'m>, status: StatusCode) -> Draft<'m> {
    let entries = || model.codes[&status].iter().map(|index| (*index, &model.catalogue.pages[*index].entry));
    let heading = status.name().map_or_else(|| status.to_string(), |name| format!("{status} {name}"));
    let sender = |(index, entry): (usize, &'m Entry)| Sender {
        card: model.card(index),
        vendor: &entry.vendor,
        signature: heaviest(&entry.signatures),
        limits: model.request_limits_of(&entry.slug).collect(),
    };
    // What the standard says is no sender, unless nobody else is known.
    let (meaning, mut senders): (Vec<_>, Vec<_>) =
        entries().partition(|(_, entry)| model.catalogue.is_standard(&entry.vendor));
    // Those that send another code more often come last.
    senders.sort_by_key(|(_, entry)| entry.codes.first() != Some(&status));
    let lead = match senders.len() {
        0 => format!("What a {status} means, and what to do."),
        1 => format!("Who could have sent this {status}? One sender is known."),
        more => format!("Who could have sent this {status}? {more} answers are known."),
    };
    let data = Code {
        heading: &heading,
        lead: &lead,
        meaning: meaning.into_iter().map(|(index, entry)| (model.card(index), entry.summary.as_str())).collect(),
        senders: senders.into_iter().map(sender).collect(),
    };
    let markup = code(&model.root, &data).into_string();
    // The generic entry of a code has the same heading, and no two pages may share a title.
    let title = format!("{heading}: who sends it");
    let description = format!("{heading}. {lead} How to recognise each, its time limit, and what to do.");
    Draft::new(heading, title, description, PageContent::Text(markup))
}

/// Who sends a code, and how to recognise it.
struct Sender<'a> {
    /// The entry.
    card: EntryCard<'a>,
    /// The vendor's id.
    vendor: &'a str,
    /// The text that proves most.
    signature: Option<&'a Signature>,
    /// The limits that the entry explains.
    limits: Vec<&'a Limit>,
}

/// The heaviest signature of an entry; a bare status recognises nobody.
fn heaviest(signatures: &[Signature]) -> Option<&Signature> {
    SignatureWeight::ALL
        .into_iter()
        .filter(|weight| *weight != SignatureWeight::Weak)
        .find_map(|weight| signatures.iter().find(|signature| signature.weight == weight))
}

/// The page.
struct Code<'a> {
    /// The code and its name.
    heading: &'a str,
    /// A sentence under it.
    lead: &'a str,
    /// Entries of what the code means, whoever sends it, with their summaries.
    meaning: Vec<(EntryCard<'a>, &'a str)>,
    /// Who sends it.
    senders: Vec<Sender<'a>>,
}

/// What the code means, and the table of senders.
fn code(site: &SiteRoot, data: &Code<'_>) -> Markup {
    html! {
        article class="listing" {
            h1 { (data.heading) }
            p class="lead" { (data.lead) }
            @if !data.senders.is_empty() {
                div class="table-scroll" tabindex="0" role="group" aria-label="Senders" {
                    table class="data-table" {
                        thead {
                            tr {
                                th scope="col" { "Sender" }
                                th scope="col" { "How to recognise it" }
                                th scope="col" { "Its time limit" }
                                th scope="col" { "Entry" }
                            }
                        }
                        tbody {
                            @for sender in &data.senders { (row(site, sender)) }
                        }
                    }
                }
            }
            @if !data.meaning.is_empty() {
                section aria-labelledby="meaning" {
                    h2 id="meaning" { "What it means, whoever sends it" }
                    (entry_list(site, data.meaning.iter().map(|(card, summary)| (*card, Some(*summary))), 3))
                }
            }
        }
    }
}

fn row(site: &SiteRoot, sender: &Sender<'_>) -> Markup {
    let Sender { card, vendor, signature, limits } = sender;
    html! {
        tr {
            th scope="row" {
                a href=(site.address(&format!("vendors/{vendor}/"))) { (card.vendor) }
                (path_strip(card.layer, Size::Small))
            }
            td {
                @if let Some(signature) = signature {
                    span class="data-table__note" { (signature.location.key()) " " }
                    code { (signature.pattern) }
                } @else {
                    span class="data-table__note" { "no text of its own: by exclusion" }
                }
            }
            td {
                @for (label, id) in distinct(limits) {
                    a class="data-table__line" href=(site.address(&format!("limits/#{id}"))) { (label) }
                }
                @if limits.is_empty() { span class="data-table__note" { "no time limit" } }
            }
            td { a href=(site.address(&format!("errors/{}/", card.slug))) { (card.title) } }
        }
    }
}

/// What limits state, each once, and the id of the first that states it.
fn distinct<'a>(limits: &[&'a Limit]) -> Vec<(String, &'a str)> {
    let mut all: Vec<(String, &str)> = Vec::new();
    for limit in limits {
        let label = format!("{} · {}", limit.stated_default(), limit.kind.label());
        if !all.iter().any(|(known, _)| *known == label) {
            all.push((label, &limit.id));
        }
    }
    all
}
