//! Parts of pages that the build alone makes: a visible thing a file. Parts that the browser makes too are in
//! [`crate::components`].

pub(in crate::site) mod entry_frame;
pub(in crate::site) mod entry_list;
pub(in crate::site) mod entry_view;
pub(in crate::site) mod fact_lists;
pub(in crate::site) mod filter_form;
pub(in crate::site) mod finder_box;
pub(in crate::site) mod layer_legend;
pub(in crate::site) mod limit_facts;
pub(in crate::site) mod listing;
pub(in crate::site) mod site_footer;
pub(in crate::site) mod site_header;

mod entry_foot;
mod entry_head;
mod entry_pager;
mod tag_list;
