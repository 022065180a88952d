//! What the site carries beside its pages: the catalogue as data, for scripts and readers elsewhere, and files for servers
//! and search engines.

pub(super) mod catalogue_json;
pub(super) mod compress;
pub(super) mod feed;
pub(super) mod headers;
pub(super) mod limits;
pub(super) mod llms_txt;
pub(super) mod markdown_file;
pub(super) mod security_txt;
pub(super) mod sitemap;

/// The version of both JSON files: it changes when a field is removed or changes its meaning. The schemas are
/// `public/schema/catalogue-1.json` and `public/schema/limits-1.json`.
const SCHEMA_VERSION: u32 = 1;
