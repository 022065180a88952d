//! A client that asks for a path as it is written and hands back what came: it follows no redirect, unpacks nothing, and
//! takes no step of a path by itself.

use std::cell::Cell;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{HeaderMap, HeaderName};
use hyper::{Method, Request, Uri, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use crate::base_path::BasePath;

/// How long a host may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

type Sender = SendRequest<Empty<Bytes>>;

/// A client of one host.
pub(super) struct Client {
    /// Name and port, as the `Host` header has them.
    pub(super) authority: String,
    /// Name and port, for a connection.
    address: String,
    runtime: Runtime,
    /// A connection that the host left open.
    open: Cell<Option<Sender>>,
}

/// What a host answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// A header's value, of several their list; empty without one.
    pub(super) fn header(&self, name: &HeaderName) -> String {
        let values = self.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
        values.collect::<Vec<_>>().join(", ")
    }
}

impl Client {
    /// A client for the host in `url`, and the path in it.
    pub(super) fn new(url: &str) -> Result<(Self, BasePath)> {
        let expected = "expected an address such as http://127.0.0.1:8080/docs/";
        let uri: Uri = url.parse().with_context(|| format!("`{url}`: {expected}"))?;
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") => bail!(
                "`{url}`: there is no TLS here, as it would cost every first build: ask the server behind the proxy that \
                 ends it, by http"
            ),
            _ => bail!("`{url}`: {expected}"),
        }
        let (Some(authority), None) = (uri.authority(), uri.query()) else { bail!("`{url}`: {expected}") };
        let client = Self {
            authority: authority.to_string(),
            address: format!("{}:{}", authority.host(), authority.port_u16().unwrap_or(80)),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .context("starting the client")?,
            open: Cell::new(None),
        };
        Ok((client, BasePath::new(uri.path())))
    }

    /// What the host answers.
    pub(super) fn ask(&self, method: &Method, path: &str, headers: &[(HeaderName, &str)]) -> Result<Answer> {
        let asked = async { tokio::time::timeout(PATIENCE, self.exchange(method, path, headers)).await };
        self.runtime
            .block_on(asked)
            .with_context(|| format!("no answer within {} s", PATIENCE.as_secs()))?
            .with_context(|| format!("asking for {path}"))
    }

    async fn exchange(&self, method: &Method, path: &str, headers: &[(HeaderName, &str)]) -> Result<Answer> {
        let request = || {
            let mut request = Request::builder().method(method).uri(path).header(header::HOST, &self.authority);
            for (name, value) in headers {
                request = request.header(name, *value);
            }
            request.body(Empty::new()).context("not a request")
        };
        if let Some(mut sender) = self.open.take()
            && sender.ready().await.is_ok()
            && let Ok(answer) = self.send(sender, request()?).await
        {
            return Ok(answer);
        }
        // None open, or the host closed it meanwhile.
        let stream =
            TcpStream::connect(&self.address).await.with_context(|| format!("connecting to {}", self.address))?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // Its errors are also those of the request.
        self.runtime.spawn(connection);
        self.send(sender, request()?).await
    }

    async fn send(&self, mut sender: Sender, request: Request<Empty<Bytes>>) -> Result<Answer> {
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        self.open.set(Some(sender));
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_base_path() {
        for (url, authority, address, base) in [
            ("http://127.0.0.1:8080", "127.0.0.1:8080", "127.0.0.1:8080", "/"),
            ("http://localhost/docs", "localhost", "localhost:80", "/docs/"),
            ("http://[::1]:81/docs/", "[::1]:81", "[::1]:81", "/docs/"),
        ] {
            let (client, path) = Client::new(url).unwrap();
            assert_eq!((&*client.authority, &*client.address, path.as_str()), (authority, address, base));
        }
    }

    #[test]
    fn what_cannot_be_asked_is_refused_with_a_reason() {
        let error = |url: &str| Client::new(url).map(|_| ()).unwrap_err().to_string();
        assert!(error("https://fivexx.example/").contains("there is no TLS here"));
        for url in ["127.0.0.1:8080", "/docs/", "ftp://a/", "http://a/?b=c", ""] {
            assert!(error(url).contains("expected an address such as"), "{url}");
        }
    }
}
