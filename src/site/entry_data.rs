//! The data of an entry's page, and of the calculator.

use std::collections::HashSet;

use super::routes::Routes;
use crate::budget::Step;
use crate::catalogue::{Article, Date, Limit, Page, plain_steps};
use crate::components::{EntryView, entry_facts, entry_top, limit_facts, limit_options};
use crate::page_data::{CalculatorData, EntryData, LimitChoice, Playbook};

impl<'a> Routes<'a> {
    pub(super) fn entry_data(&self, index: usize) -> EntryData {
        let pages = &self.catalogue.pages;
        let page = &pages[index];
        let entry = &page.entry;
        let view = EntryView {
            entry,
            vendor: self.vendor_name(&entry.vendor),
            outline: Article::split(&page.body).sections.iter().map(|section| section.kind).collect(),
            steps: plain_steps(&page.body),
            related: page.related.iter().filter_map(|slug| Some(self.card(*self.places.get(slug.as_str())?))).collect(),
            previous: index.checked_sub(1).map(|index| &pages[index].entry),
            next: pages.get(index + 1).map(|page| &page.entry),
            edit_url: format!("{}/edit/main/{}", self.options.repository, page.path),
            built: self.options.today,
        };
        EntryData {
            head: entry_top(&self.site, &view).into_string(),
            body: page.body.clone(),
            sources: entry.sources.iter().map(|source| source.id.clone()).collect(),
            facts: entry_facts(&self.site, &view).into_string(),
            calculator: (!entry.advice.is_empty()).then(|| self.calculator_of(page)),
        }
    }

    /// Every limit of a request, and the steps of the entries that explain them.
    pub(super) fn whole_calculator(&self) -> CalculatorData {
        let limits: Vec<_> = self.catalogue.limits.iter().filter(|limit| limit.budget).collect();
        let mut seen = HashSet::new();
        let playbooks = limits
            .iter()
            .filter(|limit| seen.insert(&limit.client.entry))
            .filter_map(|limit| self.places.get(limit.client.entry.as_str()))
            .map(|index| playbook(&self.catalogue.pages[*index]))
            .collect();
        self.calculator(&limits, playbooks)
    }

    /// The calculator as it stands in an entry: the limits that the entry explains, then those that its text states,
    /// all held against the entry's own steps; where it has none of either, the first limit there is.
    fn calculator_of(&self, page: &Page) -> CalculatorData {
        let slug = page.entry.slug.as_str();
        let own = self.limits_of.get(slug).into_iter().flatten().copied();
        let stated = page.limits.iter().filter_map(|id| self.catalogue.limit(id));
        let mut seen = HashSet::new();
        let mut limits: Vec<_> =
            own.chain(stated).filter(|limit| limit.budget && seen.insert(limit.id.as_str())).collect();
        if limits.is_empty() {
            limits.extend(self.catalogue.limits.first());
        }
        let mut calculator = self.calculator(&limits, vec![playbook(page)]);
        for limit in &mut calculator.limits {
            slug.clone_into(&mut limit.playbook);
        }
        calculator
    }

    fn calculator(&self, limits: &[&'a Limit], playbooks: Vec<Playbook>) -> CalculatorData {
        let named: Vec<_> = limits.iter().map(|limit| (*limit, self.vendor_name(&limit.vendor))).collect();
        CalculatorData {
            limits: limits.iter().map(|limit| choice(limit, self.options.today)).collect(),
            options: limit_options(&named).into_string(),
            playbooks,
        }
    }
}

fn choice(limit: &Limit, today: Date) -> LimitChoice {
    LimitChoice {
        id: limit.id.clone(),
        name: format!("{}: {}", limit.platform, limit.setting),
        default: limit.default.clone(),
        maximum: limit.maximum.clone(),
        raisable: limit.raisable,
        facts: limit_facts(limit, today).into_string(),
        playbook: limit.client.entry.clone(),
    }
}

/// The steps of an entry that relieve some part of the time.
fn playbook(page: &Page) -> Playbook {
    let leads = plain_steps(&page.body);
    let steps = page.entry.advice.iter().filter_map(|row| {
        let lead = leads.get(row.step.checked_sub(1)?)?.clone();
        Some(Step { number: row.step, lead, relieves: row.relieves.clone() })
    });
    Playbook { slug: page.entry.slug.clone(), title: page.entry.title.clone(), steps: steps.collect() }
}
