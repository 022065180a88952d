//! One visible thing a file.
//!
//! What never changes once it is on the page is markup (a function that gives [`maud::Markup`]): `build-site` writes it
//! into the page, and the browser adopts it without looking inside. What reacts to the reader is a Leptos component.
//! The difference is a third of the app's bytes.

#![allow(unreachable_pub, reason = "the component macro makes a component's props public")]

mod adopted;
mod advice_list;
mod budget_bar;
mod copy_button;
mod duration_field;
mod entry_foot;
mod entry_head;
mod entry_list;
mod entry_pager;
mod fact_lists;
mod limit_chooser;
mod path_strip;
mod result_panel;
mod site_footer;
mod site_header;
mod tag_list;
mod troubleshooter;

pub use self::adopted::Adopted;
use self::advice_list::advice_list;
use self::budget_bar::{bar_patterns, budget_bar};
use self::copy_button::CopyButton;
use self::duration_field::DurationField;
pub use self::entry_foot::{copy_what_was_clicked, entry_foot};
pub use self::entry_head::entry_head;
pub use self::entry_list::entry_list;
pub use self::entry_pager::entry_pager;
pub use self::fact_lists::{revision_list, signature_list, source_list};
use self::limit_chooser::LimitChooser;
pub use self::path_strip::layer_legend;
use self::path_strip::{Size, path_strip};
use self::result_panel::result_panel;
pub use self::site_footer::site_footer;
pub use self::site_header::site_header;
pub use self::tag_list::tag_list;
pub use self::troubleshooter::{Setting, Troubleshooter};

use maud::{Markup, html};

/// A heading whose level depends on where it stands.
fn heading(level: u8, class: Option<&str>, inner: &Markup) -> Markup {
    html! {
        @match level {
            2 => h2 class=[class] { (inner) },
            3 => h3 class=[class] { (inner) },
            _ => h4 class=[class] { (inner) },
        }
    }
}
