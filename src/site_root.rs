//! Where the site stands on its host.

use std::sync::Arc;

/// The path below which the site stands; every link is made with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRoot {
    base: Arc<str>,
}

impl SiteRoot {
    /// The site below `base`, a path with a slash at either end: `/` or `/docs/`.
    pub fn new(base: &str) -> Self {
        Self { base: base.into() }
    }

    /// The absolute path of a page or file of the site, from its path below the base.
    pub fn address(&self, path: &str) -> String {
        format!("{}{}", self.base, path.trim_start_matches('/'))
    }

    /// The base, with a slash at either end.
    pub fn base(&self) -> &str {
        &self.base
    }
}

#[cfg(test)]
mod tests {
    use super::SiteRoot;

    #[test]
    fn addresses_stand_below_the_base() {
        for (base, path, address) in [
            ("/", "", "/"),
            ("/", "limits/", "/limits/"),
            ("/docs/", "limits/", "/docs/limits/"),
            ("/docs/", "/504", "/docs/504"),
        ] {
            assert_eq!(SiteRoot::new(base).address(path), address);
        }
    }
}
