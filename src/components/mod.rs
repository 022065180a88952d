//! One visible thing a file.

#![allow(unreachable_pub, reason = "the component macro makes a component's props public")]

mod advice_list;
mod budget_bar;
mod copy_button;
mod copy_entry_button;
mod duration_field;
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

use self::advice_list::AdviceList;
use self::budget_bar::BudgetBar;
use self::copy_button::CopyButton;
pub use self::copy_entry_button::CopyEntryButton;
use self::duration_field::DurationField;
pub use self::entry_head::EntryHead;
pub use self::entry_list::EntryList;
pub use self::entry_pager::EntryPager;
pub use self::fact_lists::{RevisionList, SignatureList, SourceList};
use self::limit_chooser::LimitChooser;
pub use self::path_strip::LayerLegend;
use self::path_strip::PathStrip;
use self::result_panel::ResultPanel;
pub use self::site_footer::SiteFooter;
pub use self::site_header::SiteHeader;
pub use self::tag_list::TagList;
pub use self::troubleshooter::{Setting, Troubleshooter};
