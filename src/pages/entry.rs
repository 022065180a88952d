//! `/errors/<slug>/`: an entry.

use leptos::prelude::*;
use maud::{Markup, PreEscaped, html};

use crate::catalogue::{Article, SectionKind};
use crate::components::copy_clicked::copy_what_was_clicked;
use crate::components::raw_markup::RawMarkup;
use crate::components::troubleshooter::{Placement, Troubleshooter};
use crate::page_data::{CalculatorData, EntryData};
use crate::site_root::SiteRoot;

/// An entry: what it is, what to do, how to tell it from others, and where each fact was read.
#[component]
pub fn EntryPage(
    /// What stands before the calculator: [`entry_text`].
    #[prop(into)]
    text: String,
    /// The calculator, on entries about time.
    calculator: Option<CalculatorData>,
    /// What stands behind it.
    facts: String,
) -> impl IntoView {
    let calculator = calculator.map(|data| {
        view! {
            <section class="entry__section entry__calculator" aria-labelledby="budget">
                <h2 id="budget">"Your numbers"</h2>
                <Troubleshooter data placement=Placement::InEntry heading_level=3 />
            </section>
        }
    });
    view! {
        <article class="entry" on:click=|event| copy_what_was_clicked(&event)>
            <RawMarkup markup=text />
            {calculator}
            <RawMarkup markup=facts />
        </article>
    }
}

/// Head and sections.
pub(super) fn entry_text(site: &SiteRoot, data: &EntryData) -> Markup {
    let article = Article::split(&data.body);
    html! {
        (PreEscaped(&data.head))
        @for section in &article.sections { (section_markup(&article, section.kind, &data.sources, site)) }
    }
}

fn section_markup(article: &Article, kind: SectionKind, sources: &[String], site: &SiteRoot) -> Markup {
    html! {
        section class="entry__section prose" aria-labelledby=(kind.anchor()) {
            h2 id=(kind.anchor()) { (kind.heading()) }
            (PreEscaped(article.html(kind, sources, site.base())))
        }
    }
}
