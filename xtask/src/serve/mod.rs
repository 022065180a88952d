/*!
`cargo xtask serve`: the built site, as a CDN would serve it. tower-http's `ServeDir` does what any file server must
(types, conditions, ranges, precompressed files); `files` adds what only a host of this site knows. Here connections are
taken, and dropped where no request comes.

Tests and Lighthouse start the same server in the background by [`Server::start`].
*/

use std::convert::Infallible;
use std::future::Future;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use lexopt::Parser;
use lexopt::prelude::*;
use tokio::sync::oneshot;

use crate::base_path::BasePath;
use crate::{build, paths};

mod files;
pub mod headers;
pub(crate) mod request_path;
mod site;

use files::Files;
pub use site::{Manner, Site};

/// How long a client may take for the headers of a request, and keep a connection without one. Whoever opens connections
/// and says nothing would else hold them all.
const PATIENCE: Duration = Duration::from_secs(10);

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
    run(listener, &site, PATIENCE, async {
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
        Self::with_patience(site, port, PATIENCE)
    }

    fn with_patience(site: Site, port: u16, patience: Duration) -> Result<Self> {
        let listener = listen(port)?;
        let url = site.url(listener.local_addr()?);
        let (stop, stopped) = oneshot::channel();
        // Read here too, so that an error in _headers is the caller's and not the thread's.
        site.header_rules()?;
        let thread = thread::spawn(move || {
            run(listener, &site, patience, async {
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

/// Serves until `stop` is ready, and then ends all connections.
fn run(
    listener: TcpListener,
    site: &Site,
    patience: Duration,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let files = Arc::new(Files::new(site)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the server")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).context("serving the site")?;
        tokio::spawn(accept(listener, files, patience));
        stop.await;
        Ok(())
    })
}

/// Takes connections for ever.
async fn accept(listener: tokio::net::TcpListener, files: Arc<Files>, patience: Duration) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // A client that left again, or too many open files: a moment later it may go.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Or the body of a file waits 40 ms for the client to confirm the headers. Without it all works too, only slower.
        let _ = stream.set_nodelay(true);
        let files = Arc::clone(&files);
        let service = service_fn(move |request: hyper::Request<_>| {
            let files = Arc::clone(&files);
            let (parts, _body): (_, hyper::body::Incoming) = request.into_parts();
            async move { Ok::<_, Infallible>(files.answer(parts).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async {
            // A client that said nothing, or nonsense, or went away: no fault of the site.
            let _ = connection.await;
        });
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Instant;
    use std::{env, fs};

    use super::*;

    /// Each held its connection, and with enough of them the server was deaf.
    #[test]
    fn requests_that_do_not_end_are_dropped() {
        let folder = env::temp_dir().join(format!("xtask-patience-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "start").unwrap();
        let site = Site { folder: folder.clone(), base: BasePath::default(), manner: Manner::Cdn };
        let patience = Duration::from_millis(500);
        let server = Server::with_patience(site, 0, patience).unwrap();
        let host = server.url().trim_start_matches("http://").trim_end_matches('/').to_owned();

        let start = Instant::now();
        let mut streams: Vec<_> = (0..300).map(|_| TcpStream::connect(&host).unwrap()).collect();
        for (index, stream) in streams.iter_mut().enumerate() {
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            // Some say nothing at all.
            let text: &[u8] = if index % 3 == 0 { b"" } else { b"GET / HTTP/1.1\r\nHost: a\r\nX-" };
            stream.write_all(text).unwrap();
        }
        // Meanwhile others are answered.
        let mut stream = TcpStream::connect(&host).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("start"), "{answer}");

        for stream in &mut streams {
            let mut answer = Vec::new();
            // An end, or a reset: what is left unread on the other side makes the difference.
            match stream.read_to_end(&mut answer) {
                Ok(_) => assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer)),
                Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}"),
            }
        }
        assert!(start.elapsed() >= patience, "dropped before their time");
        assert!(start.elapsed() < Duration::from_secs(15), "held for {:?}", start.elapsed());
        fs::remove_dir_all(&folder).unwrap();
    }

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
