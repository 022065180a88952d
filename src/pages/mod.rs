//! The pages that the browser makes, too: a route a file. A page is a view of its data; what cannot be shown becomes a view
//! with a way forward. Pages that are text and nothing else are written natively, in `site/pages`, and the browser shows
//! their markup as it comes.

#![allow(unreachable_pub, reason = "the component macro makes a component's props public")]

mod entry;
mod failed;
mod not_found;
mod troubleshoot;

use leptos::prelude::*;

use self::entry::{EntryPage, entry_text};
use self::failed::FailedPage;
use self::not_found::not_found;
use self::troubleshoot::TroubleshootPage;
use crate::components::raw_markup::RawMarkup;
use crate::components::row_table::RowTable;
use crate::page_data::{HydrationData, PageContent, PageData};
use crate::site_root::SiteRoot;
use crate::state::{PageState, PageStatus, use_site_root};

/// The current page. Its data, not its address, decide what it is: a server may send the page for lost addresses
/// under any of them.
#[component]
pub fn PageOutlet() -> impl IntoView {
    let status = expect_context::<PageState>().status();
    let site = use_site_root();
    move || match status.get() {
        PageStatus::Hydrated(data) => prerendered_page((*data).clone()),
        PageStatus::Ready(page) => ready_page(&site, &page),
        PageStatus::Lost => view! { <RawMarkup markup=not_found(&site) /> }.into_any(),
        PageStatus::Failed(path, error) => {
            let message = format!("Fetching {path} failed: {error}.");
            view! { <FailedPage path message /> }.into_any()
        }
    }
}

/// A page whose text stands in the document: the same elements as [`ready_page`]'s, without it.
fn prerendered_page(data: HydrationData) -> AnyView {
    let text = String::new;
    match data {
        HydrationData::Text {} => view! { <RawMarkup markup=text() /> }.into_any(),
        HydrationData::Table {} => view! { <RowTable markup=text() /> }.into_any(),
        HydrationData::Entry(data) => {
            view! { <EntryPage text=text() calculator=data.calculator facts=text() /> }.into_any()
        }
    }
}

/// A page from its data.
fn ready_page(site: &SiteRoot, page: &PageData) -> AnyView {
    match &page.content {
        PageContent::Text(markup) => view! { <RawMarkup markup=markup.clone() /> }.into_any(),
        PageContent::Table(markup) => view! { <RowTable markup=markup.clone() /> }.into_any(),
        PageContent::Entry(data) => {
            let (text, facts) = (entry_text(site, data), data.facts.clone());
            view! { <EntryPage text calculator=data.calculator.clone() facts /> }.into_any()
        }
        PageContent::Troubleshoot(data) => view! { <TroubleshootPage data=data.clone() /> }.into_any(),
        PageContent::NotFound {} => view! { <RawMarkup markup=not_found(site) /> }.into_any(),
    }
}
