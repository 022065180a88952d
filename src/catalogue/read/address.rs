//! Addresses of documents.

/// Whether a text is an https address with a host that has a dot, and without anything that has to be escaped.
pub(crate) fn is_https_address(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        host.contains('.')
            && host.split('.').all(is_label)
            && port.parse::<u16>().is_ok()
            && url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`'))
    })
}

/// What an address with a [`campaign_parameter`] should have been.
pub(crate) const WITHOUT_CAMPAIGN: &str = "an address without `utm_` parameters";

/// The first parameter of an address that only says how a reader came by it, such as `utm_source=docs`.
pub(crate) fn campaign_parameter(url: &str) -> Option<&str> {
    let (_, query) = url.split('#').next()?.split_once('?')?;
    query.split(['&', ';']).find(|parameter| parameter.to_ascii_lowercase().starts_with("utm_"))
}
