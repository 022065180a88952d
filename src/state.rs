//! What the views share: where the site stands, the current page, and what was typed before the app was up.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{self, FetchError, LATE};
use crate::page_data::{HydrationData, PageData};
use crate::site_root::SiteRoot;

/// The site that this page belongs to.
pub fn use_site_root() -> SiteRoot {
    expect_context::<SiteRoot>()
}

/// What the outlet shows.
#[derive(Debug, Clone)]
pub enum PageStatus {
    /// The page that came with the document.
    Hydrated(Arc<HydrationData>),
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
    /// How far down each page was left, in CSS pixels, by its absolute path.
    scroll_offsets: Vec<(String, f64)>,
    /// The path that back or forward led to last: its page is shown where it was left.
    return_to: Option<String>,
}

impl PageState {
    /// The state that starts with the page `first`.
    pub fn new(first: PageStatus) -> Self {
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
            self.show(path, Ok(page));
            return;
        }
        self.is_loading.set(true);
        let is_current = |path: &str| browser::current_path() == path;
        let late = path.clone();
        let wait = move || {
            if self.is_loading.get_untracked() && is_current(&late) {
                self.show(late, Err(FetchError::Late));
            }
        };
        set_timeout(wait, LATE);
        leptos::task::spawn_local(async move {
            let fetched = browser::fetch_page(&path).await;
            if is_current(&path) {
                // A new document is made of one version.
                if fetched.as_ref().is_err_and(|error| *error == FetchError::OtherVersion) {
                    browser::go_to(&path);
                    return;
                }
                let fetched = fetched.map(Arc::new);
                if let Ok(page) = &fetched {
                    self.memory.update_value(|memory| memory.seen.push((path.clone(), Arc::clone(page))));
                }
                self.show(path, fetched);
            }
        });
    }

    /// Takes note that back or forward led to the current address: its page is to be shown where it was left.
    pub fn expect_return(self) {
        self.memory.update_value(|memory| memory.return_to = Some(browser::current_path()));
    }

    /// Remembers how far down the page at `path` is left.
    pub fn leave(self, path: &str) {
        let offset = browser::scroll_offset();
        self.memory.update_value(|memory| {
            memory.scroll_offsets.retain(|(known, _)| known != path);
            memory.scroll_offsets.push((path.to_owned(), offset));
        });
    }

    /// Shows what came of fetching the page at `path`.
    fn show(self, path: String, fetched: Result<Arc<PageData>, FetchError>) {
        let offset = self.memory.try_update_value(|memory| {
            let is_return = memory.return_to.take().is_some_and(|returned| returned == path);
            memory.scroll_offsets.iter().find(|(known, _)| is_return && *known == path).map(|(_, offset)| *offset)
        });
        let (title, status) = match fetched {
            Ok(page) => (page.title.clone(), PageStatus::Ready(page)),
            Err(FetchError::NotFound) => ("No page here · fivexx".to_owned(), PageStatus::Lost),
            Err(error) => ("This page did not arrive · fivexx".to_owned(), PageStatus::Failed(path, error)),
        };
        self.is_loading.set(false);
        self.status.set(status);
        browser::set_title(&title);
        request_animation_frame(move || {
            browser::announce(browser::PAGE_EVENT);
            browser::focus_main();
            match offset.flatten() {
                Some(offset) => browser::scroll_to(offset),
                None => browser::scroll_to_anchor(),
            }
        });
    }
}

/// What the reader typed into the prerendered page before the app was up: names of fields and their texts. The component
/// that owns the fields takes it, once.
#[derive(Clone, Copy)]
pub struct TypedBeforeStart(StoredValue<Vec<(String, String)>>);

impl TypedBeforeStart {
    /// What was typed: names of fields and their texts.
    pub fn new(typed: Vec<(String, String)>) -> Self {
        Self(StoredValue::new(typed))
    }

    /// Takes what was typed.
    pub fn take(self) -> Vec<(String, String)> {
        self.0.try_update_value(std::mem::take).unwrap_or_default()
    }
}
