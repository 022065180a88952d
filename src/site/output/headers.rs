//! Response headers: the policy of every page, and the file in which CDNs read them.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{bail, ensure};

/// The Content-Security-Policy. Nothing but the site itself may be loaded or asked; no inline script at all, and no
/// inline style but the pages' own stylesheets, by their hashes.
fn directives(style_hashes: &str) -> Vec<String> {
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        &format!("style-src 'self' {style_hashes}"),
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// The policy as it stands in the page, for servers that send no headers of ours. `frame-ancestors` is left out: in a
/// page it has no force, and browsers complain of it.
pub(in crate::site) fn policy_for_page(style_hashes: &str) -> String {
    directives(style_hashes).join("; ")
}

/// The headers of every file, besides the policy.
const FOR_ALL: [(&str, &str); 7] = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// A file that is named by its content never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Everything else may be another tomorrow: a browser may keep it, and asks each time whether it still holds.
const ASK_EACH_TIME: &str = "no-cache";

/// Cloudflare Pages reads 100 rules of a file, and 2,000 characters of a line
/// (<https://developers.cloudflare.com/pages/configuration/headers/>). Netlify documents no limit
/// (<https://docs.netlify.com/routing/headers/>).
const MOST_RULES: usize = 100;
const LONGEST_LINE: usize = 2_000;

/// The `_headers` file, in the format that Netlify and Cloudflare Pages share: a path, then its headers indented. `files`
/// are the paths of all files below the base, `immutable` those that are named by their content.
///
/// # Errors
/// More rules, or a longer line, than a host reads.
pub(in crate::site) fn headers_file(
    base: &str,
    style_hashes: &str,
    files: &[String],
    immutable: &[&String],
) -> anyhow::Result<String> {
    let mut policy = directives(style_hashes);
    policy.push("frame-ancestors 'none'".to_owned());
    let mut file = format!("{base}*\n  Content-Security-Policy: {}\n", policy.join("; "));
    for (name, value) in FOR_ALL {
        let _ = writeln!(file, "  {name}: {value}");
    }
    let immutable: Vec<_> = immutable.iter().map(|name| name.as_str()).collect();
    let for_ever = immutable.iter().map(|name| ((*name).to_owned(), FOR_EVER));
    let others = patterns(files, &immutable).into_iter().map(|pattern| (pattern, ASK_EACH_TIME));
    let mut rules = 1;
    for (pattern, value) in for_ever.chain(others) {
        let _ = write!(file, "\n{base}{pattern}\n  Cache-Control: {value}\n");
        rules += 1;
    }
    ensure!(rules <= MOST_RULES, "_headers has {rules} rules: Cloudflare Pages reads {MOST_RULES}");
    if let Some(line) = file.lines().find(|line| line.len() > LONGEST_LINE) {
        bail!("a line of _headers has {} bytes, Cloudflare Pages reads {LONGEST_LINE}: {line}", line.len());
    }
    Ok(file)
}

/// Patterns below the base of which exactly one matches each address of `files`, and none one of the `immutable` files: a
/// CDN joins what several say by the same name.
///
/// To Cloudflare, `errors/*` is what lies in that folder. Netlify ignores the slash before the star, case, and a slash at
/// the end, so that `limits/*` is `limits.json` too
/// (<https://github.com/netlify/build/blob/main/packages/headers-parser/src/for_regexp.ts>). A folder for which the two
/// would differ is listed file by file.
fn patterns(files: &[String], immutable: &[&str]) -> Vec<String> {
    let top = |file: &str| file.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let tops: BTreeSet<_> = files.iter().map(|file| top(file)).collect();
    let mut patterns = BTreeSet::new();
    for file in files.iter().filter(|file| is_served(file) && !immutable.contains(&file.as_str())) {
        let own = top(file);
        let is_alone = !tops.iter().any(|other| *other != own && other.starts_with(&own));
        match file.split_once('/') {
            Some((folder, _)) if is_alone => {
                patterns.insert(format!("{folder}/*"));
            }
            _ => {
                patterns.insert(file.clone());
                let folder = file.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
                patterns.extend(folder.map(ToOwned::to_owned));
            }
        }
    }
    patterns.into_iter().collect()
}

/// Whether a file has an address: this one has none, and a compressed copy is sent under the name of its original.
fn is_served(file: &str) -> bool {
    file != "_headers" && !file.ends_with(".br") && !file.ends_with(".gz")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_policy_allows_nothing_from_elsewhere_and_no_inline_script() {
        let script = "app-1.js".to_owned();
        let files = [script.clone(), "index.html".to_owned()];
        let file = headers_file("/docs/", "'sha256-x'", &files, &[&script]).unwrap();
        let policy = file.lines().find(|line| line.contains("Content-Security-Policy")).unwrap();
        assert!(policy.contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        assert!(policy.ends_with("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("http"));
        assert!(file.starts_with("/docs/*\n"));
        assert!(file.contains("\n/docs/app-1.js\n  Cache-Control: public, max-age=31536000, immutable\n"));
        assert!(file.contains("\n/docs/\n  Cache-Control: no-cache\n"));
    }

    #[test]
    fn a_folder_is_one_pattern_and_a_file_at_the_top_its_own() {
        let files = names(&[
            "404.html",
            "_headers",
            "app-1.js",
            "app-1.js.br",
            "errors/a/data.json",
            "errors/a/index.html",
            "errors/index.html",
            "index.html",
            "index.html.gz",
        ]);
        assert_eq!(patterns(&files, &["app-1.js"]), ["", "404.html", "errors/*", "index.html"]);
    }

    #[test]
    fn a_folder_whose_name_begins_another_is_listed_file_by_file() {
        let files =
            names(&["Chain-1.js", "chain/data.json", "chain/index.html", "code/x/index.html", "codes/index.html"]);
        assert_eq!(
            patterns(&files, &["Chain-1.js"]),
            ["chain/", "chain/data.json", "chain/index.html", "code/x/", "code/x/index.html", "codes/*"]
        );
    }

    #[test]
    fn what_a_host_would_cut_off_is_an_error() {
        let many: Vec<_> = (0..MOST_RULES).map(|number| format!("{number}.txt")).collect();
        let error = headers_file("/", "", &many, &[]).unwrap_err().to_string();
        assert_eq!(error, "_headers has 101 rules: Cloudflare Pages reads 100");
        let error = headers_file("/", &"x".repeat(LONGEST_LINE), &[], &[]).unwrap_err().to_string();
        assert!(error.starts_with("a line of _headers has 2"), "{error}");
    }
}
