//! One route a file. A page is a view of its data; what cannot be shown becomes a view with a way forward.

#![allow(unreachable_pub, reason = "the component macro makes a component's props public")]

mod about;
mod entry;
mod failed;
mod home;
mod listing;
mod not_found;
mod troubleshoot;

use leptos::prelude::*;

use self::about::about;
use self::entry::EntryPage;
use self::failed::FailedPage;
use self::home::home;
use self::listing::listing;
use self::not_found::not_found;
use self::troubleshoot::TroubleshootPage;
use crate::app::{PageState, PageStatus, use_site};
use crate::components::Adopted;
use crate::page_data::PageContent;

/// The current page. Its data, not its address, decide what it is: a server may send the page for lost addresses
/// under any of them.
#[component]
pub fn PageOutlet() -> impl IntoView {
    let status = expect_context::<PageState>().status();
    let site = use_site();
    move || {
        let markup = match status.get() {
            PageStatus::Ready(page) => match &page.content {
                PageContent::Home(data) => home(&site, data),
                PageContent::Listing(data) => listing(&site, data),
                PageContent::About(data) => about(data),
                PageContent::NotFound {} => not_found(&site),
                PageContent::Entry(data) => return view! { <EntryPage data=(**data).clone() /> }.into_any(),
                PageContent::Troubleshoot(data) => return view! { <TroubleshootPage data=data.clone() /> }.into_any(),
            },
            PageStatus::Lost => not_found(&site),
            PageStatus::Failed(path, error) => {
                let message = format!("Fetching {path} failed: {error}.");
                return view! { <FailedPage path message /> }.into_any();
            }
        };
        view! { <Adopted markup /> }.into_any()
    }
}
