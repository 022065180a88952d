//! The address of the page.

/// The current address without query and fragment.
pub fn current_address() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return String::new() };
    format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default())
}

/// The current query with its `?`, empty for none.
pub fn current_query() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The full address of an absolute path of the site.
pub fn full_address(path: &str) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    format!("{origin}{path}")
}

/// Leaves for an absolute path of the site, as a link does where no script runs.
pub fn go_to(path: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(path);
    }
}

/// The current absolute path, with a slash at its end.
pub fn current_path() -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    format!("{}/", path.trim_end_matches('/'))
}
