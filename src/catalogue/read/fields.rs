//! The kinds of fields that the content files share: names, days, status codes, sources, revisions.

use std::collections::HashSet;
use std::hash::Hash;

use toml::de::DeValue;

use super::address::{WITHOUT_CAMPAIGN, campaign_parameter, is_https_address};
use super::toml_reader::{Table, text, texts, whole_number};
use crate::catalogue::model::date::Date;
use crate::catalogue::model::fact::{Revision, Source};
use crate::catalogue::problem::quoted;
use crate::status_code::StatusCode;

impl Table<'_> {
    /// A kebab-case name.
    pub(crate) fn kebab(&mut self, field: &str) -> Option<String> {
        self.required(field, "lower-case words joined by hyphens", |value| text(value).filter(|text| is_kebab(text)))
    }

    /// A list of kebab-case names, each once; empty when the field is absent.
    pub(crate) fn kebab_list(&mut self, field: &str) -> Vec<String> {
        let expected = "a list of lower-case words joined by hyphens, each once";
        self.optional(field, expected, |value| {
            let list = texts(value)?;
            (are_distinct(&list) && list.iter().all(|text| is_kebab(text))).then_some(list)
        })
        .unwrap_or_default()
    }

    /// A day.
    pub(crate) fn date(&mut self, field: &str) -> Option<Date> {
        self.required(field, "a day such as 2026-11-23, without quotes", |value| {
            value.as_datetime()?.to_string().parse().ok()
        })
    }

    /// The address of a document.
    pub(super) fn address(&mut self, field: &str) -> Option<String> {
        self.required(field, "an address such as https://example.org/page", |value| {
            text(value).filter(|url| is_https_address(url))
        })
    }

    /// A status code.
    pub(crate) fn optional_code(&mut self, field: &str) -> Option<StatusCode> {
        self.optional(field, "a status code from 0 to 999", code)
    }

    /// A list of status codes.
    pub(crate) fn optional_codes(&mut self, field: &str) -> Option<Vec<StatusCode>> {
        self.optional(field, "a list of status codes from 0 to 999, each once", |value| {
            let codes: Option<Vec<_>> = value.as_array()?.iter().map(|item| code(item.get_ref())).collect();
            codes.filter(|codes| !codes.is_empty() && are_distinct(codes))
        })
    }

    /// The sources of an entry or limit, at least one; `header` is what heads each of them.
    pub(crate) fn sources(&mut self, header: &str) -> Vec<Source> {
        let before = self.problem_count();
        let sources = self.tables("sources", |table| {
            let id = table.kebab("id");
            let title = table.text("title", "the document's title");
            let url = table.address("url");
            if let Some(parameter) = url.as_deref().and_then(campaign_parameter) {
                table.complain("url", &quoted(parameter), WITHOUT_CAMPAIGN);
            }
            let retrieved = table.date("retrieved");
            Some(Source { id: id?, title: title?, url: url?, retrieved: retrieved? })
        });
        if sources.is_empty() && self.problem_count() == before {
            self.complain("sources", "none", &format!("at least one {header}"));
        }
        sources
    }

    /// The `[[revisions]]` of an entry or limit, the newest first.
    pub(crate) fn revisions(&mut self) -> Vec<Revision> {
        let mut revisions = self.tables("revisions", |table| {
            let date = table.date("date");
            let was = table.text("was", "what used to be true");
            let now = table.text("now", "what is true since");
            let source = table.kebab("source");
            Some(Revision { date: date?, was: was?, now: now?, source: source? })
        });
        revisions.sort_by_key(|revision| std::cmp::Reverse(revision.date));
        revisions
    }
}

fn are_distinct<T: Eq + Hash>(list: &[T]) -> bool {
    let mut seen = HashSet::new();
    list.iter().all(|item| seen.insert(item))
}

fn code(value: &DeValue<'_>) -> Option<StatusCode> {
    whole_number(value).and_then(StatusCode::from_number)
}

/// Whether a text is lower-case words, digits included, joined by single hyphens.
pub(crate) fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}
