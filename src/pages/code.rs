//! `/codes/…/`: who could have sent this code.

use maud::{Markup, html};

use crate::app::Site;
use crate::catalogue::{Limit, Signature, SignatureWeight};
use crate::components::{EntryCard, Size, entry_list, path_strip};

/// Who sends a code, and how to recognise it.
pub(crate) struct Sender<'a> {
    /// The entry.
    pub(crate) card: EntryCard<'a>,
    /// The vendor's id.
    pub(crate) vendor: &'a str,
    /// The text that proves most.
    pub(crate) signature: Option<&'a Signature>,
    /// The limits that the entry explains.
    pub(crate) limits: Vec<&'a Limit>,
}

/// The heaviest signature of an entry; a bare status recognises nobody.
pub(crate) fn heaviest(signatures: &[Signature]) -> Option<&Signature> {
    SignatureWeight::ALL
        .into_iter()
        .filter(|weight| *weight != SignatureWeight::Weak)
        .find_map(|weight| signatures.iter().find(|signature| signature.weight == weight))
}

/// The page.
pub(crate) struct Code<'a> {
    /// The code and its name.
    pub(crate) heading: &'a str,
    /// A sentence under it.
    pub(crate) lead: &'a str,
    /// Entries of what the code means, whoever sends it, with their summaries.
    pub(crate) meaning: Vec<(EntryCard<'a>, &'a str)>,
    /// Who sends it.
    pub(crate) senders: Vec<Sender<'a>>,
}

/// What the code means, and the table of senders.
pub(crate) fn code(site: &Site, data: &Code<'_>) -> Markup {
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

fn row(site: &Site, sender: &Sender<'_>) -> Markup {
    let Sender { card, vendor, signature, limits } = sender;
    html! {
        tr {
            th scope="row" {
                a href=(site.address(&format!("vendors/{vendor}/"))) { (card.vendor) }
                (path_strip(card.layer, Size::Small))
            }
            td {
                @if let Some(signature) = signature {
                    span class="data-table__note" { (signature.place.key()) " " }
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
