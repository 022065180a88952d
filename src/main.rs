//! The browser's entry: reads the page's data and hydrates. Nothing else.

// Views are types, and a page of them is deep.
#![recursion_limit = "512"]

fn main() {
    #[cfg(feature = "hydrate")]
    {
        use fivexx::app::App;
        use fivexx::browser;
        use fivexx::page_data::Shell;
        use fivexx::site_root::SiteRoot;
        use fivexx::state::PageStatus;
        use leptos::prelude::*;

        let (Some(root), Some(Shell { base, page })) = (browser::app_root(), browser::embedded_shell()) else { return };
        let first = match page {
            Some(page) => Some(PageStatus::Hydrated(page.into())),
            None => browser::fetched_page().map(|page| PageStatus::Ready(page.into())),
        };
        let Some(first) = first else { return };
        let (site, typed) = (SiteRoot::new(&base), browser::field_values());
        leptos::mount::hydrate_from(root, move || view! { <App site first typed /> }).forget();
        browser::announce(browser::START_EVENT);
    }
}
