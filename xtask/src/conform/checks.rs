//! What is checked of a host, a function each.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use hyper::Method;
use hyper::header::{self, HeaderName};

use super::built::Served;
use super::check::Check;
use super::client::Answer;
use super::host::Host;

/// The types that a file of an extension may come with. Browsers insist on those of scripts, wasm and styles, all the more
/// as we send `nosniff`.
const TYPES: &[(&str, &[&str])] = &[
    ("html", &["text/html"]),
    ("css", &["text/css"]),
    ("js", &["text/javascript", "application/javascript"]),
    ("wasm", &["application/wasm"]),
    ("json", &["application/json"]),
    ("svg", &["image/svg+xml"]),
    ("png", &["image/png"]),
    ("xml", &["text/xml", "application/xml"]),
    ("txt", &["text/plain"]),
    ("md", &["text/markdown"]),
    ("csv", &["text/csv"]),
    ("webmanifest", &["application/manifest+json"]),
    ("bin", &["application/octet-stream"]),
];

/// A content coding, and the suffix of the files in it.
const CODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// A method, and nothing else to say.
const NO_HEADERS: &[(HeaderName, &str)] = &[];

/// All checks, in the order in which they are printed.
pub(super) fn all(host: &Host) -> Result<Vec<Check>> {
    let mut checks = files(host);
    checks.extend(types(host));
    checks.extend(headers(host));
    for (coding, suffix) in CODINGS {
        checks.push(compressed(host, coding, suffix)?);
    }
    checks.push(identity(host)?);
    checks.push(vary(host)?);
    checks.push(conditions(host)?);
    checks.push(ranges(host)?);
    checks.push(heads(host)?);
    checks.push(queries(host)?);
    checks.push(folders(host)?);
    checks.push(slashes(host)?);
    checks.push(lost(host)?);
    checks.push(lost_compressed(host)?);
    checks.push(internal(host)?);
    checks.push(outside(host)?);
    checks.push(methods(host)?);
    Ok(checks)
}

/// Every file is there, to the byte: pages by the folder at the top that they lie in, which is a kind of route, then the rest.
fn files(host: &Host) -> Vec<Check> {
    let mut pages: BTreeMap<&str, Check> = BTreeMap::new();
    let mut others = Check::new("other files, status and bytes");
    for (served, answer) in host.plain() {
        let check = if served.is_page() {
            let kind = served.address.split('/').next().unwrap_or_default();
            pages.entry(kind).or_insert_with(|| Check::new(format!("pages at {}, status and bytes", host.path(kind))))
        } else {
            &mut others
        };
        let at = host.path(served.address);
        check.equal(&at, "status", answer.status, 200);
        has_bytes(check, &at, answer, served.bytes);
    }
    pages.into_values().chain([others]).collect()
}

/// The body must be these bytes. Their numbers say enough of it: nobody reads a page in a line.
fn has_bytes(check: &mut Check, at: &str, answer: &Answer, expected: &[u8]) {
    let holds = *answer.body == *expected;
    let other = if answer.body.len() == expected.len() { " others" } else { "" };
    check.that(at, "bytes", holds, format!("{}{other}", answer.body.len()), expected.len());
}

/// The type of each extension, a check each.
fn types(host: &Host) -> Vec<Check> {
    let mut checks: BTreeMap<&str, Check> = BTreeMap::new();
    for (served, answer) in host.plain() {
        let extension = served.extension();
        let check = checks.entry(extension).or_insert_with(|| Check::new(format!("type of .{extension}")));
        let read = answer.header(&header::CONTENT_TYPE);
        let expected = TYPES.iter().find(|(known, _)| *known == extension).map_or(&[] as &[&str], |(_, types)| types);
        check.that(
            &host.path(served.address),
            "content-type",
            is_type(&read, expected),
            &read,
            match expected {
                [] => "a kind of file that xtask/src/conform/checks.rs knows".to_owned(),
                types if types[0].starts_with("text/") => format!("{} in UTF-8", types.join(" or ")),
                types => types.join(" or "),
            },
        );
    }
    checks.into_values().collect()
}

/// Whether a Content-Type is one of these, and text that cannot say so itself is called UTF-8.
fn is_type(read: &str, expected: &[&str]) -> bool {
    let read = read.to_ascii_lowercase();
    let (kind, parameters) = read.split_once(';').unwrap_or((&read, ""));
    let is_utf8 = parameters.trim().trim_start_matches("charset=").trim_matches('"') == "utf-8";
    expected.contains(&kind.trim()) && (is_utf8 || !kind.starts_with("text/"))
}

/// Every header that `_headers` names, a check each: on every file what that says, and nothing joined to it.
fn headers(host: &Host) -> Vec<Check> {
    let check = |name: &HeaderName| {
        let mut check = Check::new(format!("header {name}"));
        for (served, answer) in host.plain() {
            let at = host.path(served.address);
            if let Some(expected) = host.built.headers_at(&at).get(name) {
                check.equal(&at, name.as_str(), answer.header(name), String::from_utf8_lossy(expected.as_bytes()));
            }
        }
        check
    };
    host.built.rules.names().into_iter().map(check).collect()
}

/// Each file with a copy in a coding is sent as that copy to a client that accepts no other.
fn compressed(host: &Host, coding: &str, suffix: &str) -> Result<Check> {
    let mut check = Check::new(format!("{coding}, coding, type and bytes"));
    for (served, plain) in host.plain() {
        let Some(copy) = host.built.copy(served.file, suffix) else { continue };
        let at = host.path(served.address);
        let answer = host.get(served.address, &[(header::ACCEPT_ENCODING, coding)])?;
        check.equal(&at, "content-encoding", answer.header(&header::CONTENT_ENCODING), coding);
        check.equal(&at, "content-type", answer.header(&header::CONTENT_TYPE), plain.header(&header::CONTENT_TYPE));
        has_bytes(&mut check, &at, &answer, copy);
    }
    Ok(check)
}

/// A client that accepts no coding gets none, however it says so; and of two the one that it prefers, else brotli.
fn identity(host: &Host) -> Result<Check> {
    let mut check = Check::new("what a client accepts");
    for (served, answer) in host.plain() {
        let at = host.path(served.address);
        check.equal(&at, "content-encoding for identity", answer.header(&header::CONTENT_ENCODING), "");
    }
    for (served, _) in host.samples() {
        let [br, gzip] = CODINGS.map(|(coding, suffix)| host.built.copy(served.file, suffix).map(|_| coding));
        for (accepted, expected) in [
            (None, None),
            (Some("br;q=0, gzip;q=0"), None),
            (Some("gzip, deflate, br, zstd"), br.or(gzip)),
            (Some("gzip;q=1, br;q=0"), gzip),
        ] {
            let accept: Vec<_> = accepted.map(|accepted| (header::ACCEPT_ENCODING, accepted)).into_iter().collect();
            let answer = host.get(served.address, &accept)?;
            let what = format!("content-encoding for `{}`", accepted.unwrap_or_default());
            let expected = expected.unwrap_or_default();
            check.equal(&host.path(served.address), &what, answer.header(&header::CONTENT_ENCODING), expected);
        }
    }
    Ok(check)
}

/// A file that comes in several codings says so in each, or a cache hands one to a client that cannot read it.
fn vary(host: &Host) -> Result<Check> {
    let mut check = Check::new("vary by accept-encoding");
    let says_so = |answer: &Answer| {
        answer.header(&header::VARY).split(',').any(|name| name.trim().eq_ignore_ascii_case("accept-encoding"))
    };
    for (served, answer) in host.plain() {
        let codings = CODINGS.into_iter().filter(|(_, suffix)| host.built.copy(served.file, suffix).is_some());
        let mut codings = codings.peekable();
        if codings.peek().is_none() {
            continue;
        }
        let at = host.path(served.address);
        check.that(&at, "vary", says_so(answer), answer.header(&header::VARY), "accept-encoding");
        for (coding, _) in codings {
            let answer = host.get(served.address, &[(header::ACCEPT_ENCODING, coding)])?;
            check.that(&at, "vary", says_so(&answer), answer.header(&header::VARY), "accept-encoding");
        }
    }
    Ok(check)
}

/// What a client has already is not sent again, in whichever coding it has it; what it has not is sent.
fn conditions(host: &Host) -> Result<Check> {
    let mut check = Check::new("conditional requests");
    for (served, _) in host.samples() {
        let at = host.path(served.address);
        for coding in ["identity", "br", "gzip"] {
            let first = host.get(served.address, &[(header::ACCEPT_ENCODING, coding)])?;
            let [tag, date] = [header::ETAG, header::LAST_MODIFIED].map(|name| first.header(&name));
            check.that(&at, "validators", !tag.is_empty() || !date.is_empty(), "nothing", "etag or last-modified");
            for (condition, validator) in [(header::IF_NONE_MATCH, &tag), (header::IF_MODIFIED_SINCE, &date)] {
                if validator.is_empty() {
                    continue;
                }
                let again =
                    host.get(served.address, &[(header::ACCEPT_ENCODING, coding), (condition.clone(), validator)])?;
                check.equal(&at, &format!("status for {condition}"), again.status, 304);
                check.equal(&at, "bytes of a 304", again.body.len(), 0);
                // A 304 renews what a cache has stored, also for how long.
                let kept = first.header(&header::CACHE_CONTROL);
                check.equal(&at, "cache-control of a 304", again.header(&header::CACHE_CONTROL), kept);
            }
            let other =
                host.get(served.address, &[(header::ACCEPT_ENCODING, coding), (header::IF_NONE_MATCH, "\"other\"")])?;
            check.equal(&at, "status for another tag", other.status, 200);
        }
    }
    Ok(check)
}

/// A part of a file, its end, and a part that it does not have.
fn ranges(host: &Host) -> Result<Check> {
    let mut check = Check::new("byte ranges");
    for (served, _) in host.samples() {
        let length = served.bytes.len();
        if length < 4 {
            continue;
        }
        let at = host.path(served.address);
        for (range, part) in [("bytes=1-2", 1..3), ("bytes=-2", length - 2..length)] {
            let answer = host.get(served.address, &[(header::ACCEPT_ENCODING, "identity"), (header::RANGE, range)])?;
            let expected = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            check.equal(&at, &format!("status for {range}"), answer.status, 206);
            check.equal(&at, "content-range", answer.header(&header::CONTENT_RANGE), expected);
            has_bytes(&mut check, &at, &answer, &served.bytes[part]);
        }
        let beyond = format!("bytes={length}-");
        let answer = host.get(served.address, &[(header::ACCEPT_ENCODING, "identity"), (header::RANGE, &beyond)])?;
        check.equal(&at, &format!("status for {beyond}"), answer.status, 416);
        check.equal(&at, "content-range", answer.header(&header::CONTENT_RANGE), format!("bytes */{length}"));
    }
    Ok(check)
}

/// HEAD is GET without the body.
fn heads(host: &Host) -> Result<Check> {
    let mut check = Check::new("HEAD");
    for (served, plain) in host.samples() {
        let at = host.path(served.address);
        let answer = host.ask(&Method::HEAD, &at, &[(header::ACCEPT_ENCODING, "identity")])?;
        check.equal(&at, "status", answer.status, 200);
        check.equal(&at, "bytes", answer.body.len(), 0);
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CACHE_CONTROL] {
            check.equal(&at, name.as_str(), answer.header(&name), plain.header(&name));
        }
    }
    let at = host.path(NOWHERE);
    check.equal(&at, "status", host.ask(&Method::HEAD, &at, NO_HEADERS)?.status, 404);
    Ok(check)
}

/// A page is the same whatever stands behind its question mark: old links and campaigns have something there.
fn queries(host: &Host) -> Result<Check> {
    let mut check = Check::new("deep links with a query");
    for (served, _) in host.samples() {
        let at = format!("{}?q=nginx%20502&utm_source=a/../b", host.path(served.address));
        let answer = host.ask(&Method::GET, &at, NO_HEADERS)?;
        check.equal(&at, "status", answer.status, 200);
        has_bytes(&mut check, &at, &answer, served.bytes);
    }
    Ok(check)
}

/// A folder without its slash leads to the page for good, below the base and with its query.
fn folders(host: &Host) -> Result<Check> {
    let mut check = Check::new("folders without their slash");
    let pages: Vec<_> = host.built.served().filter(|served| served.is_page()).collect();
    // One of each kind of route, and one of the deepest.
    let mut seen = BTreeSet::new();
    let kind = |served: &Served<'_>| {
        let mut parts = served.address.split('/');
        (parts.next().unwrap_or_default().to_owned(), parts.count())
    };
    let mut paths: Vec<_> =
        pages.iter().filter(|page| seen.insert(kind(page))).map(|page| host.path(page.address)).collect();
    // At the top of a host there is nothing without its slash.
    paths.retain(|path| path != "/");
    for to in paths {
        for query in ["", "?limit=29s&cold=true"] {
            let from = format!("{}{query}", to.trim_end_matches('/'));
            let answer = host.ask(&Method::GET, &from, NO_HEADERS)?;
            check.that(&from, "status", matches!(answer.status, 301 | 308), answer.status, "301 or 308");
            let target = host.target(&from, &answer);
            // Of the front page, the query is no loss: nothing there reads one.
            let target = if to == host.built.base.as_str() { target.map(|it| without_query(&it)) } else { target };
            let expected = if to == host.built.base.as_str() { to.clone() } else { format!("{to}{query}") };
            let read = target.unwrap_or_else(|| format!("`{}`", answer.header(&header::LOCATION)));
            check.equal(&from, "location", read, expected);
        }
    }
    Ok(check)
}

fn without_query(path: &str) -> String {
    path.split('?').next().unwrap_or(path).to_owned()
}

/// Slashes to spare lead to the page or are the page, or nothing; but never to another host, which two of them at the start
/// of a `Location` would be.
fn slashes(host: &Host) -> Result<Check> {
    let mut check = Check::new("slashes to spare lead to no other host");
    let base = host.built.base.as_str();
    let mut paths =
        vec!["//evil.example".to_owned(), "//evil.example/%2e%2e".to_owned(), "/%5cevil.example".to_owned()];
    for page in host.built.served().filter(|served| served.is_page() && !served.address.is_empty()).take(2) {
        let page = page.address.trim_end_matches('/');
        paths.extend([
            format!("/{base}{page}"),
            format!("/{base}{page}/"),
            format!("{base}/{page}"),
            format!("{base}%2f{page}"),
            format!("/%2f{page}"),
            format!("{base}{page}//"),
        ]);
    }
    // A query takes other ways through some servers.
    for at in paths.iter().flat_map(|path| [path.clone(), format!("{path}?a=b")]) {
        let answer = host.ask(&Method::GET, &at, NO_HEADERS)?;
        let holds = match answer.status {
            200 => true,
            301 | 302 | 307 | 308 => host.target(&at, &answer).is_some(),
            status => (400..500).contains(&status),
        };
        let read = format!("{} {}", answer.status, answer.header(&header::LOCATION));
        check.that(&at, "answer", holds, read, "a page or a redirect of this host, or 4xx");
    }
    Ok(check)
}

/// An address where nothing is.
const NOWHERE: &str = "no/such/page/";

/// Addresses of a site where nothing is, among them a folder that holds files and no page.
fn nowhere(host: &Host) -> Vec<String> {
    let mut addresses =
        vec![NOWHERE.to_owned(), "no-such-file.txt".to_owned(), "no-such-script-0123456789abcdef.js".to_owned()];
    let served: Vec<_> = host.built.served().collect();
    let deep = served.iter().filter(|it| it.is_page()).max_by_key(|it| it.address.matches('/').count());
    addresses.extend(deep.map(|page| format!("{}no-such-data.json", page.address)));
    addresses.extend(served.iter().find(|it| !it.is_page()).map(|file| format!("{}/", file.address)));
    let is_without_page = |folder: &&str| !host.built.files.contains_key(&format!("{folder}/index.html"));
    let folders = served.iter().filter_map(|it| Some(it.file.rsplit_once('/')?.0));
    addresses.extend(folders.filter(is_without_page).take(1).map(|folder| format!("{folder}/")));
    addresses
}

/// A lost address is status 404 with the site's page for it, under the site's policy, and not to be kept.
fn lost(host: &Host) -> Result<Check> {
    let mut check = Check::new("lost addresses");
    let page = host.built.files.get("404.html").map_or(&[] as &[u8], Vec::as_slice);
    for address in nowhere(host) {
        let at = host.path(&address);
        // The conditions are about another file than the page that is sent.
        let conditions =
            [(header::ACCEPT_ENCODING, "identity"), (header::IF_MODIFIED_SINCE, "Fri, 01 Jan 2100 00:00:00 GMT")];
        for headers in [&conditions[..1], &conditions[..]] {
            let answer = host.get(&address, headers)?;
            check.equal(&at, "status", answer.status, 404);
            has_bytes(&mut check, &at, &answer, page);
            let kind = answer.header(&header::CONTENT_TYPE);
            check.that(&at, "content-type", is_type(&kind, &["text/html"]), &kind, "text/html in UTF-8");
            let kept = answer.header(&header::CACHE_CONTROL);
            let is_kept = kept.contains("immutable") || kept.contains("max-age") && !kept.contains("max-age=0");
            check.that(&at, "cache-control", !is_kept, &kept, "nothing or no-cache");
            for (name, expected) in &host.built.headers_at(&at) {
                if *name != header::CACHE_CONTROL {
                    check.equal(&at, name.as_str(), answer.header(name), String::from_utf8_lossy(expected.as_bytes()));
                }
            }
        }
    }
    Ok(check)
}

/// The page for lost addresses comes compressed too.
fn lost_compressed(host: &Host) -> Result<Check> {
    let mut check = Check::new("lost addresses, compressed");
    for (coding, suffix) in CODINGS {
        let Some(copy) = host.built.copy("404.html", suffix) else { continue };
        let at = host.path(NOWHERE);
        let answer = host.get(NOWHERE, &[(header::ACCEPT_ENCODING, coding)])?;
        check.equal(&at, "status", answer.status, 404);
        check.equal(&at, "content-encoding", answer.header(&header::CONTENT_ENCODING), coding);
        has_bytes(&mut check, &at, &answer, copy);
    }
    Ok(check)
}

/// What is meant for the host has no address, however it is spelt.
fn internal(host: &Host) -> Result<Check> {
    let mut check = Check::new("files that are the host's own");
    let base = host.built.base.as_str();
    let mut paths = ["_headers", "%5fheaders", "%5Fheaders", "_headers/", "_headers/.", "./_headers", "/_headers"]
        .map(|path| format!("{base}{path}"))
        .to_vec();
    let deep = host.built.files.keys().filter(|file| file.ends_with(".br") || file.ends_with(".gz"));
    for file in ["index.html.br", "index.html.gz"].into_iter().chain(deep.map(String::as_str).take(2)) {
        let (stem, suffix) = file.rsplit_once('.').unwrap_or((file, ""));
        paths.extend([format!("{base}{file}"), format!("{base}{stem}%2e{suffix}")]);
    }
    for at in paths {
        let mut status = host.ask(&Method::GET, &at, NO_HEADERS)?;
        // Slashes to spare, or steps, may be taken out first.
        if matches!(status.status, 301 | 308)
            && let Some(target) = host.target(&at, &status)
        {
            status = host.ask(&Method::GET, &target, NO_HEADERS)?;
        }
        check.that(&at, "status", (400..500).contains(&status.status), status.status, "404");
    }
    Ok(check)
}

/// No steps lead out of the folder.
fn outside(host: &Host) -> Result<Check> {
    let mut check = Check::new("paths that lead out of the folder");
    let base = host.built.base.as_str();
    for path in [
        "../Cargo.toml",
        "%2e%2e/Cargo.toml",
        "..%2fCargo.toml",
        "%2e%2e%2f%2e%2e%2fetc/passwd",
        "..%5cCargo.toml",
        "%00",
    ] {
        let at = format!("{base}{path}");
        let status = host.ask(&Method::GET, &at, NO_HEADERS)?.status;
        check.that(&at, "status", (400..500).contains(&status), status, "4xx");
    }
    Ok(check)
}

/// Nothing can be sent to a site of files.
fn methods(host: &Host) -> Result<Check> {
    let mut check = Check::new("methods that change things");
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let at = host.path("");
        let status = host.ask(&method, &at, NO_HEADERS)?.status;
        check.that(&at, &format!("status of {method}"), matches!(status, 403..=405 | 501), status, 405);
    }
    Ok(check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_one_of_those_expected_and_text_is_utf8() {
        assert!(is_type("application/wasm", &["application/wasm"]));
        assert!(is_type("text/html; charset=UTF-8", &["text/html"]));
        assert!(is_type("application/javascript; charset=utf-8", &["text/javascript", "application/javascript"]));
        assert!(!is_type("text/html", &["text/html"]), "to be guessed");
        assert!(!is_type("text/plain; charset=utf-8", &["text/markdown"]));
        assert!(!is_type("", &["text/html"]));
        assert!(!is_type("text/html; charset=utf-8", &[]));
    }
}
