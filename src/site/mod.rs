//! Native: content in, static site out.
//!
//! [`build`] reads the content folder, makes the [`PageData`](crate::page_data::PageData) of every route, and writes
//! into the folder in which trunk has put the app: each route's `index.html` and `data.json`, the page for lost
//! addresses, entries as markdown, the catalogue as data, sitemap and feed, headers for CDNs, and everything
//! precompressed.

mod boot;
mod build;
mod compress;
mod content;
mod data_files;
mod document;
mod entry_data;
mod headers;
mod markdown_file;
mod parallel;
mod render;
mod routes;
mod site_page;
mod sitemap;
mod sizes;
mod stylesheet;
mod template;

pub use build::{BuildOptions, BuildReport, build};
pub use content::{load_content, read_content};
pub use render::render_app;
pub use routes::{Route, Routes, SiteOptions};
pub use site_page::SitePage;
pub use sizes::{Budget, Measure, measure};
pub use stylesheet::Stylesheet;
