//! Every page of a site.

use super::model::SiteModel;
use super::pages::KINDS;
use super::route::{PageKind, Route, SitePage};

/// Every page with its kind, in the order of the table of routes.
pub(super) fn routes<'m>(model: &'m SiteModel<'m>) -> Vec<(&'static PageKind, Route<'m>)> {
    KINDS.iter().copied().flat_map(|kind| kind.routes(model).into_iter().map(move |route| (kind, route))).collect()
}

/// The paths below the base of the pages that are the only ones of their kind, but for the one for lost addresses.
pub fn page_paths() -> Vec<&'static str> {
    KINDS.iter().copied().filter(|kind| kind.is_listed).filter_map(PageKind::path).collect()
}

/// The page at a path below the base.
pub fn page_at<'m>(model: &'m SiteModel<'m>, path: &str) -> Option<SitePage<'m>> {
    let (kind, route) = routes(model).into_iter().find(|(kind, route)| route.path(kind) == path)?;
    Some(route.page(kind))
}

/// The kind of the page in a file of the site, by its path: of those whose folder it lies in, the one with the longest.
pub(super) fn kind_of(file: &str) -> Option<&'static PageKind> {
    // A list and what it lists may share a folder.
    let is_its_only_page = |kind: &PageKind| {
        let rest = kind.path().and_then(|path| file.strip_prefix(path));
        rest.is_some_and(|rest| !rest.contains('/'))
    };
    let kinds = KINDS.iter().copied().filter(|kind| file.starts_with(kind.folder));
    kinds.max_by_key(|kind| (kind.folder.len(), is_its_only_page(kind)))
}
