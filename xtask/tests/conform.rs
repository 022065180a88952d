//! The checks of a host, of the local server with a small site: that they pass, and that each can fail.

// A test may panic: that is how it fails.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use xtask::base_path::BasePath;
use xtask::conform::{Check, checks};
use xtask::serve::{Manner, Server, Site};

/// Paths and contents; `copies` are of those that come in brotli and gzip.
const FILES: &[&str] = &[
    "index.html",
    "data.json",
    "404.html",
    "about/index.html",
    "about/data.json",
    "errors/index.html",
    "errors/data.json",
    "errors/a/index.html",
    "errors/a/data.json",
    "content/a.md",
    "app-0123456789abcdef.js",
    "app_bg-0123456789abcdef.wasm",
    "guide-0123456789abcdef.bin",
    "style-0123456789abcdef.css",
    "icon.svg",
    "icon.png",
    "limits.csv",
    "site.webmanifest",
    "sitemap.xml",
    ".well-known/security.txt",
];

/// A site in a folder of its own, built for a base path; it goes away with this.
struct Made(PathBuf);

impl Made {
    fn new(base: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let made = Self(std::env::temp_dir().join(format!("xtask-conform-{}-{number}", std::process::id())));
        let mut headers = format!("{base}*\n  Content-Security-Policy: default-src 'none'\n  X-Frame-Options: DENY\n");
        for file in FILES {
            made.write(file, &format!("this is {file}"));
            if !file.ends_with("png") {
                // Stand-ins: the host must send the right one, not pack it.
                made.write(&format!("{file}.br"), &format!("{file} br"));
                made.write(&format!("{file}.gz"), &format!("{file} gz"));
            }
            let kept =
                if file.contains("0123456789abcdef") { "public, max-age=31536000, immutable" } else { "no-cache" };
            let path = file.strip_suffix("index.html").unwrap_or(file);
            headers.push_str(&format!("\n{base}{path}\n  Cache-Control: {kept}\n"));
        }
        made.write("_headers", &headers);
        made
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn serve(&self, base: &str, manner: Manner) -> Server {
        Server::start(Site { folder: self.0.clone(), base: BasePath::new(base), manner }, 0).unwrap()
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn failed(checks: &[Check]) -> Vec<&str> {
    checks.iter().filter(|check| !check.holds()).map(Check::name).collect()
}

/// The line of the check whose name begins so.
fn line(checks: &[Check], name: &str) -> String {
    checks
        .iter()
        .find(|check| check.name().starts_with(name))
        .unwrap_or_else(|| panic!("no check `{name}`"))
        .to_string()
}

#[test]
fn the_local_server_serves_a_site_as_it_should() {
    for base in ["/", "/docs/"] {
        let site = Made::new(base);
        let server = site.serve(base, Manner::Cdn);
        let checks = checks(server.url(), &site.0).unwrap();
        assert_eq!(failed(&checks), Vec::<&str>::new(), "{checks:#?}");
        assert!(checks.iter().all(|check| !check.is_void()), "{checks:#?}");
        for name in [
            &format!("pages at {base}, "),
            &format!("pages at {base}errors, "),
            "type of .wasm",
            "header cache-control",
        ] {
            assert!(line(&checks, name).starts_with("pass  "), "{name}");
        }
    }
}

#[test]
fn a_host_without_headers_compression_and_404_page_fails_in_just_that() {
    let site = Made::new("/");
    let server = site.serve("/", Manner::Dumb);
    assert_eq!(
        failed(&checks(server.url(), &site.0).unwrap()),
        [
            "header content-security-policy",
            "header x-frame-options",
            "header cache-control",
            "br, coding, type and bytes",
            "gzip, coding, type and bytes",
            "what a client accepts",
            "vary by accept-encoding",
            "lost addresses",
            "lost addresses, compressed",
            "files that are the host's own",
        ]
    );
}

#[test]
fn a_host_of_another_build_is_found_out() {
    let (old, new) = (Made::new("/"), Made::new("/"));
    new.write("about/index.html", "this is another ");
    new.write("errors/b/index.html", "a new page");
    fs::rename(new.0.join("app-0123456789abcdef.js"), new.0.join("app-0123456789abcdee.js")).unwrap();
    let server = old.serve("/", Manner::Cdn);
    let checks = checks(server.url(), &new.0).unwrap();
    assert_eq!(
        line(&checks, "pages at /about"),
        "FAIL  pages at /about, status and bytes: 1 of 2: /about/: bytes 24, expected 16"
    );
    let pages = line(&checks, "pages at /errors");
    assert!(pages.contains(": /errors/b/: status 404, expected 200; "), "{pages}");
    let others = line(&checks, "other files");
    assert!(others.contains("/app-0123456789abcdee.js: status 404, expected 200"), "{others}");
}

#[test]
fn headers_that_a_host_joins_are_found_out() {
    let (plain, joined) = (Made::new("/"), Made::new("/"));
    let headers = fs::read_to_string(joined.0.join("_headers")).unwrap();
    joined.write("_headers", &format!("{headers}\n/app-*\n  Cache-Control: no-cache\n"));
    let server = joined.serve("/", Manner::Cdn);
    assert_eq!(
        line(&checks(server.url(), &plain.0).unwrap(), "header cache-control"),
        "FAIL  header cache-control: 1 of 19: /app-0123456789abcdef.js: cache-control public, max-age=31536000, \
         immutable, no-cache, expected public, max-age=31536000, immutable"
    );
}

/// A host that answers everything as this function says.
fn host(answer: fn(method: &str, path: &str) -> String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(&stream).lines().map(Result::unwrap);
            let request: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
            let mut words = request[0].split(' ');
            let answer = answer(words.next().unwrap(), words.next().unwrap());
            // Whoever asks may have gone.
            let _ = write!(stream, "HTTP/1.1 {answer}");
        }
    });
    url
}

#[test]
fn a_host_that_has_everything_everywhere_fails() {
    let site = Made::new("/");
    let url = host(|method, _| {
        let body = if method == "HEAD" { "" } else { "this is index.html" };
        format!("200 OK\r\ncontent-length: 18\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n{body}")
    });
    let checks = checks(&url, &site.0).unwrap();
    let passed: Vec<_> = checks.iter().filter(|check| check.holds()).map(Check::name).collect();
    // The front page is what it should be, and all that leads nowhere leads to no other host.
    assert_eq!(passed, ["pages at /, status and bytes", "slashes to spare lead to no other host"]);
}

#[test]
fn a_host_that_leads_away_is_found_out() {
    let site = Made::new("/");
    let url = host(|_, path| {
        format!("308 Permanent Redirect\r\nlocation: {path}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    });
    let checks = checks(&url, &site.0).unwrap();
    let slashes = line(&checks, "slashes to spare");
    assert!(slashes.contains("//evil.example: answer 308 //evil.example/, expected a page or a redirect"), "{slashes}");
    let folders = line(&checks, "folders without their slash");
    assert!(
        folders.contains("location /about?limit=29s&cold=true/, expected /about/?limit=29s&cold=true"),
        "{folders}"
    );
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let site = Made::new("/docs/");
    let server = site.serve("/", Manner::Cdn);
    let error = |url: &str, folder: &Path| format!("{:#}", checks(url, folder).unwrap_err());
    assert!(error(server.url(), &site.0).contains("the site was built for another path; `cargo xtask build --base /`"));
    assert!(error(server.url(), &site.0.join("dist")).contains("to compare with: run `cargo xtask build`"));
    let url = format!("{}docs/", server.url());
    drop(server);
    assert!(error(&url, &site.0).contains("connecting to 127.0.0.1:"), "{}", error(&url, &site.0));
}
