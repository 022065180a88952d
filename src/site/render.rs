//! Prerenders a page with the very components that the browser runs.

use leptos::prelude::*;
use leptos_router::location::RequestUrl;

use super::fragments::site_footer::site_footer;
use super::fragments::site_header::site_header;
use super::pages::KINDS;
use crate::app::App;
use crate::page_data::PageData;
use crate::site_root::SiteRoot;
use crate::state::PageStatus;

/// The HTML of `#app` for a page of the site below `base`. The browser takes it over as it is, from the
/// [`HydrationData`](crate::page_data::HydrationData) that is embedded in the page.
pub fn render_app(base: &str, page: &PageData) -> String {
    let path = format!("{base}{}", page.path);
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide_context(RequestUrl::new(&path));
        let (site, first) = (SiteRoot::new(base), PageStatus::Ready(page.clone().into()));
        let navigation = KINDS.iter().copied().filter_map(|kind| Some((kind.navigation?, kind.folder)));
        let frame = (site_header(&site, navigation).into_string(), site_footer(&site).into_string());
        view! { <App site first frame /> }.to_html()
    });
    drop(owner);
    html
}
