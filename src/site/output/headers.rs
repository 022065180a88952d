//! Response headers: the policy of every page, and the file in which CDNs read them.

use std::fmt::Write;

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

/// The `_headers` file, in the format that Netlify and Cloudflare Pages share: a path, then its headers indented. No
/// header stands under two patterns that match the same file, because CDNs join such values.
pub(in crate::site) fn headers_file(base: &str, style_hashes: &str, immutable: &[&String]) -> String {
    let mut all = directives(style_hashes);
    all.push("frame-ancestors 'none'".to_owned());
    let mut file = format!("{base}*\n  Content-Security-Policy: {}\n", all.join("; "));
    file.push_str(
        "  X-Content-Type-Options: nosniff\n  \
           X-Frame-Options: DENY\n  \
           Referrer-Policy: no-referrer\n  \
           Cross-Origin-Opener-Policy: same-origin\n  \
           Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n",
    );
    for name in immutable {
        let _ = write!(file, "\n{base}{name}\n  Cache-Control: public, max-age=31536000, immutable\n");
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_nothing_from_elsewhere_and_no_inline_script() {
        let file = headers_file("/docs/", "'sha256-x'", &[&"app-1.js".to_owned()]);
        let policy = file.lines().find(|line| line.contains("Content-Security-Policy")).unwrap();
        assert!(policy.contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        assert!(policy.ends_with("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("http"));
        assert!(file.starts_with("/docs/*\n"));
        assert!(file.contains("\n/docs/app-1.js\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
}
