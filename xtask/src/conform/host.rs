//! A host, and what it should serve.

use std::collections::BTreeMap;

use anyhow::Result;
use hyper::Method;
use hyper::header::{self, HeaderName};

use super::built::{Built, Served};
use super::client::{Answer, Client};
use crate::serve::request_path::encoded;

/// A host with the answers to what every check would ask: each file, as it is.
pub(super) struct Host {
    client: Client,
    pub(super) built: Built,
    /// By the file's path in the site.
    plain: BTreeMap<String, Answer>,
}

impl Host {
    /// Asks for every file of the site without compression.
    pub(super) fn new(client: Client, built: Built) -> Result<Self> {
        let mut host = Self { client, built, plain: BTreeMap::new() };
        let identity = [(header::ACCEPT_ENCODING, "identity")];
        let answers: Result<_> =
            host.built.served().map(|it| Ok((it.file.to_owned(), host.get(it.address, &identity)?))).collect();
        host.plain = answers?;
        Ok(host)
    }

    /// The path of an address below the base.
    pub(super) fn path(&self, address: &str) -> String {
        format!("{}{}", self.built.base, encoded(address))
    }

    pub(super) fn get(&self, address: &str, headers: &[(HeaderName, &str)]) -> Result<Answer> {
        self.client.ask(&Method::GET, &self.path(address), headers)
    }

    /// Asks for a path of the host, as it is written.
    pub(super) fn ask(&self, method: &Method, path: &str, headers: &[(HeaderName, &str)]) -> Result<Answer> {
        self.client.ask(method, path, headers)
    }

    /// Every file with an address, and its answer without compression.
    pub(super) fn plain(&self) -> impl Iterator<Item = (Served<'_>, &Answer)> {
        self.built.served().filter_map(|served| Some((served, self.plain.get(served.file)?)))
    }

    /// Files to ask more of: the front page, the page that lies deepest, and the largest file of each other kind.
    pub(super) fn samples(&self) -> Vec<(Served<'_>, &Answer)> {
        let weight = |served: Served<'_>| match served.is_page() {
            true => served.address.matches('/').count(),
            false => served.bytes.len(),
        };
        let mut samples: BTreeMap<(&str, bool), (Served<'_>, &Answer)> = BTreeMap::new();
        for (served, answer) in self.plain() {
            let kind = (served.extension(), served.address.is_empty());
            if samples.get(&kind).is_none_or(|(heaviest, _)| weight(served) > weight(*heaviest)) {
                samples.insert(kind, (served, answer));
            }
        }
        samples.into_values().collect()
    }

    /// Where a redirect from a path leads on this host; `None` if that is elsewhere.
    pub(super) fn target(&self, from: &str, answer: &Answer) -> Option<String> {
        resolve(&self.client.authority, from, &answer.header(&header::LOCATION))
    }
}

/// The path and query that a browser would go to from `from`, on the host of that name; `None` on any other.
fn resolve(authority: &str, from: &str, location: &str) -> Option<String> {
    // Browsers take a backslash for a slash, and two slashes for the start of a host.
    let location = location.replace('\\', "/");
    if let Some(rest) = location.strip_prefix("http://").or_else(|| location.strip_prefix("//")) {
        let path = rest.strip_prefix(authority)?;
        return path.starts_with('/').then(|| path.to_owned());
    }
    if location.starts_with('/') {
        return Some(location);
    }
    let has_scheme = location.split('/').next().is_some_and(|first| first.contains(':'));
    if location.is_empty() || has_scheme {
        return None;
    }
    let folder = from.split('?').next().unwrap_or(from).rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(format!("{folder}/{}", location.trim_start_matches("./")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_leads_somewhere_on_the_host_or_away() {
        for (location, target) in [
            ("/docs/errors/?a=b", Some("/docs/errors/?a=b")),
            ("errors/", Some("/docs/errors/")),
            ("./errors/", Some("/docs/errors/")),
            ("http://a:1/docs/errors/", Some("/docs/errors/")),
            ("//a:1/docs/", Some("/docs/")),
            ("http://a:12/docs/", None),
            ("https://a:1/docs/", None),
            ("//evil.example/", None),
            ("/\\evil.example/", None),
            ("", None),
        ] {
            assert_eq!(resolve("a:1", "/docs/errors?x", location).as_deref(), target, "{location}");
        }
    }
}
