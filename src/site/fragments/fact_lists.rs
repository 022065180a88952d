//! What stands behind an entry's text: signatures, changes, sources.

use maud::{Markup, html};

use crate::catalogue::{Date, Revision, Signature, Source};

/// How the error is recognised: each text, where it stands, and how much it proves. `sources` are the ids of the
/// entry's sources, in their order.
pub(in crate::site) fn signature_list(signatures: &[Signature], sources: &[&str]) -> Markup {
    html! {
        @if !signatures.is_empty() {
            section class="entry__section" aria-labelledby="signatures" {
                h2 id="signatures" { "How to recognise it" }
                div class="table-scroll" tabindex="0" role="group" aria-label="Signatures" {
                    table class="signatures" {
                        thead {
                            tr {
                                th scope="col" { "Where" }
                                th scope="col" { "Text" }
                                th scope="col" { "Proves" }
                            }
                        }
                        tbody {
                            @for signature in signatures {
                                tr {
                                    td { (signature.location.key()) }
                                    td {
                                        code { (signature.pattern) }
                                        (citation_link(&signature.source, sources))
                                    }
                                    td { (signature.weight.key()) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What used to be true, and until when.
pub(in crate::site) fn revision_list(revisions: &[Revision], sources: &[&str]) -> Markup {
    html! {
        @if !revisions.is_empty() {
            section class="entry__section" aria-labelledby="revisions" {
                h2 id="revisions" { "What changed" }
                ul class="revisions" {
                    @for revision in revisions {
                        li {
                            p {
                                b { "Until " (revision.date.in_words()) ": " }
                                del { (revision.was) }
                            }
                            p {
                                b { "Since then: " }
                                ins { (revision.now) }
                                (citation_link(&revision.source, sources))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The documents in which the facts were read, numbered as the text cites them, and the days, held against the day
/// of the build.
pub(in crate::site) fn source_list(sources: &[Source], built: Date) -> Markup {
    html! {
        section class="entry__section" aria-labelledby="sources" {
            h2 id="sources" { "Sources" }
            ol class="sources" {
                @for source in sources {
                    li id={ "source-" (source.id) } {
                        a href=(source.url) { (source.title) }
                        " "
                        span class="sources__date" {
                            "read on " (marked_date(source.retrieved, built))
                        }
                    }
                }
            }
        }
    }
}

/// The number of a source, as a link to it.
fn citation_link(id: &str, sources: &[&str]) -> Markup {
    let number = sources.iter().position(|source| *source == id).map_or(0, |index| index + 1);
    html! {
        a class="citation" href={ "#source-" (id) } target="_self" aria-label={ "Source " (number) } { (number) }
    }
}

/// A day on which a fact was verified; when it was more than a year before the build, it says so.
pub(in crate::site) fn marked_date(date: Date, built: Date) -> Markup {
    let is_due = date.is_over_a_year_before(built);
    html! {
        time class=[is_due.then_some("is-due")] datetime=(date.to_string()) {
            (date.in_words())
            @if is_due { ", over a year ago" }
        }
    }
}
