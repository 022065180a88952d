//! The table of routes: from the catalogue to the data of every page.

use std::collections::{BTreeMap, BTreeSet};

use crate::budget::Step;
use crate::catalogue::{Article, Catalogue, Entry, Limit, Page, code_name, plain_steps};
use crate::page_data::{
    AboutData, CalculatorData, EntryCard, EntryData, EntryLink, HomeData, LimitChoice, ListingData, PageContent,
    PageData, Playbook,
};

/// What a site is called and where it stands.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// The path below which it stands, with a slash at either end.
    pub base: String,
    /// Scheme and host, without a slash behind.
    pub origin: String,
    /// The project's repository, without a slash behind.
    pub repository: String,
}

impl SiteOptions {
    /// The full address of a page or file, from its path below the base.
    pub fn address(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.base)
    }
}

/// The data of every page, the page for lost addresses last.
pub fn pages(catalogue: &Catalogue, options: &SiteOptions) -> Vec<PageData> {
    let calculator = calculator(catalogue);
    let cards: Vec<_> = catalogue.pages.iter().map(|page| card(catalogue, &page.entry)).collect();
    let mut pages = vec![
        home(catalogue, &cards),
        errors(&cards),
        PageData {
            path: "troubleshoot/".into(),
            title: "Timeout troubleshooter: what is left of the 29 seconds · fivexx".into(),
            description:
                "Enter cold start, processing and pool wait: see what is left of the limit of API Gateway, a load \
                          balancer or a CDN, and which documented steps help most."
                    .into(),
            content: PageContent::Troubleshoot(calculator.clone()),
        },
        about(catalogue, options),
    ];
    pages.extend((0..catalogue.pages.len()).map(|index| entry(catalogue, index, &calculator, &cards, options)));
    pages.extend(listings(catalogue, &cards));
    pages.push(PageData {
        path: "404.html".into(),
        title: "No page here · fivexx".into(),
        description: "The address leads nowhere. The catalogue lists every error that fivexx knows.".into(),
        content: PageContent::NotFound {},
    });
    pages
}

fn home(catalogue: &Catalogue, cards: &[EntryCard]) -> PageData {
    let verified = catalogue.pages.iter().map(|page| page.entry.verified).max();
    let epoch = crate::catalogue::Date::new(1970, 1, 1);
    PageData {
        path: String::new(),
        title: "fivexx · the field guide to 5xx errors".into(),
        description:
            "Which layer sent this 5xx, and what to do now: causes, numbered steps and documented time limits, \
                      each fact with its source."
                .into(),
        content: PageContent::Home(HomeData {
            entries: cards.to_vec(),
            limits: catalogue.limits.len(),
            verified: verified.or(epoch).expect("the first day of 1970 is in the calendar"),
        }),
    }
}

fn errors(cards: &[EntryCard]) -> PageData {
    let lead = format!("{} of them, by status code: what each one is, who sends it, and what to do.", cards.len());
    PageData {
        path: "errors/".into(),
        title: "All 5xx errors, by code · fivexx".into(),
        description: format!("Every server error that fivexx knows. {lead}"),
        content: PageContent::Listing(ListingData { heading: "All errors".into(), lead, entries: cards.to_vec() }),
    }
}

fn about(catalogue: &Catalogue, options: &SiteOptions) -> PageData {
    let of_entries = catalogue.pages.iter().flat_map(|page| &page.entry.sources);
    let of_limits = catalogue.limits.iter().flat_map(|limit| &limit.sources);
    let sources: BTreeSet<_> = of_entries.chain(of_limits).map(|source| &source.url).collect();
    PageData {
        path: "about/".into(),
        title: "About fivexx: method, sources, privacy".into(),
        description: "How fivexx verifies facts about 5xx errors, how to correct one, and why nothing that you enter \
                      leaves your browser."
            .into(),
        content: PageContent::About(AboutData {
            entries: catalogue.pages.len(),
            limits: catalogue.limits.len(),
            sources: sources.len(),
            repository: options.repository.clone(),
        }),
    }
}

fn entry(
    catalogue: &Catalogue,
    index: usize,
    calculator: &CalculatorData,
    cards: &[EntryCard],
    options: &SiteOptions,
) -> PageData {
    let page = &catalogue.pages[index];
    let neighbour = |page: &Page| EntryLink { slug: page.entry.slug.clone(), title: page.entry.title.clone() };
    let related = page.related.iter().filter_map(|slug| cards.iter().find(|card| card.slug == *slug)).cloned();
    PageData {
        path: format!("errors/{}/", page.entry.slug),
        title: format!("{} · fivexx", page.entry.title),
        description: page.entry.summary.clone(),
        content: PageContent::Entry(Box::new(EntryData {
            vendor: catalogue.vendor_name(&page.entry.vendor).to_owned(),
            outline: Article::split(&page.body).sections.iter().map(|section| section.kind).collect(),
            steps: plain_steps(&page.body),
            related: related.collect(),
            previous: index.checked_sub(1).map(|index| neighbour(&catalogue.pages[index])),
            next: catalogue.pages.get(index + 1).map(neighbour),
            edit_url: format!("{}/edit/main/{}", options.repository, page.path),
            calculator: (!page.entry.advice.is_empty()).then(|| starting_with(calculator, &page.entry.slug)),
            entry: page.entry.clone(),
            body: Some(page.body.clone()),
        })),
    }
}

/// The calculator as it stands in an entry: the limits that this entry explains come first, and so one of them is
/// chosen unless the reader chooses.
fn starting_with(calculator: &CalculatorData, slug: &str) -> CalculatorData {
    let mut own = calculator.clone();
    own.limits.sort_by_key(|limit| limit.playbook != slug);
    own
}

/// Lists by code, vendor and tag.
fn listings(catalogue: &Catalogue, cards: &[EntryCard]) -> Vec<PageData> {
    let mut codes: BTreeMap<String, Vec<EntryCard>> = BTreeMap::new();
    let mut vendors: BTreeMap<String, Vec<EntryCard>> = BTreeMap::new();
    let mut tags: BTreeMap<String, Vec<EntryCard>> = BTreeMap::new();
    for (page, card) in catalogue.pages.iter().zip(cards) {
        for code in &page.entry.codes {
            codes.entry(code.to_string()).or_default().push(card.clone());
        }
        vendors.entry(page.entry.vendor.clone()).or_default().push(card.clone());
        for tag in &page.entry.tags {
            tags.entry(tag.clone()).or_default().push(card.clone());
        }
    }
    let of_codes = codes.into_iter().map(|(code, entries)| {
        let name = code.parse().ok().and_then(code_name);
        let heading = name.map_or_else(|| code.clone(), |name| format!("{code} {name}"));
        let lead = format!("Who could have sent this {code}: {}.", count(entries.len()));
        // The generic entry of a code has the same heading, and no two pages may share a title.
        let title = format!("{heading}: who sends it · fivexx");
        PageData { title, ..listing(format!("codes/{code}/"), heading, lead, entries) }
    });
    let of_vendors = vendors.into_iter().map(|(vendor, entries)| {
        let name = catalogue.vendor_name(&vendor).to_owned();
        let lead = format!("Errors that {name} sends: {}.", count(entries.len()));
        listing(format!("vendors/{vendor}/"), name, lead, entries)
    });
    let of_tags = tags.into_iter().map(|(tag, entries)| {
        let lead = format!("Errors that have to do with {tag}: {}.", count(entries.len()));
        listing(format!("tags/{tag}/"), format!("Tag: {tag}"), lead, entries)
    });
    of_codes.chain(of_vendors).chain(of_tags).collect()
}

fn count(entries: usize) -> String {
    match entries {
        1 => "1 entry".to_owned(),
        more => format!("{more} entries"),
    }
}

fn listing(path: String, heading: String, lead: String, entries: Vec<EntryCard>) -> PageData {
    PageData {
        path,
        title: format!("{heading} · fivexx"),
        description: format!("{heading}. {lead}"),
        content: PageContent::Listing(ListingData { heading, lead, entries }),
    }
}

fn card(catalogue: &Catalogue, entry: &Entry) -> EntryCard {
    EntryCard {
        slug: entry.slug.clone(),
        title: entry.title.clone(),
        codes: entry.codes.clone(),
        vendor: catalogue.vendor_name(&entry.vendor).to_owned(),
        layer: entry.layer,
        severity: entry.severity,
        summary: entry.summary.clone(),
    }
}

fn calculator(catalogue: &Catalogue) -> CalculatorData {
    let limits: Vec<_> = catalogue.limits.iter().map(|limit| choice(catalogue, limit)).collect();
    let explaining: BTreeSet<_> = limits.iter().map(|limit| limit.playbook.as_str()).collect();
    let playbooks = catalogue
        .pages
        .iter()
        .filter(|page| explaining.contains(page.entry.slug.as_str()))
        .map(|page| Playbook { slug: page.entry.slug.clone(), title: page.entry.title.clone(), steps: steps(page) })
        .collect();
    CalculatorData { limits, playbooks }
}

/// The steps of an entry that relieve some part of the time.
fn steps(page: &Page) -> Vec<Step> {
    let leads = plain_steps(&page.body);
    page.entry
        .advice
        .iter()
        .filter_map(|row| {
            let lead = leads.get(row.step.checked_sub(1)?)?.clone();
            Some(Step { number: row.step, lead, relieves: row.relieves.clone() })
        })
        .collect()
}

fn choice(catalogue: &Catalogue, limit: &Limit) -> LimitChoice {
    let source = limit.sources.first().map(|source| (source.title.clone(), source.url.clone()));
    LimitChoice {
        id: limit.id.clone(),
        platform: limit.platform.clone(),
        vendor: catalogue.vendor_name(&limit.vendor).to_owned(),
        setting: limit.setting.clone(),
        default: limit.default.clone(),
        maximum: limit.maximum.clone(),
        raisable: limit.raisable,
        conditions: limit.conditions.clone(),
        retries: limit.retries.clone(),
        kind: limit.kind,
        source: source.unwrap_or_default(),
        verified: limit.verified,
        playbook: limit.client.entry.clone(),
    }
}
