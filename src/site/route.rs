//! Kinds of pages, the pages of a kind, and what stands on one.

use super::model::SiteModel;
use crate::catalogue::{Date, Entry};
use crate::page_data::{PageContent, PageData};

/// A kind of page: a row of the table of routes, [`pages::KINDS`](super::pages::KINDS). Navigation, sitemap, byte budgets
/// and compression are read off it.
pub(super) struct PageKind {
    /// The path below the base: of the page itself, or of the folder in which all pages of the kind stand.
    pub(super) folder: &'static str,
    /// Its label in the navigation of every page; none for pages to which others lead.
    pub(super) navigation: Option<&'static str>,
    /// The kind that stands above it: pages name it on the way to themselves.
    pub(super) above: Option<&'static PageKind>,
    /// Most bytes of a page's first view, its HTML and the boot script, after brotli.
    pub(super) budget: usize,
    /// Brotli's quality for its HTML, 1 to 11.
    pub(super) quality: i32,
    /// Whether search engines may list its pages.
    pub(super) is_listed: bool,
    pages: Pages,
}

/// How many pages a kind has, and how they are made.
enum Pages {
    One(for<'m> fn(&'m SiteModel<'m>) -> Draft<'m>),
    Many(for<'m> fn(&'m SiteModel<'m>) -> Vec<Route<'m>>),
}

/// Most bytes of a first view, unless a kind of page has a reason for more.
const FIRST_VIEW: usize = 20_000;
/// Brotli's best makes a page a tenth smaller and costs forty times as long: it is for pages that readers come to first
/// and wait for.
pub(super) const BEST: i32 = 11;
/// The qualities between this and [`BEST`] save nothing more.
pub(super) const QUICK: i32 = 6;

impl PageKind {
    /// A kind of which there is one page, at `path`.
    pub(super) const fn one(path: &'static str, draft: for<'m> fn(&'m SiteModel<'m>) -> Draft<'m>) -> Self {
        Self::new(path, Pages::One(draft))
    }

    /// A kind of which there are many pages, all in `folder`.
    pub(super) const fn many(folder: &'static str, routes: for<'m> fn(&'m SiteModel<'m>) -> Vec<Route<'m>>) -> Self {
        Self::new(folder, Pages::Many(routes))
    }

    const fn new(folder: &'static str, pages: Pages) -> Self {
        Self { folder, navigation: None, above: None, budget: FIRST_VIEW, quality: BEST, is_listed: true, pages }
    }

    /// The path of a kind's only page, if it has one.
    pub(super) fn path(&self) -> Option<&'static str> {
        matches!(self.pages, Pages::One(_)).then_some(self.folder)
    }

    /// Its pages.
    pub(super) fn routes<'m>(&self, model: &'m SiteModel<'m>) -> Vec<Route<'m>> {
        match self.pages {
            Pages::One(draft) => {
                vec![Route { name: String::new(), verified: None, make: Box::new(move || draft(model)) }]
            }
            Pages::Many(routes) => routes(model),
        }
    }

    /// In the navigation of every page, under this label.
    pub(super) const fn in_navigation(self, label: &'static str) -> Self {
        Self { navigation: Some(label), ..self }
    }

    /// Below another kind.
    pub(super) const fn below(self, above: &'static PageKind) -> Self {
        Self { above: Some(above), ..self }
    }

    /// With another budget of bytes.
    pub(super) const fn with_budget(self, bytes: usize) -> Self {
        Self { budget: bytes, ..self }
    }

    /// In no sitemap.
    pub(super) const fn unlisted(self) -> Self {
        Self { is_listed: false, ..self }
    }

    /// A list that readers reach from other pages: compressed quickly.
    pub(super) const fn compressed_quickly(self) -> Self {
        Self { quality: QUICK, ..self }
    }
}

/// A page: where it stands and how it is made.
pub(super) struct Route<'m> {
    /// Its path below the kind's folder: empty for the only page of its kind, else a name and a slash.
    name: String,
    /// The day on which its facts were last verified, where it is about one subject.
    pub(super) verified: Option<Date>,
    make: Box<dyn Fn() -> Draft<'m> + Send + Sync + 'm>,
}

impl<'m> Route<'m> {
    /// The page of that name below the kind's folder.
    pub(super) fn named(name: &str, make: impl Fn() -> Draft<'m> + Send + Sync + 'm) -> Self {
        Self { name: format!("{name}/"), verified: None, make: Box::new(make) }
    }

    /// With the day on which its facts were last verified.
    pub(super) fn verified_on(self, day: Date) -> Self {
        Self { verified: Some(day), ..self }
    }

    /// The path below the base.
    pub(super) fn path(&self, kind: &PageKind) -> String {
        format!("{}{}", kind.folder, self.name)
    }

    /// Makes the page.
    pub(super) fn page(&self, kind: &PageKind) -> SitePage<'m> {
        let path = self.path(kind);
        let Draft { heading, title, description, content, entry, alternate } = (self.make)();
        let title = if path.is_empty() { title } else { format!("{title} · fivexx") };
        let above = kind.above.and_then(|above| Some((above.navigation?.to_owned(), above.folder.to_owned())));
        let trail =
            heading.map(|heading| above.into_iter().chain([(heading, path.clone())]).collect()).unwrap_or_default();
        SitePage { data: PageData { path, title, description, content }, trail, entry, alternate }
    }
}

/// What a page's own file says of it.
pub(super) struct Draft<'m> {
    /// Its name on the way to it; none for pages that lie on no way, such as the front page.
    pub(super) heading: Option<String>,
    /// The document's title, without the site's name.
    pub(super) title: String,
    /// One or two sentences for search engines and cards.
    pub(super) description: String,
    /// What it shows.
    pub(super) content: PageContent,
    /// The entry that it is about.
    pub(super) entry: Option<&'m Entry>,
    /// The same in another form: media type, and path below the base.
    pub(super) alternate: Option<(&'static str, String)>,
}

impl<'m> Draft<'m> {
    /// A page under a heading, with its title and description.
    pub(super) fn new(
        heading: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
        content: PageContent,
    ) -> Self {
        Self { heading: Some(heading.into()), ..Self::apart(title, description, content) }
    }

    /// A page that lies on no way to another.
    pub(super) fn apart(title: impl Into<String>, description: impl Into<String>, content: PageContent) -> Self {
        let (title, description) = (title.into(), description.into());
        Self { heading: None, title, description, content, entry: None, alternate: None }
    }
}

/// A page, and where it stands among the others.
pub struct SitePage<'m> {
    /// What it shows.
    pub data: PageData,
    /// Names and paths of the pages above it, and its own last; empty for pages that lie on no way.
    pub(super) trail: Vec<(String, String)>,
    /// The entry that it is about.
    pub(super) entry: Option<&'m Entry>,
    /// The same in another form: media type, and path below the base.
    pub(super) alternate: Option<(&'static str, String)>,
}
