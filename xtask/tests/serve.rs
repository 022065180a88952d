//! The server, asked over a real connection for a small site in a folder of its own.

// A test may panic: that is how it fails.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use xtask::base_path::BasePath;
use xtask::serve::{Manner, Server, Site};

/// The bytes of the files stand for themselves: the server must pick the right file, not decode it.
const FILES: &[(&str, &str)] = &[
    ("index.html", "start"),
    ("index.html.br", "start in br"),
    ("index.html.gz", "start in gz"),
    ("about/index.html", "about"),
    ("404.html", "nothing here"),
    ("404.html.br", "nothing here in br"),
    ("app.js", "script"),
    ("app.js.gz", "script in gz"),
    ("app.wasm", "wasm"),
    ("site.webmanifest", "{}"),
    ("data.json", "{}"),
    ("sitemap.xml", "<urlset/>"),
    ("content/a.md", "# A"),
    ("_headers", "/*\n  X-Frame-Options: DENY\n/docs/about/\n  X-Place: below\n/app.*\n  Cache-Control: immutable\n"),
];

/// A server of those files, which go away with it.
struct Fixture {
    server: Server,
    folder: PathBuf,
}

impl Fixture {
    fn new(base: &str, manner: Manner) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("xtask-serve-{}-{number}", std::process::id()));
        for (path, text) in FILES {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let site = Site { folder: folder.clone(), base: BasePath::new(base), manner };
        Self { server: Server::start(site, 0).unwrap(), folder }
    }

    fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    fn request(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let host = self.server.url().strip_prefix("http://").unwrap().split('/').next().unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        Answer::new(&text)
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap();
    }
}

struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Answer {
    fn new(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { status, headers, body: body.to_owned() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

#[test]
fn precompressed_files_by_what_the_client_accepts() {
    let site = Fixture::new("/", Manner::Cdn);
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "start in br"),
        ("gzip", "gzip", "start in gz"),
        ("br;q=0.5, gzip;q=0.8", "gzip", "start in gz"),
        ("zstd", "", "start"),
        ("identity", "", "start"),
    ] {
        let answer = site.request("GET", "/", &[&format!("Accept-Encoding: {accepted}")]);
        assert_eq!(
            (answer.status, answer.header("content-encoding"), &*answer.body),
            (200, encoding, body),
            "{accepted}"
        );
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{accepted}");
    }
    let answer = site.request("GET", "/app.js", &["Accept-Encoding: br, gzip"]);
    assert_eq!((answer.header("content-encoding"), &*answer.body), ("gzip", "script in gz"));
    assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
}

#[test]
fn types_are_what_browsers_insist_on() {
    let site = Fixture::new("/", Manner::Cdn);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/app.js", "text/javascript; charset=utf-8"),
        ("/app.wasm", "application/wasm"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/data.json", "application/json"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/content/a.md", "text/markdown; charset=utf-8"),
    ] {
        assert_eq!(site.get(path).header("content-type"), kind, "{path}");
    }
}

#[test]
fn what_is_not_there_is_the_404_page_under_the_same_headers() {
    let site = Fixture::new("/", Manner::Cdn);
    for path in ["/nowhere", "/nowhere/", "/_headers", "/index.html.br", "/index.html.gz", "/about/nowhere", "/app.js/"]
    {
        let answer = site.get(path);
        assert_eq!((answer.status, &*answer.body), (404, "nothing here"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
    }
    // The page's own validators must not turn it into an empty 304.
    let since = "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT";
    let answer = site.request("GET", "/nowhere", &["Accept-Encoding: br", since, "Range: bytes=0-1"]);
    assert_eq!((answer.status, &*answer.body), (404, "nothing here in br"));
    assert_eq!((answer.header("last-modified"), answer.header("etag")), ("", ""), "nothing to keep it by");
    let answer = site.request("HEAD", "/nowhere", &[]);
    assert_eq!((answer.status, &*answer.body), (404, ""));
}

#[test]
fn headers_are_those_of_the_file() {
    let site = Fixture::new("/", Manner::Cdn);
    assert_eq!(site.get("/").header("x-frame-options"), "DENY");
    assert_eq!(site.get("/").header("cache-control"), "");
    assert_eq!(site.get("/app.wasm").header("cache-control"), "immutable");
    assert_eq!(site.get("/about").header("x-frame-options"), "DENY", "on a redirect as well");
}

/// The path was judged as it was sent, and decoded only where the file was opened.
#[test]
fn what_is_the_hosts_own_stays_so_in_every_spelling() {
    for base in ["/", "/docs/"] {
        let site = Fixture::new(base, Manner::Cdn);
        for path in [
            "_headers",
            "%5fheaders",
            "%5Fheaders",
            "_headers/",
            "_headers/.",
            "./_headers",
            "x/../_headers",
            "_HEADERS",
        ] {
            let answer = site.get(&format!("{base}{path}"));
            assert_eq!((answer.status, &*answer.body), (404, "nothing here"), "{base}{path}");
        }
        for path in [
            "index.html%2ebr",
            "index.html%2Egz",
            "index%2ehtml%2egz",
            "index.html.b%72",
            "index.html.GZ",
            "%00",
            "%ff",
        ] {
            let answer = site.get(&format!("{base}{path}"));
            assert_eq!((answer.status, &*answer.body), (404, "nothing here"), "{base}{path}");
        }
    }
}

#[test]
fn a_path_is_the_same_however_it_is_encoded() {
    let site = Fixture::new("/docs/", Manner::Cdn);
    let answer = site.get("/d%6fcs/%61bout/");
    assert_eq!((answer.status, &*answer.body), (200, "about"));
    assert_eq!(answer.header("x-place"), "below");
    assert_eq!(site.get("/docs/content/%61.md").body, "# A");
}

/// `Location: //about/` is an address on the host `about`.
#[test]
fn slashes_to_spare_are_taken_out_by_a_redirect_on_this_host() {
    for manner in [Manner::Cdn, Manner::Dumb] {
        let site = Fixture::new("/", manner);
        for (from, to) in [
            ("//about", "/about"),
            ("//about/", "/about/"),
            ("///about//?limit=29s//", "/about/?limit=29s//"),
            ("/%2fevil.example/", "/evil.example/"),
            ("//evil.example/%2e%2e%2f", ""),
            ("/%5cevil.example", ""),
            ("/\\evil.example", ""),
        ] {
            let answer = site.get(from);
            let status = if to.is_empty() { 404 } else { 308 };
            assert_eq!((answer.status, answer.header("location")), (status, to), "{from}");
        }
    }
    let site = Fixture::new("/docs/", Manner::Cdn);
    assert_eq!(site.get("//docs//about/").header("location"), "/docs/about/");
    assert_eq!(site.get("/docs?a=b").header("location"), "/docs/?a=b");
}

#[test]
fn a_folder_without_its_slash_is_redirected_for_good() {
    for (base, from, to) in [
        ("/", "/about", "/about/"),
        ("/", "/about?limit=29s", "/about/?limit=29s"),
        ("/docs/", "/docs/about", "/docs/about/"),
        ("/docs/", "/docs", "/docs/"),
    ] {
        for manner in [Manner::Cdn, Manner::Dumb] {
            let answer = Fixture::new(base, manner).get(from);
            assert_eq!((answer.status, answer.header("location")), (308, to), "{from}");
        }
    }
}

#[test]
fn a_mounted_site_is_there_and_nowhere_else() {
    let site = Fixture::new("docs", Manner::Cdn);
    assert!(site.server.url().ends_with("/docs/"), "{}", site.server.url());
    assert_eq!(site.get("/docs/").body, "start");
    assert_eq!(site.get("/docs/about/").body, "about");
    assert_eq!(site.get("/docs/about/").header("x-place"), "below", "patterns are of whole paths, as on a CDN");
    for path in ["/", "/about/", "/docsabout/"] {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
}

#[test]
fn the_dumb_server_has_files_and_nothing_else() {
    let site = Fixture::new("/", Manner::Dumb);
    let answer = site.request("GET", "/about/", &["Accept-Encoding: br, gzip"]);
    assert_eq!((answer.status, &*answer.body), (200, "about"));
    let answer = site.request("GET", "/", &["Accept-Encoding: br, gzip"]);
    assert_eq!((answer.header("content-encoding"), &*answer.body), ("", "start"));
    assert_eq!(answer.header("x-frame-options"), "");
    let answer = site.get("/nowhere/");
    assert_eq!((answer.status, &*answer.body), (404, ""));
}

#[test]
fn conditions_ranges_and_methods_are_kept() {
    let site = Fixture::new("/", Manner::Cdn);
    let tag = site.get("/app.wasm").header("etag").to_owned();
    let answer = site.request("GET", "/app.wasm", &[&format!("If-None-Match: {tag}")]);
    assert_eq!((answer.status, &*answer.body), (304, ""));
    assert_eq!(answer.header("cache-control"), "immutable");
    let answer = site.request("GET", "/app.wasm", &["Range: bytes=1-2"]);
    assert_eq!((answer.status, &*answer.body), (206, "as"));
    let answer = site.request("HEAD", "/about/", &[]);
    assert_eq!((answer.status, answer.header("content-length"), &*answer.body), (200, "5", ""));
    assert_eq!(site.request("POST", "/", &["Content-Length: 0"]).status, 405);
    assert_eq!(site.get("/../Cargo.toml").status, 404);
    assert_eq!(site.get("/%2e%2e/Cargo.toml").status, 404);
}

#[test]
fn a_server_needs_a_folder_a_free_port_and_readable_headers() {
    let site = Fixture::new("/", Manner::Cdn);
    let again = || Site { folder: site.folder.clone(), base: BasePath::default(), manner: Manner::Cdn };

    let port = site.server.url().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let error = Server::start(again(), port).unwrap_err();
    assert_eq!(error.to_string(), format!("port {port} is taken; choose another by --port"));

    let error = Server::start(Site { folder: site.folder.join("dist"), ..again() }, 0).unwrap_err();
    assert!(error.to_string().ends_with("dist to serve: run `cargo xtask build`"), "{error}");

    fs::write(site.folder.join("_headers"), "/*\n  nosniff\n").unwrap();
    let error = Server::start(again(), 0).unwrap_err();
    assert!(error.to_string().starts_with("_headers, line 2"), "{error}");
}
