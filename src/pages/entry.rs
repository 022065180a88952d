//! `/errors/<slug>/`: an entry.

use leptos::prelude::*;

use crate::app::use_site;
use crate::browser;
use crate::catalogue::{Article, SectionKind};
use crate::components::{
    CopyEntryButton, EntryHead, EntryList, EntryPager, RevisionList, Setting, SignatureList, SourceList, TagList,
    Troubleshooter,
};
use crate::page_data::EntryData;

/// An entry: what it is, what to do, how to tell it from others, and where each fact was read.
#[component]
pub fn EntryPage(
    /// What it shows.
    data: EntryData,
) -> impl IntoView {
    let site = use_site();
    let article = Article::split(data.body.as_deref().unwrap_or_default());
    let sources = data.source_ids();
    let (calculator, related) = (data.calculator.clone(), data.related.clone());
    let has_calculator = calculator.is_some();
    let has_related = !related.is_empty();
    let sections = data
        .outline
        .iter()
        .map(|&kind| {
            let html = article.html(kind, &sources, site.base());
            let calculator = calculator.clone().filter(|_| kind == SectionKind::Steps);
            view! {
                <section class="entry__section prose" aria-labelledby=kind.anchor()>
                    <h2 id=kind.anchor()>{kind.heading()}</h2>
                    <div inner_html=html></div>
                </section>
                {calculator
                    .map(|data| {
                        view! {
                            <section class="entry__section entry__calculator" aria-labelledby="budget">
                                <h2 id="budget">"Your numbers"</h2>
                                <Troubleshooter data setting=Setting::InEntry heading_level=3 />
                            </section>
                        }
                    })}
            }
        })
        .collect_view();
    view! {
        <article class="entry" on:click=copy_clicked_block>
            <EntryHead data=data.clone() />
            <nav class="entry__contents" aria-label="On this page">
                <ul>
                    {data
                        .outline
                        .iter()
                        .map(|kind| view! { <li><a target="_self" href=format!("#{}", kind.anchor())>{kind.heading()}</a></li> })
                        .collect_view()}
                    {has_calculator.then(|| view! { <li><a target="_self" href="#budget">"Your numbers"</a></li> })}
                    <li><a target="_self" href="#sources">"Sources"</a></li>
                </ul>
            </nav>
            {sections}
            <SignatureList signatures=data.entry.signatures.clone() sources=sources.clone() />
            <RevisionList revisions=data.entry.revisions.clone() sources />
            <SourceList sources=data.entry.sources.clone() />
            <TagList tags=data.entry.tags.clone() />
            {has_related
                .then(|| {
                    view! {
                        <section class="entry__section" aria-labelledby="related">
                            <h2 id="related">"Related errors"</h2>
                            <EntryList entries=related heading_level=3 />
                        </section>
                    }
                })}
            <footer class="entry__foot">
                <p>{format!("Every fact on this page was verified on {}.", data.entry.verified.in_words())}</p>
                <p class="actions">
                    <CopyEntryButton slug=data.entry.slug.clone() />
                    <a class="button button--quiet" href=data.edit_url.clone()>"Edit this entry"</a>
                </p>
            </footer>
            <EntryPager previous=data.previous.clone() next=data.next.clone() />
        </article>
    }
}

/// Copies the code of a block whose button was clicked, and lets the button say so. The blocks stand in the
/// article's HTML, so that one listener serves them all.
fn copy_clicked_block(event: web_sys::MouseEvent) {
    let Some((text, button)) = browser::text_to_copy_of_clicked_block(&event) else { return };
    leptos::task::spawn_local(async move {
        let said = if browser::copy_text(&text).await {
            match text.lines().count() {
                1 => "Copied the line".to_owned(),
                lines => format!("Copied {lines} lines"),
            }
        } else {
            "Copying was refused: select the text".to_owned()
        };
        button.set_text_content(Some(&said));
    });
}
