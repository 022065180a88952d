//! One visible thing a file.
//!
//! What reacts to the reader is a Leptos component. What never changes once it is on the page is markup (a function that
//! gives [`maud::Markup`]): `build-site` writes it, and the browser takes it over without looking inside. The difference
//! is a third of the app's bytes; what only `build-site` needs is no part of the app at all.

#![allow(unreachable_pub, reason = "the component macro makes a component's props public")]

mod address;
mod adopted;
mod advice_list;
mod budget_bar;
mod copy_button;
mod copy_clicked;
mod duration_field;
mod finder_box;
mod finder_results;
mod finding_view;
mod limit_chooser;
mod path_strip;
mod result_panel;
mod row_table;
mod site_footer;
mod site_header;
mod troubleshooter;

use self::address::{use_fragment_writer, use_query_writer};
pub use self::adopted::Adopted;
use self::advice_list::advice_list;
use self::budget_bar::{bar_patterns, budget_bar};
use self::copy_button::CopyButton;
pub use self::copy_clicked::copy_what_was_clicked;
use self::duration_field::DurationField;
pub use self::finder_box::finder_box;
#[cfg(feature = "ssr")]
pub use self::finder_box::finder_dialog;
pub use self::finder_results::finder_results;
use self::finding_view::finding_view;
use self::limit_chooser::LimitChooser;
pub(crate) use self::path_strip::{Size, path_strip};
use self::result_panel::result_panel;
pub use self::row_table::RowTable;
pub use self::site_footer::site_footer;
pub use self::site_header::site_header;
pub use self::troubleshooter::{Setting, Troubleshooter};

#[cfg(feature = "ssr")]
mod entry_foot;
#[cfg(feature = "ssr")]
mod entry_frame;
#[cfg(feature = "ssr")]
mod entry_head;
#[cfg(feature = "ssr")]
mod entry_list;
#[cfg(feature = "ssr")]
mod entry_pager;
#[cfg(feature = "ssr")]
mod fact_lists;
#[cfg(feature = "ssr")]
mod filter_form;
#[cfg(feature = "ssr")]
mod limit_facts;
#[cfg(feature = "ssr")]
mod tag_list;

#[cfg(feature = "ssr")]
mod native {
    pub(super) use super::entry_foot::entry_foot;
    pub(crate) use super::entry_frame::{EntryView, entry_facts, entry_top};
    pub(super) use super::entry_head::entry_head;
    pub(crate) use super::entry_list::{EntryCard, entry_list};
    pub(super) use super::entry_pager::entry_pager;
    pub(crate) use super::fact_lists::marked_date;
    pub(super) use super::fact_lists::{revision_list, signature_list, source_list};
    pub(crate) use super::filter_form::{Facet, FacetValue, filter_form};
    pub(crate) use super::limit_facts::{limit_facts, limit_options};
    pub(crate) use super::path_strip::layer_legend;
    pub(super) use super::tag_list::tag_list;
}
#[cfg(feature = "ssr")]
pub(crate) use self::native::*;

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
