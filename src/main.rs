//! Browser entry: reads the page's data and hydrates. Nothing else.

// Views are types, and a page of them is deep.
#![recursion_limit = "512"]

fn main() {
    #[cfg(feature = "hydrate")]
    {
        use fivexx::app::App;
        use fivexx::browser;
        use leptos::prelude::*;

        let (Some(root), Some(shell)) = (browser::app_root(), browser::embedded_shell()) else { return };
        let typed = browser::field_values();
        leptos::mount::hydrate_from(root, move || view! { <App shell typed /> }).forget();
    }
    #[cfg(all(feature = "csr", not(feature = "hydrate")))]
    {
        use fivexx::app::App;
        use fivexx::browser;
        use leptos::prelude::*;

        let (Some(root), Some(shell)) = (browser::app_root(), browser::embedded_shell()) else { return };
        root.set_inner_html("");
        leptos::mount::mount_to(root, move || view! { <App shell /> }).forget();
    }
}
