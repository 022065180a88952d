/*!
`cargo xtask serve`: the built site, as a CDN would serve it. tower-http's `ServeDir` does what any file server must
(types, conditions, ranges, precompressed files); added here is what only a host of this site knows: its `_headers`, its
404 page, the path it is mounted at.

Tests and Lighthouse start the same server in the background by [`Server::start`].
*/

use std::fs;
use std::future::Future;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow, ensure};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lexopt::Parser;
use lexopt::prelude::*;
use tokio::sync::oneshot;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use crate::base_path::BasePath;
use crate::{build, paths};

pub mod headers;

use headers::HeaderRules;

/// `cargo xtask serve [--port 8080] [--base /docs/] [--no-build] [--dumb]`.
pub fn command(args: Parser) -> Result<()> {
    let Options { port, base, manner, builds } = Options::read(args)?;
    // Before the build, which takes minutes: a port that is taken is an error at once.
    let listener = listen(port)?;
    if builds {
        build::from_any_state(&base, &paths::dist())?;
    }
    let site = Site { folder: paths::dist(), base, manner };
    println!("Serving {} at {} — Ctrl-C stops it", site.folder.display(), site.url(listener.local_addr()?));
    run(listener, &site, async {
        // Without a handler Ctrl-C ends the process all the same, only less politely.
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// What the command line asks for.
#[derive(Debug, PartialEq)]
struct Options {
    port: u16,
    base: BasePath,
    manner: Manner,
    builds: bool,
}

impl Options {
    fn read(mut args: Parser) -> Result<Self, lexopt::Error> {
        let mut options = Self { port: 8080, base: BasePath::default(), manner: Manner::Cdn, builds: true };
        while let Some(arg) = args.next()? {
            match arg {
                Long("port") => options.port = args.value()?.parse()?,
                Long("base") => options.base = args.value()?.parse()?,
                Long("dumb") => options.manner = Manner::Dumb,
                Long("no-build") => options.builds = false,
                _ => return Err(arg.unexpected()),
            }
        }
        Ok(options)
    }
}

/// A folder, and the way to serve it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder with the built site.
    pub folder: PathBuf,
    /// The path that it is mounted at. Everything outside of it is not found.
    pub base: BasePath,
    /// How much the server does.
    pub manner: Manner,
}

/// How much a server does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Manner {
    /// As a CDN: the site's `_headers`, its 404 page, precompressed files by Accept-Encoding.
    Cdn,
    /// As the plainest of hosts: the files, and `index.html` for a folder. The site must work there too.
    Dumb,
}

/// A server in the background. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<()>>>,
}

impl Server {
    /// Serves `site` at `port`, or at a free port if that is 0. It answers from the moment this returns.
    pub fn start(site: Site, port: u16) -> Result<Self> {
        let listener = listen(port)?;
        let url = site.url(listener.local_addr()?);
        let (stop, stopped) = oneshot::channel();
        // Read here too, so that an error in _headers is the caller's and not the thread's.
        site.header_rules()?;
        let thread = thread::spawn(move || {
            run(listener, &site, async {
                // A dropped sender means stop as well.
                let _ = stopped.await;
            })
        });
        Ok(Self { url, stop: Some(stop), thread: Some(thread) })
    }

    /// The address of the site's start page, with a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && let Ok(Err(error)) = thread.join()
        {
            eprintln!("warning: the server at {} ended with an error: {error:#}", self.url);
        }
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!("port {port} is taken; choose another by --port"),
        _ => anyhow!(error).context(format!("listening at port {port}")),
    })?;
    listener.set_nonblocking(true).context("preparing the listener")?;
    Ok(listener)
}

/// Serves until `stop` is ready.
fn run(listener: TcpListener, site: &Site, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
    let app = Router::new().fallback(answer).with_state(Arc::new(Files::new(site)?));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the server")?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, app).with_graceful_shutdown(stop).await
    });
    served.context("serving the site")
}

impl Site {
    /// The address of the start page on a server at `address`.
    fn url(&self, address: SocketAddr) -> String {
        format!("http://{address}{}", self.base)
    }

    fn header_rules(&self) -> Result<HeaderRules> {
        ensure!(self.folder.is_dir(), "there is no {} to serve: run `cargo xtask build`", self.folder.display());
        if self.manner == Manner::Dumb {
            return Ok(HeaderRules::default());
        }
        let path = self.folder.join("_headers");
        match fs::read_to_string(&path) {
            Ok(text) => HeaderRules::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(HeaderRules::default()),
            Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
        }
    }
}

/// What answering a request needs.
struct Files {
    base: BasePath,
    manner: Manner,
    rules: HeaderRules,
    folder: ServeDir,
    not_found: ServeFile,
}

impl Files {
    fn new(site: &Site) -> Result<Self> {
        let mut folder = ServeDir::new(&site.folder).redirect_path_prefix(site.base.prefix());
        let mut not_found = ServeFile::new(site.folder.join("404.html"));
        if site.manner == Manner::Cdn {
            folder = folder.precompressed_br().precompressed_gzip();
            not_found = not_found.precompressed_br().precompressed_gzip();
        }
        Ok(Self { base: site.base.clone(), manner: site.manner, rules: site.header_rules()?, folder, not_found })
    }

    /// The file at `path`, which is below the base path.
    async fn file(&self, path: &str, request: Request) -> Response {
        if self.manner == Manner::Cdn && is_internal(path) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let (mut parts, body) = request.into_parts();
        let path_and_query = match parts.uri.query() {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        };
        // It was part of a valid address before, so it is one now.
        let Ok(path_and_query) = PathAndQuery::try_from(path_and_query) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        parts.uri = Uri::from(path_and_query);
        let Ok(response) = self.folder.clone().oneshot(Request::from_parts(parts, body)).await;
        response.into_response()
    }

    /// The 404 page, in the encoding that `request` accepts. Its other conditions are about another file.
    async fn not_found(&self, method: axum::http::Method, accept_encoding: Option<HeaderValue>) -> Response {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        if let Some(accepted) = accept_encoding {
            request.headers_mut().insert(header::ACCEPT_ENCODING, accepted);
        }
        let Ok(response) = self.not_found.clone().oneshot(request).await;
        let mut response = response.into_response();
        *response.status_mut() = StatusCode::NOT_FOUND;
        response
    }
}

/// Answers one request.
async fn answer(State(files): State<Arc<Files>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let method = request.method().clone();
    let accept_encoding = request.headers().get(header::ACCEPT_ENCODING).cloned();

    let mut response = match files.base.strip(&path) {
        Some(below) => files.file(below, request).await,
        None if path == files.base.prefix() => moved_to(files.base.as_str()),
        None => StatusCode::NOT_FOUND.into_response(),
    };
    match response.status() {
        StatusCode::NOT_FOUND if files.manner == Manner::Cdn => {
            response = files.not_found(method, accept_encoding).await;
        }
        // ServeDir's, from a folder's name without its slash. It will not come back.
        StatusCode::TEMPORARY_REDIRECT => *response.status_mut() = StatusCode::PERMANENT_REDIRECT,
        _ => {}
    }
    name_charset(&mut response);
    files.rules.apply(&path, response.headers_mut());
    response
}

/// Whether a file of the folder is meant for the server only.
fn is_internal(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, "_headers" | "_redirects") || name.ends_with(".br") || name.ends_with(".gz")
}

fn moved_to(path: &str) -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, path.to_owned())]).into_response()
}

/// All our text is UTF-8. ServeDir leaves that to be guessed.
fn name_charset(response: &mut Response) {
    let Some(kind) = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else {
        return;
    };
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::try_from(format!("{kind}; charset=utf-8"))
    {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(line: &str) -> Result<Options, lexopt::Error> {
        Options::read(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn options_may_stand_in_any_order_and_in_both_spellings() {
        let expected = Options { port: 81, base: BasePath::new("docs"), manner: Manner::Cdn, builds: false };
        assert_eq!(options("--port=81 --no-build --base docs").unwrap(), expected);
        assert_eq!(options("--base=/docs/ --port 81 --no-build").unwrap(), expected);
        assert_eq!(options("--dumb").unwrap().manner, Manner::Dumb);
    }

    #[test]
    fn an_unknown_option_or_word_or_value_is_an_error() {
        let error = |line| options(line).unwrap_err().to_string();
        assert_eq!(error("--prot 81"), "invalid option '--prot'");
        assert_eq!(error("word"), "unexpected argument \"word\"");
        assert_eq!(error("--port"), "missing argument for option '--port'");
        assert_eq!(error("--port x"), "cannot parse argument \"x\": invalid digit found in string");
        assert_eq!(error("--dumb=yes"), "unexpected argument for option '--dumb': \"yes\"");
    }
}
