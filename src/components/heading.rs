//! A heading whose level depends on where it stands.

use maud::{Markup, html};

/// A heading of `level`, 2 to 4.
pub(crate) fn heading(level: u8, class: Option<&str>, inner: &Markup) -> Markup {
    html! {
        @match level {
            2 => h2 class=[class] { (inner) },
            3 => h3 class=[class] { (inner) },
            _ => h4 class=[class] { (inner) },
        }
    }
}
