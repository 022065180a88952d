//! What a site is called, where it stands, and when it was built.

use crate::catalogue::Date;

/// Names and addresses of a site, and the day of its build.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// The path below which it stands, with a slash at either end.
    pub base: String,
    /// Scheme and host, without a slash behind.
    pub origin: String,
    /// The project's repository, without a slash behind.
    pub repository: String,
    /// The day of the build: facts verified more than a year before it are marked.
    pub today: Date,
}

impl SiteOptions {
    /// The full address of a page or file, from its path below the base.
    pub fn address(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.base)
    }
}
