//! Native: content in, static site out.
//!
//! [`build`] reads the content folder, makes the [`PageData`](crate::page_data::PageData) of every route, and writes
//! into the folder in which trunk has put the wasm modules: each route's `index.html` and `data.json`, the page for lost
//! addresses, and what stands in `output`: the catalogue as data, sitemap, feed, headers, everything precompressed.
//!
//! `pages` holds the table of routes, `modules` that of the wasm modules.

mod boot;
mod build;
mod calculator;
mod changes;
mod content;
mod document;
mod files;
mod fragments;
mod model;
mod modules;
mod named_by_content;
mod options;
mod output;
mod pages;
mod parallel;
mod render;
mod route;
mod routes;
mod script;
mod sizes;
mod stylesheet;
mod template;
mod version;

pub use build::{BuildOptions, BuildReport, build};
pub use content::{load_content, read_content};
pub use model::SiteModel;
pub use options::SiteOptions;
pub use render::render_app;
pub use route::SitePage;
pub use routes::{page_at, page_paths};
pub use sizes::{Measure, measure};
pub use stylesheet::Stylesheet;
