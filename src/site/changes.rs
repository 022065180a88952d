//! Facts that changed, for the page that lists them and for the feed.

use std::collections::HashSet;

use super::model::SiteModel;
use crate::catalogue::{Date, Revision, Source};

/// A fact that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change<'a> {
    /// Since when.
    pub(super) date: Date,
    /// What it is about.
    pub(super) subject: &'a str,
    /// What used to be true.
    pub(super) was: &'a str,
    /// What is true since.
    pub(super) now: &'a str,
    /// Title and address of the document that says so.
    pub(super) source: (&'a str, &'a str),
    /// Where it is explained: a path below the base.
    pub(super) path: String,
}

impl<'a> SiteModel<'a> {
    pub(super) fn changes(&self) -> Vec<Change<'a>> {
        let of_entries = self.catalogue.pages.iter().flat_map(|page| {
            let entry = &page.entry;
            let path = format!("errors/{}/#revisions", entry.slug);
            entry.revisions.iter().filter_map(move |it| change(it, &entry.title, path.clone(), &entry.sources))
        });
        let of_limits = self.catalogue.limits.iter().flat_map(|limit| {
            let path = format!("limits/#{}", limit.id);
            let explained = self.page_of(&limit.client.entry).map(|page| &page.entry);
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
