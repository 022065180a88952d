//! `/errors/…/`: the data of an entry's page. What it looks like is in [`crate::pages`], for the browser too.

use crate::catalogue::{Article, plain_steps};
use crate::page_data::{EntryData, PageContent};
use crate::site::fragments::entry_frame::{entry_facts, entry_top};
use crate::site::fragments::entry_view::EntryView;
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind, Route};

pub(super) const KIND: PageKind = PageKind::many("errors/", routes).below(&super::errors::KIND);

fn routes<'m>(model: &'m SiteModel<'m>) -> Vec<Route<'m>> {
    let entries = model.catalogue.pages.iter().map(|page| &page.entry).enumerate();
    entries
        .map(|(index, entry)| Route::named(&entry.slug, move || draft(model, index)).verified_on(entry.verified))
        .collect()
}

fn draft<'m>(model: &'m SiteModel<'m>, index: usize) -> Draft<'m> {
    let entry = &model.catalogue.pages[index].entry;
    let content = PageContent::Entry(Box::new(data(model, index)));
    let alternate = Some(("text/markdown", format!("content/{}.md", entry.slug)));
    Draft { entry: Some(entry), alternate, ..Draft::new(&*entry.title, &*entry.title, &*entry.summary, content) }
}

fn data(model: &SiteModel<'_>, index: usize) -> EntryData {
    let pages = &model.catalogue.pages;
    let page = &pages[index];
    let entry = &page.entry;
    let view = EntryView {
        entry,
        vendor: model.catalogue.vendor_name(&entry.vendor),
        outline: Article::split(&page.body).sections.iter().map(|section| section.kind).collect(),
        steps: plain_steps(&page.body),
        related: page.related.iter().filter_map(|slug| Some(model.card(*model.entries.get(slug.as_str())?))).collect(),
        previous: index.checked_sub(1).map(|index| &pages[index].entry),
        next: pages.get(index + 1).map(|page| &page.entry),
        edit_url: format!("{}/edit/main/{}", model.options.repository, page.path),
        built: model.options.today,
    };
    EntryData {
        head: entry_top(&model.root, &view).into_string(),
        body: page.body.clone(),
        sources: entry.sources.iter().map(|source| source.id.clone()).collect(),
        facts: entry_facts(&model.root, &view).into_string(),
        calculator: (!entry.advice.is_empty()).then(|| model.calculator_of(page)),
    }
}
