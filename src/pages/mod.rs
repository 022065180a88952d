//! One route a file. A page is a view of its data; what cannot be shown becomes a view with a way forward.
//!
//! Pages that are text and nothing else are written natively, and the browser shows their markup as it comes; those
//! that react to the reader are components.

#![allow(unreachable_pub, reason = "the component macro makes a component's props public")]

mod entry;
mod failed;
mod not_found;
mod troubleshoot;

#[cfg(feature = "ssr")]
pub(crate) mod about;
#[cfg(feature = "ssr")]
pub(crate) mod changes;
#[cfg(feature = "ssr")]
pub(crate) mod code;
#[cfg(feature = "ssr")]
pub(crate) mod errors;
#[cfg(feature = "ssr")]
pub(crate) mod home;
#[cfg(feature = "ssr")]
pub(crate) mod limits;
#[cfg(feature = "ssr")]
pub(crate) mod listing;

use leptos::prelude::*;

use self::entry::{EntryPage, entry_text};
use self::failed::FailedPage;
use self::not_found::not_found;
use self::troubleshoot::TroubleshootPage;
use crate::app::{PageState, PageStatus, Site, use_site};
use crate::components::{Adopted, RowTable};
use crate::page_data::{PageContent, PageData, Sent};

/// The current page. Its data, not its address, decide what it is: a server may send the page for lost addresses
/// under any of them.
#[component]
pub fn PageOutlet() -> impl IntoView {
    let status = expect_context::<PageState>().status();
    let site = use_site();
    move || match status.get() {
        PageStatus::Sent(sent) => sent_page((*sent).clone()),
        PageStatus::Ready(page) => ready_page(&site, &page),
        PageStatus::Lost => view! { <Adopted markup=not_found(&site) /> }.into_any(),
        PageStatus::Failed(path, error) => {
            let message = format!("Fetching {path} failed: {error}.");
            view! { <FailedPage path message /> }.into_any()
        }
    }
}

/// A page whose text stands in the document: the same elements as [`ready_page`]'s, without it.
fn sent_page(sent: Sent) -> AnyView {
    let text = String::new;
    match sent {
        // The calculator never comes so: it has its data before it takes over.
        Sent::Text {} | Sent::Troubleshoot {} => view! { <Adopted markup=text() /> }.into_any(),
        Sent::Table {} => view! { <RowTable markup=text() /> }.into_any(),
        Sent::Entry(data) => view! { <EntryPage text=text() calculator=data.calculator facts=text() /> }.into_any(),
    }
}

/// A page from its data.
fn ready_page(site: &Site, page: &PageData) -> AnyView {
    match &page.content {
        PageContent::Text(markup) => view! { <Adopted markup=markup.clone() /> }.into_any(),
        PageContent::Table(markup) => view! { <RowTable markup=markup.clone() /> }.into_any(),
        PageContent::Entry(data) => {
            let (text, facts) = (entry_text(site, data), data.facts.clone());
            view! { <EntryPage text calculator=data.calculator.clone() facts /> }.into_any()
        }
        PageContent::Troubleshoot(data) => view! { <TroubleshootPage data=data.clone() /> }.into_any(),
        PageContent::NotFound {} => view! { <Adopted markup=not_found(site) /> }.into_any(),
    }
}
