//! `sitemap.xml` and `robots.txt`.

use std::fmt::Write;

use super::routes::{Route, Routes, SiteOptions};

/// Every page that can be found, entries with the day of their last change.
pub(super) fn sitemap(routes: &Routes<'_>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for route in routes.all().into_iter().filter(|route| *route != Route::Lost) {
        let changed = routes.verified(route).map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
        let _ = writeln!(xml, "<url><loc>{}</loc>{changed}</url>", routes.options.address(&routes.path(route)));
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Everything may be read; here is the list.
pub(super) fn robots(options: &SiteOptions) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", options.address("sitemap.xml"))
}
