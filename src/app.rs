//! Router and layout.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use maud::Markup;

use crate::browser::{self, FetchError};
use crate::components::{Adopted, site_footer, site_header};
use crate::page_data::{PageData, Sent};
use crate::pages::PageOutlet;

/// Where the site stands; every link is made with it.
#[derive(Debug, Clone)]
pub struct Site {
    base: Arc<str>,
}

impl Site {
    /// The site below `base`, a path with a slash at either end.
    pub fn new(base: &str) -> Self {
        Self { base: base.into() }
    }

    /// The address of a page or file of the site, from its path below the base.
    pub fn address(&self, path: &str) -> String {
        format!("{}{}", self.base, path.trim_start_matches('/'))
    }

    /// The path below which the site stands, with a slash at either end.
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// The site that this page belongs to.
pub fn use_site() -> Site {
    expect_context::<Site>()
}

/// What the outlet shows.
#[derive(Debug, Clone)]
pub enum PageStatus {
    /// The page that came with the document.
    Sent(Arc<Sent>),
    /// A page from its data.
    Ready(Arc<PageData>),
    /// No page: the address leads nowhere.
    Lost,
    /// A page that could not be fetched: its address, and why.
    Failed(String, FetchError),
}

/// The current page. While the next one is fetched, the old one stays.
#[derive(Clone, Copy)]
pub struct PageState {
    status: RwSignal<PageStatus>,
    is_loading: RwSignal<bool>,
    memory: StoredValue<Memory>,
}

/// What is kept of pages that were left. A session sees a handful: lists are as fast as maps, and smaller.
#[derive(Debug, Default)]
struct Memory {
    /// Pages by their absolute paths.
    seen: Vec<(String, Arc<PageData>)>,
    /// How far down each page was left, by its absolute path.
    places: Vec<(String, f64)>,
    /// Whether the next page is reached by back or forward.
    is_return: bool,
}

impl PageState {
    fn new(first: PageStatus) -> Self {
        Self { status: RwSignal::new(first), is_loading: RwSignal::new(false), memory: StoredValue::default() }
    }

    /// What to show.
    pub fn status(&self) -> ReadSignal<PageStatus> {
        self.status.read_only()
    }

    /// Whether the next page is under way.
    pub fn is_loading(&self) -> ReadSignal<bool> {
        self.is_loading.read_only()
    }

    /// Shows the page at an absolute path: at once if it was seen before, else when it has been fetched.
    pub fn load(self, path: String) {
        let known = self.memory.with_value(|memory| memory.seen.iter().find(|(known, _)| *known == path).cloned());
        if let Some((_, page)) = known {
            self.show(&path, PageStatus::Ready(page));
            return;
        }
        self.is_loading.set(true);
        leptos::task::spawn_local(async move {
            let fetched = browser::fetch_page(&path).await;
            if browser::current_address().trim_end_matches('/') == browser::site_address(&path).trim_end_matches('/') {
                match fetched {
                    Ok(page) => {
                        let page = Arc::new(page);
                        self.memory.update_value(|memory| memory.seen.push((path.clone(), Arc::clone(&page))));
                        self.show(&path, PageStatus::Ready(page));
                    }
                    Err(FetchError::NotFound) => self.show(&path, PageStatus::Lost),
                    Err(error) => self.show(&path, PageStatus::Failed(path.clone(), error)),
                }
            }
        });
    }

    /// Remembers how far down the page at `path` is left.
    fn leave(self, path: &str) {
        let place = browser::scroll_place();
        self.memory.update_value(|memory| {
            memory.places.retain(|(known, _)| known != path);
            memory.places.push((path.to_owned(), place));
        });
    }

    fn show(self, path: &str, status: PageStatus) {
        let title = match &status {
            PageStatus::Ready(page) => page.title.clone(),
            PageStatus::Sent(_) | PageStatus::Lost => "No page here · fivexx".to_owned(),
            PageStatus::Failed(..) => "This page did not arrive · fivexx".to_owned(),
        };
        self.is_loading.set(false);
        self.status.set(status);
        browser::set_title(&title);
        let place = self.memory.try_update_value(|memory| {
            let is_return = std::mem::take(&mut memory.is_return);
            memory.places.iter().find(|(known, _)| is_return && known == path).map(|(_, place)| *place)
        });
        request_animation_frame(move || {
            browser::announce(browser::PAGE_EVENT);
            browser::focus_main();
            match place.flatten() {
                Some(place) => browser::scroll_to_place(place),
                None => browser::scroll_to_anchor(),
            }
        });
    }
}

/// What the reader typed into the prerendered page before the app was up: names of fields and their texts. Whoever
/// owns the fields takes it, once.
#[derive(Clone, Copy)]
pub struct TypedBeforeStart(StoredValue<Vec<(String, String)>>);

impl TypedBeforeStart {
    /// Takes what was typed.
    pub fn take(self) -> Vec<(String, String)> {
        self.0.try_update_value(std::mem::take).unwrap_or_default()
    }
}

/// The whole site around one page.
#[component]
pub fn App(
    /// Where the site stands.
    site: Site,
    /// The page to start with.
    first: PageStatus,
    /// What stands in the page's fields already.
    #[prop(optional)]
    typed: Vec<(String, String)>,
) -> impl IntoView {
    let state = PageState::new(first);
    provide_context(site.clone());
    provide_context(state);
    provide_context(TypedBeforeStart(StoredValue::new(typed)));
    let router_base = site.base().trim_end_matches('/').to_owned();
    view! {
        <Router base=router_base>
            <PageLoader state />
            <a class="skip-link" href="#main" target="_self">"Skip to content"</a>
            <Adopted markup=standing(|| site_header(&site)) />
            <main id="main" tabindex="-1" aria-busy=move || state.is_loading().get().to_string()>
                // One route for all: with one each, the router would build the outlet anew before the next page's
                // data are there. Which addresses are pages, `build-site` knows; the others are 404 when fetched.
                <FlatRoutes fallback=PageOutlet>
                    <Route path=WildcardSegment("page") view=PageOutlet />
                </FlatRoutes>
            </main>
            <Adopted markup=standing(|| site_footer(&site)) />
        </Router>
    }
}

/// Markup that every document brings along: an app that takes over a document need not be able to write it.
fn standing(markup: impl FnOnce() -> Markup) -> String {
    if cfg!(feature = "hydrate") { String::new() } else { markup().into_string() }
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
                let _ = window_event_listener(leptos::ev::popstate, move |_| {
                    state.memory.update_value(|memory| memory.is_return = true);
                });
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
