//! Prerenders a page with the very components that the browser runs.

use leptos::prelude::*;
use leptos_router::location::RequestUrl;

use crate::app::App;
use crate::page_data::Shell;

/// The HTML of `#app` for a page. The browser adopts it as it is, so it must come from the same [`Shell`] that is
/// embedded in the page, but for the article's text.
pub fn render_app(shell: &Shell) -> String {
    let path = format!("{}{}", shell.base, shell.page.path);
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide_context(RequestUrl::new(&path));
        let shell = shell.clone();
        view! { <App shell /> }.to_html()
    });
    drop(owner);
    html
}
