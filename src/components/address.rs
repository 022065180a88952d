//! The state of a page in its address.

use leptos::prelude::GetUntracked;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser;

/// Writes a query into the current address, in place of the one there: no step to go back through, and no scrolling. The
/// empty one takes the query away.
pub(super) fn use_query_writer() -> impl Fn(&str) + Clone {
    let write = use_writer();
    move |query| write(&format!("?{query}"))
}

/// Writes a fragment into the current address in the same way; the query stays.
pub(super) fn use_fragment_writer() -> impl Fn(&str) + Clone {
    let (write, search) = (use_writer(), use_location().search);
    move |fragment| write(&format!("?{}#{fragment}", search.get_untracked()))
}

/// Writes what follows the path. By the router, which would otherwise hold the address to be what it was.
fn use_writer() -> impl Fn(&str) + Clone {
    let navigate = use_navigate();
    move |rest| {
        let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..Default::default() };
        navigate(&format!("{}{rest}", browser::current_address()), options);
    }
}
