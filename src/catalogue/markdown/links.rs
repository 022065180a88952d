//! Links, for a text that is read elsewhere than on its page.

use pulldown_cmark::{Event, Tag};

use super::parse;

/// An entry's text for readers elsewhere: links below the site become full addresses. `root` is the site's own: scheme,
/// host and base path, with a slash at the end or without.
pub fn with_full_links(text: &str, root: &str) -> String {
    const OPEN: &str = "](";
    let mut full = String::with_capacity(text.len());
    let mut done = 0;
    for (event, range) in parse(text).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        if let Some(at) = text[range.clone()].rfind(&format!("{OPEN}{dest_url}")).filter(|_| dest_url.starts_with('/'))
        {
            let address = range.start + at + OPEN.len();
            full.push_str(&text[done..address]);
            full.push_str(root.trim_end_matches('/'));
            done = address;
        }
    }
    full.push_str(&text[done..]);
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_below_the_site_become_full_addresses_and_code_stays() {
        assert_eq!(
            with_full_links("[a](/x/#y) `](/x/)` [b](https://b.example/) [c [d]](/)", "https://h.example/docs"),
            "[a](https://h.example/docs/x/#y) `](/x/)` [b](https://b.example/) [c [d]](https://h.example/docs/)"
        );
    }
}
