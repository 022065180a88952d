//! fivexx, the field guide to 5xx errors: a catalogue rendered from markdown, and tools around it.
//!
//! One crate serves four binaries: `app`, the browser's; `finder`, the search and the recogniser in a wasm of their own;
//! `records`, the readers of logs, which the finder fetches for a paste; and `build-site`, which prerenders every page natively.
//!
//! - [`duration`]: durations, read, shown and compared. Pure.
//! - [`budget`]: the timeout budget. Pure: no browser, no files, no clock.
//! - [`status_code`]: HTTP status codes, read, written and named in one place. Pure.
//! - [`catalogue`]: entries and limits, their schema and checks, and markdown to HTML. Pure.
//! - [`search`]: words to entries. Pure.
//! - [`recognise`]: pasted text to who sent the error, and the entry that explains it. Pure.
//! - [`logs`]: logs, responses and JSON as typed records, one file a format. Pure.
//! - [`mask`]: what of a pasted text may be shown. Pure.
//! - [`finder`]: the one box in front of both, and the file in which the browser gets what they know. Pure.
//! - [`site_root`]: where the site stands; [`sorting`]: one sort for every list. Pure.
//! - [`table`]: rows that a reader narrows and sorts. Pure.
//! - [`page_data`]: the one shape behind a page: made from disk by [`site`], fetched as JSON by the browser.
//! - [`browser`]: browser interfaces: fetch, clipboard, history, the embedded page data.
//! - [`state`]: what the views share: the current page, the site.
//! - [`app`]: router and layout; [`pages`]: one route a file; [`components`]: one visible thing a file.
//! - [`finder_ui`]: the finder's page side and its worker.
//! - `site`: native: content in, static site out; its `pages` hold the table of routes.

// Views are types, and a page of them is deep.
#![recursion_limit = "512"]

pub mod app;
pub mod browser;
pub mod budget;
pub mod catalogue;
pub mod components;
pub mod duration;
pub mod finder;
pub mod finder_ui;
pub mod logs;
pub mod mask;
pub mod page_data;
pub mod pages;
pub mod recognise;
pub mod search;
#[cfg(feature = "ssr")]
pub mod site;
pub mod site_root;
pub mod sorting;
pub mod state;
pub mod status_code;
pub mod table;
