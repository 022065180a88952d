//! The sections of a text, its steps and its questions.

use std::collections::HashMap;

use super::anchors::is_taken;
use super::body_check::BodyCheck;
use crate::catalogue::markdown::headings::{Question, questions, split_at_headings};
use crate::catalogue::markdown::lists::{list_leads, outer_lists};
use crate::catalogue::model::article::SectionKind;
use crate::catalogue::problem::quoted;

impl BodyCheck<'_> {
    pub(super) fn sections(&mut self) {
        let body = self.body;
        let headings = split_at_headings(body);
        let mut seen: Vec<SectionKind> = Vec::new();
        for (heading, offset, text) in &headings {
            let Some(kind) = SectionKind::ALL.into_iter().find(|kind| kind.heading() == *heading) else {
                let all: Vec<_> = SectionKind::ALL.iter().map(|kind| kind.heading()).collect();
                self.report(*offset, "section", quoted(heading), &format!("one of {}", all.join(", ")));
                continue;
            };
            if seen.contains(&kind) {
                self.report(*offset, "section", quoted(heading), "each section once");
            } else if let Some(later) = seen.iter().find(|other| **other > kind) {
                self.report(*offset, "section", quoted(heading), &format!("it before `{}`", later.heading()));
            }
            seen.push(kind);
            if text.trim().is_empty() {
                self.report(*offset, kind.heading(), "nothing".to_owned(), "text under the heading");
            }
            match kind {
                SectionKind::Steps => self.steps(text, *offset),
                SectionKind::Faq => self.questions(text, *offset),
                _ => {}
            }
        }
        for kind in SectionKind::ALL.into_iter().filter(|kind| *kind != SectionKind::LookAlikes) {
            if !headings.iter().any(|(heading, ..)| *heading == kind.heading()) {
                let expected = format!("`## {}`", kind.heading());
                self.problems.push(self.file.problem(0, "section", "no heading of that name".to_owned(), &expected));
            }
        }
        if let Some(text) =
            headings.first().map(|(_, offset, _)| &body[..*offset]).filter(|text| !text.trim().is_empty())
        {
            self.report(0, "section", quoted(text), "no text before `## Overview`");
        }
    }

    fn steps(&mut self, text: &str, offset: usize) {
        let leads = list_leads(text);
        let lists = outer_lists(text);
        let found = match lists.as_slice() {
            [] => Some("no ordered list".to_owned()),
            [list] => match list.first {
                None => Some("no ordered list".to_owned()),
                Some(1) => None,
                Some(first) => Some(format!("a list that begins with {first}")),
            },
            lists => Some(format!("{} lists", lists.len())),
        };
        if let Some(found) = found.filter(|_| !text.trim().is_empty()) {
            self.report(offset, "Steps", found, "one ordered list that begins with 1");
        }
        let items = lists.iter().flat_map(|list| &list.items);
        for (index, (_, item)) in leads.iter().zip(items).enumerate().filter(|(_, (lead, _))| lead.is_none()) {
            let field = format!("step {}", index + 1);
            self.report(
                self.text_at(offset) + item,
                &field,
                "no bold beginning".to_owned(),
                "a first sentence in bold that stands alone",
            );
        }
        self.facts.steps = leads.len();
    }

    fn questions(&mut self, text: &str, offset: usize) {
        let text_at = self.text_at(offset);
        let questions = questions(text);
        let before_first = questions.first().map_or(text, |question| &text[..question.range.start]).trim();
        if !before_first.is_empty() {
            self.report(offset, "FAQ", quoted(before_first), "`###` questions, each with its answer");
        }
        let ends = questions.iter().skip(1).map(|next| next.range.start).chain([text.len()]);
        let mut seen = HashMap::new();
        for (Question { range, anchor }, end) in questions.iter().zip(ends) {
            let heading = text[range.clone()].trim_start_matches('#').trim();
            if text[range.end..end].trim().is_empty() {
                self.report(text_at + range.start, "FAQ", quoted(heading), "an answer under the question");
            }
            match seen.insert(anchor, heading) {
                Some(other) if other == heading => {
                    self.report(text_at + range.start, "FAQ", quoted(heading), "each question once");
                }
                Some(other) => {
                    let expected = format!("a question with another anchor than {}", quoted(other));
                    self.report(text_at + range.start, "FAQ", quoted(heading), &expected);
                }
                None => {}
            }
            if is_taken(anchor, &self.file.entry.sources) {
                let expected = format!("a question with another anchor: the page has its own `{anchor}`");
                self.report(text_at + range.start, "FAQ", quoted(heading), &expected);
            }
        }
    }
}
