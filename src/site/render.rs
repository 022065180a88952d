//! Prerenders a page with the very components that the browser runs.

use leptos::prelude::*;
use leptos_router::location::RequestUrl;

use crate::app::{App, PageStatus, Site};
use crate::page_data::PageData;

/// The HTML of `#app` for a page of the site below `base`. The browser takes it over as it is, from the
/// [`Sent`](crate::page_data::Sent) that is embedded in the page.
pub fn render_app(base: &str, page: &PageData) -> String {
    let path = format!("{base}{}", page.path);
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide_context(RequestUrl::new(&path));
        let (site, first) = (Site::new(base), PageStatus::Ready(page.clone().into()));
        view! { <App site first /> }.to_html()
    });
    drop(owner);
    html
}
