//! What the local server answers: the site's files by tower-http's `ServeDir`, and around that what only a host of this
//! site knows: its `_headers`, its 404 page, the path it is mounted at.

use std::io;

use anyhow::Result;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, Request, Response, StatusCode, header, header::HeaderValue};
use tower_http::services::{ServeDir, ServeFile};
use tower_service::Service;

use super::headers::HeaderRules;
use super::request_path::{Asked, encoded};
use super::site::{Manner, Site};
use crate::base_path::BasePath;

pub(super) type Body = UnsyncBoxBody<Bytes, io::Error>;

/// A site, ready to be asked.
pub(super) struct Files {
    base: BasePath,
    manner: Manner,
    rules: HeaderRules,
    folder: ServeDir,
    not_found: ServeFile,
}

impl Files {
    pub(super) fn new(site: &Site) -> Result<Self> {
        let mut folder = ServeDir::new(&site.folder).redirect_path_prefix(site.base.prefix());
        let mut not_found = ServeFile::new(site.folder.join("404.html"));
        if site.manner == Manner::Cdn {
            folder = folder.precompressed_br().precompressed_gzip();
            not_found = not_found.precompressed_br().precompressed_gzip();
        }
        Ok(Self { base: site.base.clone(), manner: site.manner, rules: site.header_rules()?, folder, not_found })
    }

    /// Answers one request.
    pub(super) async fn answer(&self, request: Parts) -> Response<Body> {
        let sent = request.uri.path().to_owned();
        let asked = Asked::read(&sent);
        let method = request.method.clone();
        let accept_encoding = request.headers.get(header::ACCEPT_ENCODING).cloned();

        let mut response = match &asked {
            Asked::Path(path) => self.at(path, request).await,
            Asked::WithSpareSlashes(path) => moved_to(path, request.uri.query()),
            Asked::Nothing => empty(StatusCode::NOT_FOUND),
        };
        match response.status() {
            StatusCode::NOT_FOUND if self.manner == Manner::Cdn => {
                response = self.not_found(method, accept_encoding).await;
            }
            // ServeDir's, from a folder's name without its slash. It will not come back.
            StatusCode::TEMPORARY_REDIRECT => *response.status_mut() = StatusCode::PERMANENT_REDIRECT,
            _ => {}
        }
        name_charset(response.headers_mut());
        let path = match &asked {
            Asked::Path(path) | Asked::WithSpareSlashes(path) => path,
            Asked::Nothing => &sent,
        };
        self.rules.apply(path, response.headers_mut());
        response
    }

    /// What stands at a path of the host.
    async fn at(&self, path: &str, request: Parts) -> Response<Body> {
        match self.base.strip(path) {
            Some(below) if self.manner == Manner::Cdn && is_internal(below) => empty(StatusCode::NOT_FOUND),
            Some(below) => self.file(below, request).await,
            None if path == self.base.prefix() => moved_to(self.base.as_str(), request.uri.query()),
            None => empty(StatusCode::NOT_FOUND),
        }
    }

    /// The file at a path below the base.
    async fn file(&self, path: &str, mut request: Parts) -> Response<Body> {
        let Ok(address) = with_query(path, request.uri.query()).parse() else {
            return empty(StatusCode::BAD_REQUEST);
        };
        request.uri = address;
        // Without a fallback it is always ready.
        let Ok(response) = self.folder.clone().call(Request::from_parts(request, ())).await;
        response.map(BodyExt::boxed_unsync)
    }

    /// The 404 page, in the encoding that the request accepts. Its other conditions are about another file.
    async fn not_found(&self, method: Method, accept_encoding: Option<HeaderValue>) -> Response<Body> {
        let mut request = Request::new(());
        *request.method_mut() = method;
        if let Some(accepted) = accept_encoding {
            request.headers_mut().insert(header::ACCEPT_ENCODING, accepted);
        }
        let Ok(response) = self.not_found.clone().call(request).await;
        let mut response = response.map(BodyExt::boxed_unsync);
        *response.status_mut() = StatusCode::NOT_FOUND;
        // The date of the page says nothing of the address: tomorrow there may be a file, and a browser must ask.
        response.headers_mut().remove(header::LAST_MODIFIED);
        response.headers_mut().remove(header::ETAG);
        response
    }
}

/// Whether a file of the folder is meant for the server only. Case does not make a difference to every file system.
fn is_internal(path: &str) -> bool {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    matches!(&*name, "_headers" | "_redirects") || name.ends_with(".br") || name.ends_with(".gz")
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Empty::new().map_err(|never| match never {}).boxed_unsync());
    *response.status_mut() = status;
    response
}

/// A redirect for good to a decoded path of this host.
fn moved_to(path: &str, query: Option<&str>) -> Response<Body> {
    let Ok(location) = with_query(path, query).parse() else {
        return empty(StatusCode::BAD_REQUEST);
    };
    let mut response = empty(StatusCode::PERMANENT_REDIRECT);
    response.headers_mut().insert(header::LOCATION, location);
    response
}

fn with_query(path: &str, query: Option<&str>) -> String {
    let path = encoded(path);
    match query {
        Some(query) => format!("{path}?{query}"),
        None => path.into_owned(),
    }
}

/// All our text is UTF-8. ServeDir leaves that to be guessed.
fn name_charset(headers: &mut HeaderMap) {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else {
        return;
    };
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::try_from(format!("{kind}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, kind);
    }
}
