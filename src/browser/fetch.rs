//! Fetching files of the site itself.

use std::fmt;

use gloo_net::http::Request;

use super::document::site_version;
use crate::page_data::PageData;

/// Why a file of the site did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// There is no such page.
    NotFound,
    /// The server answered with another status.
    Status(u16),
    /// No answer, or one that breaks off; holds the browser's words.
    Network(String),
    /// No answer yet.
    Late,
    /// What was sent is no data of this version of the site: it was updated, or something else answers in its place.
    OtherVersion,
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("there is no such page"),
            Self::Status(status) => write!(f, "the server answered {status}"),
            Self::Network(words) => write!(f, "no answer could be read ({words})"),
            Self::Late => f.write_str("there is no answer yet; the page is shown as soon as it arrives"),
            Self::OtherVersion => f.write_str("the site was updated"),
        }
    }
}

impl From<gloo_net::Error> for FetchError {
    fn from(error: gloo_net::Error) -> Self {
        Self::Network(error.to_string())
    }
}

/// Fetches the data behind the page at `path`, an absolute path that ends in a slash.
///
/// # Errors
/// See [`FetchError`].
pub async fn fetch_page(path: &str) -> Result<PageData, FetchError> {
    let text = fetch_text(&format!("{path}data.json")).await?;
    PageData::from_json(&text, &site_version()).ok_or(FetchError::OtherVersion)
}

/// Fetches a text file of the site.
///
/// # Errors
/// See [`FetchError`].
pub async fn fetch_text(path: &str) -> Result<String, FetchError> {
    let response = Request::get(path).send().await?;
    match response.status() {
        200 => Ok(response.text().await?),
        404 => Err(FetchError::NotFound),
        status => Err(FetchError::Status(status)),
    }
}
