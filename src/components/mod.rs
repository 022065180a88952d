//! One visible thing a file, for the browser and the build alike; what the build alone makes is in `site/fragments`.
//!
//! What reacts to the reader is a Leptos component. What never changes once it is on the page is markup (a function that
//! gives [`maud::Markup`]): `build-site` writes it, and the browser takes it over without looking inside. The difference
//! is a third of the app's bytes.

#![allow(unreachable_pub, reason = "the component macro makes a component's props public")]

pub mod finder_results;

pub(crate) mod copy_clicked;
pub(crate) mod heading;
pub(crate) mod path_strip;
pub(crate) mod raw_markup;
pub(crate) mod row_table;
pub(crate) mod troubleshooter;

mod address;
mod advice_list;
mod budget_bar;
mod copy_button;
mod duration_field;
mod finding_view;
mod inputs_in_address;
mod limit_chooser;
mod measurement_fields;
mod nothing_measured;
mod result_panel;
