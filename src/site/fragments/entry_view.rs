//! What the parts around an entry's text show.

use super::entry_list::EntryCard;
use crate::catalogue::{Date, Entry, SectionKind};

/// An entry and what its page says of it beside the text.
pub(in crate::site) struct EntryView<'a> {
    /// The front matter.
    pub(in crate::site) entry: &'a Entry,
    /// The vendor's name.
    pub(in crate::site) vendor: &'a str,
    /// The sections that the text has, in their order.
    pub(in crate::site) outline: Vec<SectionKind>,
    /// The first sentence of each step.
    pub(in crate::site) steps: Vec<String>,
    /// Related entries, both ways.
    pub(in crate::site) related: Vec<EntryCard<'a>>,
    /// The entry before this one, by code.
    pub(in crate::site) previous: Option<&'a Entry>,
    /// The entry after this one, by code.
    pub(in crate::site) next: Option<&'a Entry>,
    /// Where the file is edited.
    pub(in crate::site) edit_url: String,
    /// The day of the build: facts verified more than a year before it are marked.
    pub(in crate::site) built: Date,
}
