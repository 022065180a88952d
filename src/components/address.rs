//! The state of a page in its address.

use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::browser;

/// Writes a query into the current address, in place of the one there: no step to go back through, and no scrolling. The
/// empty one takes the query away.
pub(super) fn use_query_writer() -> impl Fn(&str) + Clone {
    let navigate = use_navigate();
    move |query| {
        let address = format!("{}?{query}", browser::current_address());
        let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..Default::default() };
        navigate(address.trim_end_matches('?'), options);
    }
}
