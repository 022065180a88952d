//! `/errors/<slug>/`: an entry.

use leptos::prelude::*;
use maud::{Markup, PreEscaped, html};

use crate::app::{Site, use_site};
use crate::catalogue::{Article, SectionKind};
use crate::components::{
    Adopted, Setting, Troubleshooter, copy_what_was_clicked, entry_foot, entry_head, entry_list, entry_pager,
    revision_list, signature_list, source_list, tag_list,
};
use crate::page_data::EntryData;

/// An entry: what it is, what to do, how to tell it from others, and where each fact was read.
#[component]
pub fn EntryPage(
    /// What it shows.
    data: EntryData,
) -> impl IntoView {
    let site = use_site();
    let (text, facts) = (text(&site, &data), facts(&site, &data));
    let calculator = data.calculator.map(|data| {
        view! {
            <section class="entry__section entry__calculator" aria-labelledby="budget">
                <h2 id="budget">"Your numbers"</h2>
                <Troubleshooter data setting=Setting::InEntry heading_level=3 />
            </section>
        }
    });
    view! {
        <article class="entry" on:click=|event| copy_what_was_clicked(&event)>
            <Adopted markup=text />
            {calculator}
            <Adopted markup=facts />
        </article>
    }
}

/// Head, contents and sections.
fn text(site: &Site, data: &EntryData) -> Markup {
    let article = Article::split(data.body.as_deref().unwrap_or_default());
    let sources = data.source_ids();
    html! {
        (entry_head(site, data))
        nav class="entry__contents" aria-label="On this page" {
            ul {
                @for kind in &data.outline {
                    li { a href={ "#" (kind.anchor()) } target="_self" { (kind.heading()) } }
                }
                @if data.calculator.is_some() {
                    li { a href="#budget" target="_self" { "Your numbers" } }
                }
                li { a href="#sources" target="_self" { "Sources" } }
            }
        }
        @for kind in &data.outline { (section(&article, *kind, &sources, site)) }
    }
}

fn section(article: &Article, kind: SectionKind, sources: &[String], site: &Site) -> Markup {
    html! {
        section class="entry__section prose" aria-labelledby=(kind.anchor()) {
            h2 id=(kind.anchor()) { (kind.heading()) }
            (PreEscaped(article.html(kind, sources, site.base())))
        }
    }
}

/// Signatures, changes, sources, and the ways on.
fn facts(site: &Site, data: &EntryData) -> Markup {
    let entry = &data.entry;
    let sources = data.source_ids();
    html! {
        (signature_list(&entry.signatures, &sources))
        (revision_list(&entry.revisions, &sources))
        (source_list(&entry.sources))
        (tag_list(site, &entry.tags))
        @if !data.related.is_empty() {
            section class="entry__section" aria-labelledby="related" {
                h2 id="related" { "Related errors" }
                (entry_list(site, &data.related, 3))
            }
        }
        (entry_foot(site, data))
        (entry_pager(site, data.previous.as_ref(), data.next.as_ref()))
    }
}
