//! `sitemap.xml` and `robots.txt`.

use std::fmt::Write;

use super::routes::SiteOptions;
use crate::page_data::{PageContent, PageData};

/// Every page that can be found, entries with the day of their last change.
pub(super) fn sitemap(pages: &[PageData], options: &SiteOptions) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages.iter().filter(|page| page.is_found()) {
        let changed = match &page.content {
            PageContent::Entry(data) => format!("<lastmod>{}</lastmod>", data.entry.verified),
            _ => String::new(),
        };
        let _ = writeln!(xml, "<url><loc>{}</loc>{changed}</url>", options.address(&page.path));
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Everything may be read; here is the list.
pub(super) fn robots(options: &SiteOptions) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", options.address("sitemap.xml"))
}
