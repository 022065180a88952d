//! `/codes/…/`: who could have sent this code.

use maud::{Markup, html};

use crate::app::Site;
use crate::catalogue::{Limit, Signature, SignatureWeight};
use crate::components::{EntryCard, Size, path_strip};

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

/// The table of senders.
pub(crate) fn code(site: &Site, heading: &str, lead: &str, senders: &[Sender<'_>]) -> Markup {
    html! {
        article class="listing" {
            h1 { (heading) }
            p class="lead" { (lead) }
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
                        @for sender in senders { (row(site, sender)) }
                    }
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
                @for limit in limits {
                    a class="data-table__line" href=(site.address(&format!("limits/#{}", limit.id))) {
                        @match &limit.default {
                            Some(default) => (default.to_string()),
                            None => "off unless set",
                        }
                        " " (limit.kind.label())
                    }
                }
                @if limits.is_empty() { span class="data-table__note" { "not about time" } }
            }
            td { a href=(site.address(&format!("errors/{}/", card.slug))) { (card.title) } }
        }
    }
}
