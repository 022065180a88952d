//! Router and layout.

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;

use crate::components::raw_markup::RawMarkup;
use crate::pages::PageOutlet;
use crate::site_root::SiteRoot;
use crate::state::{PageState, PageStatus, TypedBeforeStart};

/// The whole site around one page.
#[component]
pub fn App(
    /// Where the site stands.
    site: SiteRoot,
    /// The page to start with.
    first: PageStatus,
    /// What stands in the page's fields already.
    #[prop(optional)]
    typed: Vec<(String, String)>,
    /// Markup above the page, and below it. Every document has both already: only `build-site` has to write them.
    #[prop(optional)]
    frame: (String, String),
) -> impl IntoView {
    let state = PageState::new(first);
    let router_base = site.base().trim_end_matches('/').to_owned();
    provide_context(site);
    provide_context(state);
    provide_context(TypedBeforeStart::new(typed));
    let (header, footer) = frame;
    view! {
        <Router base=router_base>
            <PageLoader state />
            <a class="skip-link" href="#main" target="_self">"Skip to content"</a>
            <RawMarkup markup=header />
            <main id="main" tabindex="-1" aria-busy=move || state.is_loading().get().to_string()>
                // One route for all: with one each, the router would build the outlet anew before the next page's
                // data are there. Which addresses are pages, `build-site` knows; the others are 404 when fetched.
                <FlatRoutes fallback=PageOutlet>
                    <Route path=WildcardSegment("page") view=PageOutlet />
                </FlatRoutes>
            </main>
            <RawMarkup markup=footer />
        </Router>
    }
}

/// Fetches the next page's data when the path changes, and leads back to where a page was left. Shows nothing.
#[component]
fn PageLoader(
    /// Where the fetched page goes.
    state: PageState,
) -> impl IntoView {
    let pathname = use_location().pathname;
    Effect::new(move |previous: Option<String>| {
        let path = pathname.get();
        let path = if path.ends_with('/') { path } else { format!("{path}/") };
        match previous {
            None => {
                // The router says where to, not how. The app lives as long as the document, and so does the listener.
                let _ = window_event_listener(leptos::ev::popstate, move |_| state.expect_return());
            }
            Some(previous) if previous == path => {}
            Some(previous) => {
                state.leave(&previous);
                state.load(path.clone());
            }
        }
        path
    });
}
