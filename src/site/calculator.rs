//! The data of the calculator: on its own page, and in an entry.

use std::collections::HashSet;

use super::fragments::limit_facts::{limit_facts, limit_options};
use super::model::SiteModel;
use crate::budget::Step;
use crate::catalogue::{Date, Limit, Page, plain_steps};
use crate::page_data::{CalculatorData, LimitChoice, Playbook};

impl<'a> SiteModel<'a> {
    /// Every limit of a request, and the steps of the entries that explain them.
    pub(super) fn whole_calculator(&self) -> CalculatorData {
        let limits: Vec<_> = self.catalogue.limits.iter().filter(|limit| limit.budget).collect();
        let mut seen = HashSet::new();
        let playbooks = limits
            .iter()
            .filter(|limit| seen.insert(&limit.client.entry))
            .filter_map(|limit| self.page_of(&limit.client.entry))
            .map(playbook)
            .collect();
        self.calculator(&limits, playbooks)
    }

    /// The calculator as it stands in an entry: the limits that the entry explains, then those that its text states,
    /// all held against the entry's own steps; where it has none of either, the first limit there is.
    pub(super) fn calculator_of(&self, page: &Page) -> CalculatorData {
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
        let named: Vec<_> = limits.iter().map(|limit| (*limit, self.catalogue.vendor_name(&limit.vendor))).collect();
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
