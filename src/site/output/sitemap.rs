//! `sitemap.xml` and `robots.txt`.

use std::fmt::Write;

use crate::site::options::SiteOptions;
use crate::site::route::{PageKind, Route};

/// Every page that can be found, entries with the day on which they were last verified.
pub(in crate::site) fn sitemap(options: &SiteOptions, routes: &[(&PageKind, Route<'_>)]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (kind, route) in routes.iter().filter(|(kind, _)| kind.is_listed) {
        let changed = route.verified.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
        let _ = writeln!(xml, "<url><loc>{}</loc>{changed}</url>", options.address(&route.path(kind)));
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Everything may be read; here is the list.
pub(in crate::site) fn robots(options: &SiteOptions) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", options.address("sitemap.xml"))
}
