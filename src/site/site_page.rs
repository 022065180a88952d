//! From a route to its page.

use std::collections::HashSet;

use super::routes::{Route, Routes};
use crate::catalogue::{Entry, Limit, Revision, Source, StatusCode, code_name};
use crate::components::{Facet, FacetValue};
use crate::page_data::{PageContent, PageData};
use crate::pages::about::{About, about};
use crate::pages::changes::{Change, changes};
use crate::pages::code::{Code, Sender, code, heaviest};
use crate::pages::errors::{Errors, errors, layer_values, severity_values};
use crate::pages::home::{Home, home};
use crate::pages::limits::{Limits, limits};
use crate::pages::listing::listing;
use crate::table::{SORT, UNIT};

/// A page, and where it stands among the others.
pub struct SitePage<'a> {
    /// What it shows.
    pub data: PageData,
    /// Names and paths of the pages above it, and its own last; empty for the front page and lost addresses.
    pub(super) trail: Vec<(String, String)>,
    /// The entry that it is about.
    pub(super) entry: Option<&'a Entry>,
}

/// What makes a page of text or rows.
struct Draft {
    heading: String,
    title: String,
    description: String,
    content: PageContent,
}

impl<'a> Routes<'a> {
    /// The page of a route.
    pub fn page(&self, route: Route<'a>) -> SitePage<'a> {
        let path = self.path(route);
        let Draft { heading, title, description, content } = match route {
            Route::Home => self.home(),
            Route::Errors => self.errors(),
            Route::Troubleshoot => Draft {
                heading: "Troubleshooter".into(),
                title: "Timeout troubleshooter: what is left of the 29 seconds".into(),
                description: "Enter cold start, processing and pool wait: see what is left of the limit of API \
                              Gateway, a load balancer or a CDN, and which documented steps help most."
                    .into(),
                content: PageContent::Troubleshoot(self.calculator.clone()),
            },
            Route::Limits => self.limits(),
            Route::Changes => self.changes_page(),
            Route::About => self.about(),
            Route::Entry(index) => {
                let entry = &self.catalogue.pages[index].entry;
                Draft {
                    heading: entry.title.clone(),
                    title: entry.title.clone(),
                    description: entry.summary.clone(),
                    content: PageContent::Entry(Box::new(self.entry_data(index))),
                }
            }
            Route::Code(code) => self.code(code),
            Route::Vendor(vendor) => {
                let name = self.vendor_name(vendor);
                let lead = format!("Errors that {name} sends: {}.", count(self.vendors[vendor].len()));
                self.listing(name.to_owned(), &lead, &self.vendors[vendor])
            }
            Route::Tag(tag) => {
                let lead = format!("Errors that have to do with {tag}: {}.", count(self.tags[tag].len()));
                self.listing(format!("Tag: {tag}"), &lead, &self.tags[tag])
            }
            Route::Lost => Draft {
                heading: String::new(),
                title: "No page here".into(),
                description: "The address leads nowhere. The catalogue lists every error that fivexx knows.".into(),
                content: PageContent::NotFound {},
            },
        };
        let above = match route {
            Route::Entry(_) | Route::Code(_) | Route::Vendor(_) | Route::Tag(_) => Some(Route::Errors),
            _ => None,
        };
        let trail = match route {
            Route::Home | Route::Lost => Vec::new(),
            _ => above
                .map(|route| ("Errors".to_owned(), self.path(route)))
                .into_iter()
                .chain([(heading, path.clone())])
                .collect(),
        };
        let title = if route == Route::Home { title } else { format!("{title} · fivexx") };
        let entry = match route {
            Route::Entry(index) => Some(&self.catalogue.pages[index].entry),
            _ => None,
        };
        SitePage { data: PageData { path, title, description, content }, trail, entry }
    }

    fn home(&self) -> Draft {
        let catalogue = self.catalogue;
        // In the order of the file, which goes from the standard to the vendors.
        let vendors = catalogue.vendors.iter().filter_map(|vendor| {
            let entries = self.vendors.get(vendor.id.as_str())?;
            Some((vendor.id.as_str(), vendor.name.as_str(), entries.iter().map(|index| self.card(*index)).collect()))
        });
        let data = Home {
            codes: self.codes.iter().map(|(code, entries)| (*code, entries.len())).collect(),
            vendors: vendors.collect(),
            entries: catalogue.pages.len(),
            limits: catalogue.limits.len(),
            verified: catalogue.pages.iter().map(|page| page.entry.verified).max(),
        };
        Draft {
            heading: String::new(),
            title: "fivexx · the field guide to 5xx errors".into(),
            description: "Which layer sent this 5xx, and what to do now: causes, numbered steps and documented time \
                          limits, each fact with its source."
                .into(),
            content: PageContent::Text(home(&self.site, &data).into_string()),
        }
    }

    fn errors(&self) -> Draft {
        let entries = || self.catalogue.pages.iter().map(|page| &page.entry);
        let codes =
            self.codes.iter().map(|(code, entries)| FacetValue::new(code.to_string(), code.to_string(), entries.len()));
        let mut vendors: Vec<_> = self
            .vendors
            .iter()
            .map(|(vendor, entries)| FacetValue::new(*vendor, self.vendor_name(vendor), entries.len()))
            .collect();
        vendors.sort_by_key(|vendor| vendor.label.to_lowercase());
        let tags = self.tags.iter().map(|(tag, entries)| FacetValue::new(*tag, *tag, entries.len()));
        let facet = |name, label, folder, values| Facet { name, label, folder, none: "any", values };
        let data = Errors {
            rows: entries()
                .enumerate()
                .map(|(index, entry)| (self.card(index), entry.vendor.as_str(), entry.tags.as_slice()))
                .collect(),
            facets: vec![
                facet("code", "Code", Some("codes"), codes.collect()),
                facet("vendor", "Sender", Some("vendors"), vendors),
                facet("layer", "Layer", None, layer_values(|layer| entries().filter(|it| it.layer == layer).count())),
                facet(
                    "severity",
                    "Severity",
                    None,
                    severity_values(|severity| entries().filter(|it| it.severity == severity).count()),
                ),
                facet("tag", "Tag", Some("tags"), tags.collect()),
            ],
        };
        Draft {
            heading: "All errors".into(),
            title: "All 5xx errors: filter by code, sender, layer, tag".into(),
            description: format!(
                "Every server error that fivexx knows, {} of them: what each one is, who sends it, and what to do.",
                data.rows.len()
            ),
            content: PageContent::Table(errors(&self.site, &data).into_string()),
        }
    }

    fn limits(&self) -> Draft {
        let all = &self.catalogue.limits;
        let rows: Vec<_> = all.iter().map(|limit| (limit, self.vendor_name(&limit.vendor))).collect();
        let facet = |name, label, values| Facet { name, label, folder: None, none: "any", values };
        let plain = |values: &[(&str, &str)]| {
            values.iter().map(|(value, label)| FacetValue::new(*value, *label, 0)).collect::<Vec<_>>()
        };
        let data = Limits {
            facets: vec![
                facet("vendor", "Vendor", values(all, |limit| (&limit.vendor, self.vendor_name(&limit.vendor)))),
                facet("layer", "Layer", values(all, |limit| (limit.layer.key(), limit.layer.label()))),
                facet("kind", "Clock", values(all, |limit| (limit.kind.key(), limit.kind.label()))),
                facet("raisable", "To raise it", values(all, |limit| (limit.raisable.key(), limit.raisable.label()))),
                Facet {
                    none: "as listed",
                    ..facet(
                        SORT,
                        "Order",
                        plain(&[
                            ("platform", "platform, a to z"),
                            ("-platform", "platform, z to a"),
                            ("default", "default, shortest first"),
                            ("-default", "default, longest first"),
                            ("maximum", "maximum, smallest first"),
                            ("-maximum", "maximum, largest first"),
                            ("verified", "verified, oldest first"),
                            ("-verified", "verified, newest first"),
                        ]),
                    )
                },
                Facet {
                    none: "as documented",
                    ..facet(UNIT, "Times in", plain(&[("s", "seconds"), ("ms", "milliseconds")]))
                },
            ],
            rows,
            today: self.options.today,
        };
        Draft {
            heading: "Time limits".into(),
            title: "Time limits of gateways, load balancers, CDNs and runtimes".into(),
            description: format!(
                "{} documented time limits: default, maximum, what the clock counts, whether it can be raised, what \
                 the client sees, each with its source.",
                all.len()
            ),
            content: PageContent::Table(limits(&self.site, &data).into_string()),
        }
    }

    fn changes_page(&self) -> Draft {
        Draft {
            heading: "Facts that changed".into(),
            title: "Facts about 5xx errors and time limits that changed".into(),
            description: "Documented limits and behaviours that used to be otherwise, the newest first, each with the \
                          document that says so."
                .into(),
            content: PageContent::Text(changes(&self.site, &self.changes()).into_string()),
        }
    }

    /// Every revision of an entry or limit, the newest first. What an entry tells of the limit that it explains is not
    /// told again of the limit.
    pub(super) fn changes(&self) -> Vec<Change<'a>> {
        let of_entries = self.catalogue.pages.iter().flat_map(|page| {
            let entry = &page.entry;
            let path = format!("errors/{}/#revisions", entry.slug);
            entry.revisions.iter().filter_map(move |it| change(it, &entry.title, path.clone(), &entry.sources))
        });
        let of_limits = self.catalogue.limits.iter().flat_map(|limit| {
            let path = format!("limits/#{}", limit.id);
            let explained =
                self.places.get(limit.client.entry.as_str()).map(|index| &self.catalogue.pages[*index].entry);
            let is_told = move |it: &&Revision| {
                explained.is_some_and(|entry| entry.revisions.iter().any(|other| other.date == it.date))
            };
            let own = limit.revisions.iter().filter(move |it| !is_told(it));
            own.filter_map(move |it| change(it, &limit.platform, path.clone(), &limit.sources))
        });
        let mut all: Vec<Change<'a>> = Vec::new();
        let mut seen = HashSet::new();
        for change in of_entries.chain(of_limits) {
            if seen.insert((change.date, change.was, change.now)) {
                all.push(change);
            }
        }
        all.sort_by(|one, other| other.date.cmp(&one.date).then_with(|| one.cmp(other)));
        all
    }

    fn about(&self) -> Draft {
        let data = About {
            entries: self.catalogue.pages.len(),
            limits: self.catalogue.limits.len(),
            sources: self.catalogue.source_urls().len(),
            secrets: self.catalogue.secrets.kinds.secrets.len(),
            repository: &self.options.repository,
        };
        Draft {
            heading: "About".into(),
            title: "About: method, marks, data, privacy".into(),
            description: "How fivexx verifies facts about 5xx errors, how to correct one, and why nothing that you \
                          enter leaves your browser."
                .into(),
            content: PageContent::Text(about(&self.site, &data).into_string()),
        }
    }

    fn code(&self, status: StatusCode) -> Draft {
        let entries = || self.codes[&status].iter().map(|index| (*index, &self.catalogue.pages[*index].entry));
        let heading = code_name(status.0).map_or_else(|| status.to_string(), |name| format!("{status} {name}"));
        let sender = |(index, entry): (usize, &'a Entry)| Sender {
            card: self.card(index),
            vendor: &entry.vendor,
            signature: heaviest(&entry.signatures),
            limits: self
                .limits_of
                .get(entry.slug.as_str())
                .into_iter()
                .flatten()
                .copied()
                .filter(|it| it.budget)
                .collect(),
        };
        // What the standard says is no sender, unless nobody else is known.
        let (meaning, mut senders): (Vec<_>, Vec<_>) =
            entries().partition(|(_, entry)| self.catalogue.is_standard(&entry.vendor));
        // Those that send another code more often come last.
        senders.sort_by_key(|(_, entry)| entry.codes.first() != Some(&status));
        let lead = match senders.len() {
            0 => format!("What a {status} means, and what to do."),
            1 => format!("Who could have sent this {status}? One sender is known."),
            more => format!("Who could have sent this {status}? {more} answers are known."),
        };
        let data = Code {
            heading: &heading,
            lead: &lead,
            meaning: meaning.into_iter().map(|(index, entry)| (self.card(index), entry.summary.as_str())).collect(),
            senders: senders.into_iter().map(sender).collect(),
        };
        let markup = code(&self.site, &data).into_string();
        Draft {
            // The generic entry of a code has the same heading, and no two pages may share a title.
            title: format!("{heading}: who sends it"),
            description: format!("{heading}. {lead} How to recognise each, its time limit, and what to do."),
            heading,
            content: PageContent::Text(markup),
        }
    }

    fn listing(&self, heading: String, lead: &str, entries: &[usize]) -> Draft {
        let entries: Vec<_> = entries
            .iter()
            .map(|index| (self.card(*index), self.catalogue.pages[*index].entry.summary.as_str()))
            .collect();
        let markup = listing(&self.site, &heading, lead, &entries).into_string();
        Draft {
            title: heading.clone(),
            description: format!(
                "{heading}. {lead} Causes, steps, time limits and how to tell each from its look-alikes."
            ),
            heading,
            content: PageContent::Text(markup),
        }
    }
}

fn change<'a>(revision: &'a Revision, subject: &'a str, path: String, sources: &'a [Source]) -> Option<Change<'a>> {
    let source = sources.iter().find(|source| source.id == revision.source)?;
    Some(Change {
        date: revision.date,
        subject,
        was: &revision.was,
        now: &revision.now,
        source: (&source.title, &source.url),
        path,
    })
}

/// The distinct values of limits with their counts, in the order in which they first appear.
fn values<'a>(limits: &'a [Limit], of: impl Fn(&'a Limit) -> (&'a str, &'a str)) -> Vec<FacetValue> {
    let mut all: Vec<FacetValue> = Vec::new();
    for limit in limits {
        let (value, label) = of(limit);
        match all.iter_mut().find(|known| known.value == value) {
            Some(known) => known.count += 1,
            None => all.push(FacetValue::new(value, label, 1)),
        }
    }
    all
}

fn count(entries: usize) -> String {
    match entries {
        1 => "1 entry".to_owned(),
        more => format!("{more} entries"),
    }
}
