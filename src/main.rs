//! Browser entry: reads the page's data and hydrates. Nothing else.

// Views are types, and a page of them is deep.
#![recursion_limit = "512"]

fn main() {
    #[cfg(feature = "hydrate")]
    {
        use fivexx::app::{App, PageStatus, Site};
        use fivexx::browser;
        use fivexx::page_data::{Sent, Shell};
        use leptos::prelude::*;

        let (Some(root), Some(Shell { base, page })) = (browser::app_root(), browser::embedded_shell()) else { return };
        let first = match page {
            Sent::Troubleshoot {} => browser::fetched_page().map(|page| PageStatus::Ready(page.into())),
            page => Some(PageStatus::Sent(page.into())),
        };
        let Some(first) = first else { return };
        let (site, typed) = (Site::new(&base), browser::field_values());
        leptos::mount::hydrate_from(root, move || view! { <App site first typed /> }).forget();
        browser::announce(browser::START_EVENT);
    }
    #[cfg(all(feature = "csr", not(feature = "hydrate")))]
    {
        use fivexx::app::{App, PageStatus, Site};
        use fivexx::browser;
        use fivexx::page_data::Shell;
        use leptos::prelude::*;

        let (Some(root), Some(Shell { base, .. })) = (browser::app_root(), browser::embedded_shell()) else { return };
        leptos::task::spawn_local(async move {
            let (site, path) = (Site::new(&base), browser::current_path());
            let first = match browser::fetch_page(&path).await {
                Ok(page) => PageStatus::Ready(page.into()),
                Err(error) => PageStatus::Failed(path, error),
            };
            root.set_inner_html("");
            leptos::mount::mount_to(root, move || view! { <App site first /> }).forget();
            browser::announce(browser::START_EVENT);
        });
    }
}
