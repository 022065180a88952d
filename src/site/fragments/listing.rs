//! A page that lists entries under a heading: of a vendor, of a tag.

use maud::html;

use super::entry_list::entry_list;
use crate::page_data::PageContent;
use crate::site::model::SiteModel;
use crate::site::route::Draft;

/// The entries at `indexes` in the catalogue, each with its summary; `lead` is a sentence that says what they share.
pub(in crate::site) fn listing<'m>(
    model: &'m SiteModel<'m>,
    heading: &str,
    lead: &str,
    indexes: &[usize],
) -> Draft<'m> {
    let entries =
        indexes.iter().map(|index| (model.card(*index), Some(model.catalogue.pages[*index].entry.summary.as_str())));
    let markup = html! {
        article class="listing" {
            h1 { (heading) }
            p class="lead" { (lead) }
            (entry_list(&model.root, entries, 2))
        }
    };
    let description =
        format!("{heading}. {lead} Causes, steps, time limits and how to tell each from its look-alikes.");
    Draft::new(heading, heading, description, PageContent::Text(markup.into_string()))
}

/// How many entries there are, in words.
pub(in crate::site) fn entry_count(entries: usize) -> String {
    match entries {
        1 => "1 entry".to_owned(),
        more => format!("{more} entries"),
    }
}
