//! Secrets that have neither a shape of their own nor a name before them: what stands behind the name of a scheme, before a
//! host, in an option of a command, in a block of PEM; addresses of people and of machines; what looks random.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::placeholder::begins_as_placeholder;
use super::random::is_random;
use super::scheme::tells_a_credential;

/// No user, password and host are longer together, in bytes.
const LONGEST_AUTHORITY: usize = 400;

/// The shortest text of which it can be said that it looks random where nothing says what it is.
const SHORTEST_RANDOM: usize = 24;

/// Where a text begins again behind something: no letter or digit stands before, or the escape of a line end or of a
/// character of an address does.
pub(super) fn is_start(bytes: &[u8], at: usize) -> bool {
    match bytes[..at] {
        [] => true,
        [.., b'\\', b'n' | b'r' | b't'] => true,
        [.., b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => true,
        [.., last] => !last.is_ascii_alphanumeric(),
    }
}

fn run(bytes: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    from + bytes[from..].iter().take_while(|byte| belongs(**byte)).count()
}

/// What stands behind the name of a scheme: `Bearer …`, wherever it stands.
pub(super) fn schemes(text: &str, mut found: impl FnMut(Range<usize>)) {
    const SHORTEST: usize = 8;
    let bytes = text.as_bytes();
    let mut done = 0;
    for (blank, _) in text.match_indices([' ', '+']) {
        if blank < done {
            continue;
        }
        let word = bytes[..blank].iter().rev().take(12).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = &text[blank - word..blank];
        if !tells_a_credential(word) {
            continue;
        }
        let start = run(bytes, blank, |byte| matches!(byte, b' ' | b'+' | b'"' | b'\'' | b'<'));
        let end = run(bytes, start, |byte| byte.is_ascii_alphanumeric() || b"-._~+/=%:".contains(&byte));
        done = end;
        let value = text[start..end].trim_end_matches(['.', ':']);
        let is_parameter = matches!(bytes.get(end), Some(b'"' | b'\\')) && value.ends_with('=');
        let has = |class: fn(&u8) -> bool| value.as_bytes()[1.min(value.len())..].iter().any(class);
        let is_mixed = has(u8::is_ascii_digit) || (has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase));
        if value.len() >= SHORTEST && is_mixed && !is_parameter && !value.contains("://") {
            found(start..start + value.len());
        }
    }
}

/// The password of `scheme://user:password@host`, or a token that stands there alone; also without a scheme.
pub(super) fn userinfo(text: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'<' | b'>' | b'`' | b'|' | b'\\');
    let mut done = 0;
    let mut without = 0;
    for (at, _) in text.match_indices("://") {
        let start = at + 3;
        if start < without {
            continue;
        }
        let whole = start..run(bytes, start, |byte| !is_end(byte));
        if !bytes[whole.clone()].contains(&b'@') {
            without = whole.end;
            continue;
        }
        let longest = &bytes[..text.floor_char_boundary(start + LONGEST_AUTHORITY)];
        let end = run(longest, start, |byte| !is_end(byte));
        let whole = &text[start..end];
        let authority = whole.find(['/', '?', '#']).unwrap_or(whole.len());
        let sign = whole[..authority].rfind('@').or_else(|| {
            // A password with a slash in it: behind the colon stands no port.
            let colon = whole[..authority].find(':')?;
            let is_port = whole[colon + 1..authority].bytes().all(|byte| byte.is_ascii_digit());
            let sign = whole.find('@').filter(|_| !is_port)?;
            is_host(whole.as_bytes(), sign + 1).then_some(sign)
        });
        let Some(sign) = sign else { continue };
        done = start + sign;
        match whole[..sign].split_once(':') {
            Some((user, password)) if !password.is_empty() && !begins_as_placeholder(password) => {
                found(start + user.len() + 1..start + sign);
            }
            None if is_token(&whole[..sign]) => found(start..start + sign),
            _ => {}
        }
    }
    // `jdbc:oracle:thin:user/password@host`, `sqlplus user/password@host`.
    for start in ["thin:", "sqlplus "] {
        for (at, _) in text.match_indices(start) {
            let from = at + start.len();
            let longest = &bytes[..text.floor_char_boundary(from + LONGEST_AUTHORITY)];
            let word = &text[from..run(longest, from, |byte| !is_end(byte) && byte != b' ')];
            if let Some((user, password)) = word.split_once('@').and_then(|(account, _)| account.split_once('/'))
                && !password.is_empty()
            {
                let start = from + user.len() + 1;
                found(start..start + password.len());
            }
        }
    }
    // `user:password@tcp(host:3306)/db`, `user:password@host`.
    let belongs =
        |byte: u8| byte.is_ascii_graphic() && !is_end(byte) && !matches!(byte, b'\'' | b',' | b';' | b'{' | b'=');
    for (sign, _) in text.match_indices('@') {
        if sign < done {
            continue;
        }
        let length = bytes[done.min(sign)..sign].iter().rev().take_while(|byte| belongs(**byte)).count();
        let before = &text[sign - length..sign];
        done = sign;
        let Some((user, password)) = before.split_once(':').filter(|_| !before.contains("//")) else { continue };
        let is_user =
            !user.is_empty() && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
        // `image:tag@sha256:…`, `group:artifact:1.0@aar`, `npm:name@1.2`.
        let is_version = password.split(['.', '-']).all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
            || password.contains(':')
            || text[sign + 1..].starts_with("sha")
            || ["npm", "workspace", "link", "mailto", "sip", "acct"].contains(&user);
        if is_user
            && !password.is_empty()
            && !is_version
            && !begins_as_placeholder(password)
            && is_host(bytes, sign + 1)
        {
            found(sign - password.len()..sign);
        }
    }
}

/// Whether a user without a password is a token: `https://<key>@o1.ingest.sentry.io`.
fn is_token(user: &str) -> bool {
    const SHORTEST: usize = 20;
    let is_one_word = user.len() >= SHORTEST && user.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_random(user, 12) || (is_one_word && user.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Whether a host can begin at an offset: a name, a number, a bracket, `tcp(`.
fn is_host(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'[' | b'/' | b'%'))
}

/// Options of commands that take a secret: the command, the option, and whether the value may be glued to it.
const OPTIONS: [(&str, &str, bool); 23] = [
    ("curl", "-u", true),
    ("curl", "--user", false),
    ("curl", "-U", true),
    ("curl", "--proxy-user", false),
    ("curl", "-b", false),
    ("curl", "--cookie", false),
    ("wget", "--user", false),
    ("http", "-a", false),
    ("http", "--auth", false),
    ("https", "-a", false),
    ("mysql", "-p", true),
    ("mysqldump", "-p", true),
    ("mysqladmin", "-p", true),
    ("mariadb", "-p", true),
    ("redis-cli", "-a", false),
    ("sshpass", "-p", true),
    ("ldapsearch", "-w", false),
    ("mongosh", "-p", false),
    ("docker", "-p", false),
    ("rabbitmqadmin", "-p", false),
    ("ssh-keygen", "-P", false),
    ("ssh-keygen", "-N", false),
    ("rabbitmqctl", "--password", false),
];

/// Secrets in options that have no name of their own: `curl -u user:password`.
pub(super) fn commands(text: &str, mut found: impl FnMut(Range<usize>)) {
    for line in text.lines() {
        let offset = line.as_ptr() as usize - text.as_ptr() as usize;
        let mut commands: Vec<&str> = Vec::new();
        let mut words = words(line).peekable();
        while let Some(word) = words.next() {
            let name = line[word.clone()].rsplit('/').next().unwrap_or_default().trim_start_matches(['$', '`', '(']);
            if let Some((command, ..)) = OPTIONS.iter().find(|(command, ..)| *command == name) {
                if !commands.contains(command) {
                    commands.push(command);
                }
                continue;
            }
            let option = &line[word.clone()];
            if commands.contains(&"rabbitmqctl")
                && ["add_user", "change_password", "authenticate_user"].contains(&option)
            {
                words.next();
                if let Some(password) = words.next() {
                    found(offset + password.start..offset + password.end);
                }
                continue;
            }
            if commands.is_empty() || !option.starts_with('-') {
                continue;
            }
            for (_, known, may_be_glued) in OPTIONS.iter().filter(|(command, ..)| commands.contains(command)) {
                let value = if option == *known || is_cluster(option, known) {
                    words.peek().cloned()
                } else if *may_be_glued && option.starts_with(known) && !option.starts_with("--") {
                    Some(word.start + known.len()..word.end)
                } else {
                    let value = option.strip_prefix(known).and_then(|rest| rest.strip_prefix('='));
                    value.map(|value| word.end - value.len()..word.end)
                };
                let Some(value) = value else { continue };
                let quoted = &line[value.clone()];
                let bare = quoted.trim_matches(['\'', '"']);
                let start = value.start + quoted.len() - quoted.trim_start_matches(['\'', '"']).len();
                // A user's name is shown, and a file of cookies.
                let secret = match *known {
                    "-u" | "--user" | "-U" | "--proxy-user" | "-a" | "--auth" if bare.contains(':') => {
                        start + bare.find(':').map_or(0, |at| at + 1)..start + bare.len()
                    }
                    "-u" | "--user" | "-U" | "--proxy-user" | "--auth" => continue,
                    "-b" | "--cookie" if !bare.contains('=') => continue,
                    _ => start..start + bare.len(),
                };
                let is_port =
                    line[secret.clone()].split(':').all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
                let is_docker_port = *known == "-p" && commands.contains(&"docker") && is_port;
                if !secret.is_empty() && !begins_as_placeholder(&line[secret.clone()]) && !is_docker_port {
                    found(offset + secret.start..offset + secret.end);
                }
                break;
            }
        }
    }
}

/// Options in one word, the last of which takes the value: `-su`.
fn is_cluster(option: &str, known: &str) -> bool {
    known.len() == 2
        && option.len() > 2
        && !option.starts_with("--")
        && option.ends_with(&known[1..])
        && option[1..].bytes().all(|byte| byte.is_ascii_alphabetic())
        && known != "-p"
}

/// The words of a line as a shell takes them, with their marks; without a mark that closes, to the end of the line.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at = run(bytes, at, |byte| byte.is_ascii_whitespace());
        let start = at;
        let mut quote = None;
        while let Some(byte) = bytes.get(at) {
            match (quote, byte) {
                (None, b' ' | b'\t') => break,
                (None, b'\'' | b'"') => quote = Some(*byte),
                (Some(open), byte) if open == *byte => quote = None,
                _ => {}
            }
            at += 1;
        }
        (at > start).then_some(start..at)
    })
}

/// Blocks of PEM: `found` gets the body, and whether it is a private key.
pub(super) fn pem(text: &str, mut found: impl FnMut(Range<usize>, bool)) {
    const BEGIN: &str = "-----BEGIN ";
    const LONGEST_LABEL: usize = 60;
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, _) in text.match_indices(BEGIN) {
        if at < done {
            continue;
        }
        let label = at + BEGIN.len();
        let end = run(bytes, label, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ');
        if end - label > LONGEST_LABEL || !text[end..].starts_with("-----") {
            continue;
        }
        let body = end + "-----".len();
        let close = text[body..].find("-----END").map(|length| body + length);
        // A key that was cut goes as far as its letters do.
        let belongs =
            |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/=\\:,-\"'>|".contains(&byte);
        let body = body..close.unwrap_or_else(|| run(bytes, body, belongs));
        done = body.end;
        let trimmed = text[body.clone()].trim_end();
        if !trimmed.is_empty() {
            found(body.start..body.start + trimmed.len(), text[label..end].contains("PRIVATE KEY"));
        }
    }
}

/// E-mail addresses, also with their sign written `%40`.
pub(super) fn emails(text: &str, mut found: impl FnMut(Range<usize>)) {
    /// Last parts of file names and units, which look like hosts.
    const NO_DOMAINS: [&str; 13] =
        ["service", "socket", "timer", "target", "mount", "scope", "slice", "png", "svg", "js", "mjs", "css", "jar"];
    let bytes = text.as_bytes();
    for sign in ["@", "%40"] {
        for (at, _) in text.match_indices(sign) {
            let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$&*+^_{}~-".contains(&byte);
            let length = bytes[..at].iter().rev().take(64).take_while(|byte| is_local(**byte)).count();
            let local = text[at - length..at].trim_start_matches(['.', '-', '$', '{', '#', '*', '&', '!']);
            // Behind an escape, its last letter is none of the name.
            let local = match bytes[..at - local.len()] {
                [.., b'\\'] if local.starts_with(['n', 'r', 't']) => &local[1..],
                _ => local,
            };
            let from = at + sign.len();
            let end = run(bytes, from, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
            let host = text[from..end].trim_end_matches(['.', '-']);
            let Some((name, top)) = host.rsplit_once('.') else { continue };
            let is_top = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
            // `git@github.com:owner/name`: everybody's name.
            let is_repository = local == "git" || local.is_empty();
            // `postgres://user@host`: the user of a service.
            let is_user = text[..at - local.len()].ends_with("://");
            if is_top
                && !name.is_empty()
                && !is_repository
                && !is_user
                && !NO_DOMAINS.contains(&top.to_ascii_lowercase().as_str())
            {
                found(at - local.len()..from + host.len());
            }
        }
    }
}

/// IPv4 and IPv6 addresses, and host names that are made of one: `ip-10-20-30-40`.
pub(super) fn addresses(text: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let is_begin = at == 0
            || !(bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'_' | b'.'))
            || is_start(bytes, at) && bytes[at - 1] != b'.' && bytes[at - 1] != b'_';
        if is_begin && let Some(prefix) = ["ip-", "ec2-"].iter().find(|prefix| text[at..].starts_with(**prefix)) {
            let start = at + prefix.len();
            let end = run(bytes, start, |byte| byte.is_ascii_digit() || byte == b'-');
            let quad = text[start..end].trim_end_matches('-').replace('-', ".");
            if quad.parse::<Ipv4Addr>().is_ok() {
                found(start..start + quad.len());
                at = end;
                continue;
            }
        }
        if byte.is_ascii_digit() && is_begin {
            let end = run(bytes, at, |byte| byte.is_ascii_digit() || byte == b'.');
            let quad = text[at..end].trim_end_matches('.');
            if is_address(text, at, quad) {
                found(at..at + quad.len());
                at = end;
                continue;
            }
        }
        if (byte.is_ascii_hexdigit() || byte == b':') && is_begin && !(at > 0 && bytes[at - 1] == b':') {
            let end = run(bytes, at, |byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'));
            let groups = text[at..end].trim_end_matches('.');
            // With a port behind it: `2001:db8::1:443` cannot be told apart and is masked whole.
            let groups =
                if groups.ends_with(':') && !groups.ends_with("::") { &groups[..groups.len() - 1] } else { groups };
            // With a port that was glued on.
            let groups = match groups.rsplit_once(':') {
                Some((address, _)) if groups.parse::<Ipv6Addr>().is_err() && address.parse::<Ipv6Addr>().is_ok() => {
                    address
                }
                _ => groups,
            };
            let is_apart =
                !bytes.get(at + groups.len()).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'_');
            if is_apart
                && groups.bytes().filter(|byte| *byte == b':').count() >= 2
                && groups.bytes().any(|byte| byte.is_ascii_digit())
                && groups.parse::<Ipv6Addr>().is_ok_and(|address| !address.is_loopback() && !address.is_unspecified())
            {
                found(at..at + groups.len());
            }
            at = end.max(at + 1);
            continue;
        }
        at = if byte.is_ascii_alphanumeric() {
            run(bytes, at, |byte| byte.is_ascii_alphanumeric())
        } else {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        };
    }
}

/// Whether four numbers with dots are an address of somebody, and no version, object id or network.
fn is_address(text: &str, at: usize, quad: &str) -> bool {
    let Ok(address) = quad.parse::<Ipv4Addr>() else { return false };
    let (before, after) = (&text[..at], &text.as_bytes()[at + quad.len()..]);
    // Loopback and "any" tell nothing of anybody, and are often the very clue; a host is no `4.0.0.0`.
    if address.is_loopback() || address.is_unspecified() || quad.ends_with(".0.0.0") {
        return false;
    }
    match after {
        [b'-', next, ..] if next.is_ascii_alphabetic() => return false,
        [b'.', next, ..] if next.is_ascii_alphanumeric() => return is_host_with_address(before),
        [next, ..] if next.is_ascii_alphabetic() || *next == b'_' => return false,
        _ => {}
    }
    let has_port = matches!(after, [b':', next, ..] if next.is_ascii_digit());
    let is_private = address.is_private() || address.is_link_local();
    let word_before = before.trim_end_matches(['=', ':', ' ', '"', '\'', '/', '(', 'v', 'V']);
    let word = word_before.bytes().rev().take(16).take_while(u8::is_ascii_alphabetic).count();
    let word = word_before[word_before.len() - word..].to_ascii_lowercase();
    if ["version", "ver", "assemblyversion", "fileversion", "productversion", "release", "build", "extension", "oid"]
        .contains(&word.as_str())
    {
        return false;
    }
    if before.ends_with(['v', 'V']) && !before[..before.len() - 1].ends_with(|last: char| last.is_ascii_alphanumeric())
    {
        return false;
    }
    // `foo-1.2.3.4`, but `name-of-a-host-10.0.0.1:80`.
    if before.ends_with('-')
        && !has_port
        && before[..before.len() - 1].ends_with(|last: char| last.is_ascii_alphanumeric())
    {
        return false;
    }
    // `Product/1.2.3.4`, but Java's `host/10.0.0.5:5432`.
    let product = before.strip_suffix('/').filter(|name| name.ends_with(|last: char| last.is_ascii_alphabetic()));
    if let Some(name) = product.filter(|_| !has_port && !is_private) {
        const LONGEST_NAME: usize = 64;
        let name = &name[name.ceil_char_boundary(name.len().saturating_sub(LONGEST_NAME))..];
        let name = name.rsplit([' ', '"', '(', ',']).next().unwrap_or_default();
        return name.contains(['.', '/', ':']);
    }
    true
}

/// Whether an address is the beginning of a host name, as in `10.0.0.5.nip.io`, and no version of a file.
fn is_host_with_address(before: &str) -> bool {
    before.ends_with(['/', '@', ' ', '"', '='])
        && !before.ends_with(|last: char| last.is_ascii_alphanumeric())
        && before.ends_with("//")
}

/// What looks random where nothing says what it is.
pub(super) fn random_words(text: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte);
    let mut at = 0;
    while at < bytes.len() {
        if !belongs(bytes[at]) {
            at += 1;
            continue;
        }
        let end = run(bytes, at, belongs);
        // An escape's letter belongs to the escape; a percent sign's two digits do too.
        let start = if is_start(bytes, at) || at == 0 { at } else { at.min(end) };
        let word = &text[start..end];
        if is_random(word, SHORTEST_RANDOM) {
            let start = start + word.len() - word.trim_start_matches(['/', '=', '-', '_', '+']).len();
            found(start..end);
        } else {
            // In a path, or behind a name with `=`, a part may be random for itself.
            for part in word.split(['/', '=']) {
                if is_random(part, SHORTEST_RANDOM) {
                    let from = part.as_ptr() as usize - text.as_ptr() as usize;
                    found(from..from + part.len());
                }
            }
        }
        at = end;
    }
}
