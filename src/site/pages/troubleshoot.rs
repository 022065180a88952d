//! `/troubleshoot/`: the data of the calculator. What it looks like is in [`crate::pages`], for the browser too.

use crate::page_data::PageContent;
use crate::site::model::SiteModel;
use crate::site::route::{Draft, PageKind};

pub(super) const KIND: PageKind = PageKind::one("troubleshoot/", draft).in_navigation("Troubleshoot");

fn draft<'m>(model: &'m SiteModel<'m>) -> Draft<'m> {
    Draft::new(
        "Troubleshooter",
        "Timeout troubleshooter: what is left of the 29 seconds",
        "Enter cold start, processing and pool wait: see what is left of the limit of API Gateway, a load balancer or a \
         CDN, and which documented steps help most.",
        PageContent::Troubleshoot(model.whole_calculator()),
    )
}
