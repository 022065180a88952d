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

use self::about::AboutPage;
use self::entry::EntryPage;
use self::failed::FailedPage;
use self::home::HomePage;
use self::listing::ListingPage;
use self::not_found::NotFoundPage;
use self::troubleshoot::TroubleshootPage;
use crate::app::{PageState, PageStatus};
use crate::browser::FetchError;
use crate::page_data::PageContent;

/// The current page. Its data, not its address, decide what it is: a server may send the page for lost addresses
/// under any of them.
#[component]
pub fn PageOutlet() -> impl IntoView {
    let status = expect_context::<PageState>().status();
    move || match status.get() {
        PageStatus::Ready(page) => match page.content.clone() {
            PageContent::Home(data) => view! { <HomePage data /> }.into_any(),
            PageContent::Listing(data) => view! { <ListingPage data /> }.into_any(),
            PageContent::Entry(data) => view! { <EntryPage data=*data /> }.into_any(),
            PageContent::Troubleshoot(data) => view! { <TroubleshootPage data /> }.into_any(),
            PageContent::About(data) => view! { <AboutPage data /> }.into_any(),
            PageContent::NotFound => view! { <NotFoundPage /> }.into_any(),
        },
        PageStatus::Failed(_, FetchError::NotFound) => view! { <NotFoundPage /> }.into_any(),
        PageStatus::Failed(path, error) => view! { <FailedPage path error /> }.into_any(),
    }
}
