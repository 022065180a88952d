//! What stands behind an entry's text: signatures, changes, sources.

use leptos::prelude::*;

use crate::catalogue::{Revision, Signature, Source};

/// How the error is recognised: each text, where it stands, and how much it proves.
#[component]
pub fn SignatureList(
    /// The signatures.
    signatures: Vec<Signature>,
    /// The ids of the entry's sources, in their order.
    sources: Vec<String>,
) -> impl IntoView {
    (!signatures.is_empty()).then(|| {
        view! {
            <section class="entry__section" aria-labelledby="signatures">
                <h2 id="signatures">"How to recognise it"</h2>
                <div class="table-scroll" tabindex="0" role="region" aria-labelledby="signatures">
                    <table class="signatures">
                        <thead>
                            <tr>
                                <th scope="col">"Where"</th>
                                <th scope="col">"Text"</th>
                                <th scope="col">"Proves"</th>
                            </tr>
                        </thead>
                        <tbody>
                            {signatures
                                .into_iter()
                                .map(|signature| {
                                    view! {
                                        <tr>
                                            <td>{signature.place.key()}</td>
                                            <td>
                                                <code>{signature.pattern}</code>
                                                <CitationLink id=signature.source sources=&sources />
                                            </td>
                                            <td>{signature.weight.key()}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// What used to be true, and until when.
#[component]
pub fn RevisionList(
    /// The changes, the newest first.
    revisions: Vec<Revision>,
    /// The ids of the entry's sources, in their order.
    sources: Vec<String>,
) -> impl IntoView {
    (!revisions.is_empty()).then(|| {
        view! {
            <section class="entry__section" aria-labelledby="revisions">
                <h2 id="revisions">"What changed"</h2>
                <ul class="revisions">
                    {revisions
                        .into_iter()
                        .map(|revision| {
                            view! {
                                <li>
                                    <p>
                                        <b>"Until " {revision.date.in_words()} ": "</b>
                                        <del>{revision.was}</del>
                                    </p>
                                    <p>
                                        <b>"Since then: "</b>
                                        <ins>{revision.now}</ins>
                                        <CitationLink id=revision.source sources=&sources />
                                    </p>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}

/// The documents in which the facts were read, numbered as the text cites them.
#[component]
pub fn SourceList(
    /// The sources.
    sources: Vec<Source>,
) -> impl IntoView {
    view! {
        <section class="entry__section" aria-labelledby="sources">
            <h2 id="sources">"Sources"</h2>
            <ol class="sources">
                {sources
                    .into_iter()
                    .map(|source| {
                        view! {
                            <li id=format!("source-{}", source.id)>
                                <a href=source.url>{source.title}</a>
                                " "
                                <span class="sources__date">
                                    "read on " <time datetime=source.retrieved.to_string()>{source.retrieved.in_words()}</time>
                                </span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}

/// The number of a source, as a link to it.
#[component]
fn CitationLink<'a>(
    /// The source's id.
    id: String,
    /// The ids of the entry's sources, in their order.
    sources: &'a [String],
) -> impl IntoView + use<> {
    let number = sources.iter().position(|source| *source == id).map_or(0, |index| index + 1);
    view! {
        <a class="citation" href=format!("#source-{id}") target="_self" aria-label=format!("Source {number}")>
            {number}
        </a>
    }
}
