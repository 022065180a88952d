//! What a reader would not want to see in a ticket: credentials and addresses, found in a pasted text.

use std::ops::Range;

/// What was masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// The value of `Authorization`, a key, a password.
    Credential,
    /// The value of `Cookie` or `Set-Cookie`.
    Cookie,
    /// A token by its own shape, or in a query.
    Token,
    /// An e-mail address.
    Email,
    /// An IPv4 or IPv6 address.
    Address,
}

impl Secret {
    /// What is shown in its place.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Credential => "[credential]",
            Self::Cookie => "[cookie]",
            Self::Token => "[token]",
            Self::Email => "[e-mail]",
            Self::Address => "[IP address]",
        }
    }
}

/// Names whose value is secret, in lower case, and what it is. After a name come `:`, `=` or a quote and one of them.
const NAMES: &[(&str, Secret)] = &[
    ("proxy-authorization", Secret::Credential),
    ("authorization", Secret::Credential),
    ("set-cookie", Secret::Cookie),
    ("cookie", Secret::Cookie),
    ("x-api-key", Secret::Credential),
    ("api_key", Secret::Credential),
    ("api-key", Secret::Credential),
    ("apikey", Secret::Credential),
    ("password", Secret::Credential),
    ("passwd", Secret::Credential),
    ("secret", Secret::Credential),
    ("client_secret", Secret::Credential),
    ("x-amz-security-token", Secret::Token),
    ("x-amz-signature", Secret::Token),
    ("x-amz-credential", Secret::Token),
    ("x-csrf-token", Secret::Token),
    ("access_token", Secret::Token),
    ("refresh_token", Secret::Token),
    ("id_token", Secret::Token),
    ("auth_token", Secret::Token),
    ("session_id", Secret::Token),
    ("sessionid", Secret::Token),
    ("signature", Secret::Token),
    ("token", Secret::Token),
    ("sig", Secret::Token),
];

/// The secrets in a line, in their order and apart from each other. Linear in its length.
pub fn secrets(line: &str) -> Vec<(Range<usize>, Secret)> {
    let mut found = Vec::new();
    let lower = line.to_ascii_lowercase();
    for (name, secret) in NAMES {
        for (at, _) in lower.match_indices(name) {
            if let Some(span) = value_after(line, at, at + name.len(), *secret) {
                found.push((span, *secret));
            }
        }
    }
    let mut start = 0;
    for word in line.split(|end: char| !(end.is_ascii_alphanumeric() || ".:@_-+/=%".contains(end))) {
        let at = word.as_ptr() as usize - line.as_ptr() as usize;
        debug_assert!(at >= start, "words come in their order");
        start = at;
        of_word(word, at, &mut found);
    }
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    found.retain(|(span, _)| {
        let is_apart = span.start >= end;
        end = end.max(span.end);
        is_apart
    });
    found
}

/// The value that belongs to the name that stands from `start` to `end`.
fn value_after(line: &str, start: usize, end: usize, secret: Secret) -> Option<Range<usize>> {
    if line[..start].ends_with(|before: char| before.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = &line[end..];
    let gap = rest.bytes().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b':' | b'=')).count();
    let separator = &rest[..gap];
    if !separator.contains([':', '=']) {
        return None;
    }
    let value = &rest[gap..];
    let is_quoted = separator.trim_end_matches(' ').ends_with(['"', '\'']);
    let is_header = separator.trim_start().starts_with(':') && !is_quoted;
    let length = if is_quoted {
        value.find(['"', '\''])
    } else if is_header && matches!(secret, Secret::Cookie | Secret::Credential) {
        // A header's value goes to the end of its line, or of the quoted argument that it stands in.
        value.find(['"', '\''])
    } else {
        value.find(|next: char| next.is_ascii_whitespace() || "&;,\"'<>|)}]".contains(next))
    };
    let value = &value[..length.unwrap_or(value.len())];
    let value = value.trim_end();
    if value.is_empty() || value == "-" { None } else { Some(end + gap..end + gap + value.len()) }
}

/// A word that is a secret by its own shape, or has one in it.
fn of_word(word: &str, at: usize, found: &mut Vec<(Range<usize>, Secret)>) {
    let mut push = |from: usize, to: usize, secret| found.push((at + from..at + to, secret));
    for (from, _) in word.match_indices("eyJ") {
        let length =
            word[from..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
        if word[from..from + length].matches('.').count() >= 1 && length > 20 {
            push(from, from + length, Secret::Token);
        }
    }
    for prefix in ["AKIA", "ASIA", "ghp_", "gho_", "github_pat_", "xoxb-", "xoxp-", "sk-", "sk_live_", "AIza"] {
        for (from, _) in word.match_indices(prefix) {
            let length =
                word[from..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)).count();
            if length >= 20 && !word[..from].ends_with(|before: char| before.is_ascii_alphanumeric()) {
                push(from, from + length, Secret::Token);
            }
        }
    }
    if let Some((user, host)) = word.split_once('@')
        && let Some(dot) = host.find('.')
        && dot > 0
        && host[dot + 1..].starts_with(|first: char| first.is_ascii_alphabetic())
    {
        let user = user.rsplit([':', '/', '=']).next().unwrap_or_default();
        let length = host.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
        let from = word.find('@').unwrap_or_default() - user.len();
        if !user.is_empty() {
            push(from, from + user.len() + 1 + length, Secret::Email);
        }
    }
    addresses(word, at, found);
}

/// Addresses in a word, also with a port behind or a path around.
fn addresses(word: &str, at: usize, found: &mut Vec<(Range<usize>, Secret)>) {
    let mut start = 0;
    for part in word.split(|end: char| !(end.is_ascii_digit() || end == '.')) {
        let from = part.as_ptr() as usize - word.as_ptr() as usize;
        start = start.max(from);
        let part = part.trim_end_matches('.');
        let is_apart = !word[..from].ends_with(|before: char| before.is_ascii_alphanumeric() || before == '_')
            && !word[from + part.len()..].starts_with(|after: char| after.is_ascii_alphabetic() || after == '_');
        if is_apart && part.parse::<std::net::Ipv4Addr>().is_ok_and(|address| !is_everywhere(address)) {
            found.push((at + from..at + from + part.len(), Secret::Address));
        }
    }
    for part in word.split(|end: char| !(end.is_ascii_hexdigit() || end == ':')) {
        let from = part.as_ptr() as usize - word.as_ptr() as usize;
        if part.matches(':').count() >= 3 && part.parse::<std::net::Ipv6Addr>().is_ok() {
            found.push((at + from..at + from + part.len(), Secret::Address));
        }
    }
}

/// Loopback and "any": these tell nothing of anybody, and are often the very clue.
fn is_everywhere(address: std::net::Ipv4Addr) -> bool {
    address.is_loopback() || address.is_unspecified()
}

/// The line with its secrets masked.
pub fn masked(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut end = 0;
    for (span, secret) in secrets(line) {
        text.push_str(&line[end..span.start]);
        text.push_str(secret.label());
        end = span.end;
    }
    text.push_str(&line[end..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn credentials_and_addresses_are_masked() {
        for (line, expected) in [
            ("Authorization: Bearer abc.def", "Authorization: [credential]"),
            ("> cookie: a=b; c=d", "> cookie: [cookie]"),
            ("curl -H 'Authorization: Basic eHg6eQ==' https://x", "curl -H 'Authorization: [credential]' https://x"),
            (r#"{"authorization":"Bearer x y","a":1}"#, r#"{"authorization":"[credential]","a":1}"#),
            ("GET /a?token=abc&b=2 HTTP/1.1", "GET /a?token=[token]&b=2 HTTP/1.1"),
            ("client: 192.0.2.7, server: _", "client: [IP address], server: _"),
            ("upstream: \"http://10.0.0.1:8080/\"", "upstream: \"http://[IP address]:8080/\""),
            ("connect() to 127.0.0.1:9000 failed", "connect() to 127.0.0.1:9000 failed"),
            ("nginx/1.18.0 version 1.2.3", "nginx/1.18.0 version 1.2.3"),
            ("from 2001:db8::1 port 5", "from [IP address] port 5"),
            ("at 12:30:46.000", "at 12:30:46.000"),
            ("by jane.doe@example.com.", "by [e-mail]"),
            ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc end", "jwt [token] end"),
            ("key AKIAIOSFODNN7EXAMPLE", "key [token]"),
            ("tokenizer: fast", "tokenizer: fast"),
            ("Unexpected token < in JSON", "Unexpected token < in JSON"),
        ] {
            assert_eq!(masked(line), expected);
        }
    }

    proptest! {
        #[test]
        fn any_line_is_masked(line in "[^\n]{0,120}") {
            let _ = masked(&line);
        }

        #[test]
        fn a_secret_behind_its_name_never_stays(
            name in "[Aa]uthorization|AUTHORIZATION|[Cc]ookie|X-API-KEY|x-api-key|[Pp]assword|access_token",
            value in "[A-Za-z0-9]{8,40}",
            before in "[a-z ]{0,12}",
        ) {
            let text = masked(&format!("{before} {name}: {value}"));
            prop_assert!(!text.contains(&value), "{}", text);
        }

        #[test]
        fn an_address_never_stays(
            address in proptest::prelude::any::<u32>(),
            around in "[ \"(\\[/=,]",
        ) {
            let address = std::net::Ipv4Addr::from(address);
            prop_assume!(!is_everywhere(address));
            let text = masked(&format!("a{around}{address}{around}b"));
            prop_assert!(!text.contains(&address.to_string()), "{}", text);
        }
    }
}
