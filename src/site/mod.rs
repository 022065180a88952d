//! Native: content in, static site out.
//!
//! [`build`] reads the content folder, makes the [`PageData`](crate::page_data::PageData) of every route, and writes
//! into the folder in which trunk has put the app: each route's `index.html` and `data.json`, the page for lost
//! addresses, entries as markdown, sitemap, headers for CDNs, and everything precompressed.

mod build;
mod compress;
mod content;
mod document;
mod headers;
mod markdown_file;
mod render;
mod routes;
mod sitemap;
mod sizes;
mod stylesheet;
mod template;

pub use build::{BuildOptions, BuildReport, build};
pub use content::{load_content, read_content};
pub use render::render_app;
pub use routes::{SiteOptions, pages};
pub use sizes::{Budget, Measure, measure};
pub use stylesheet::Stylesheet;
