//! What is asked of an entry's text as a whole: its sections as HTML, and what other pages show of them.

use super::headings::split_at_headings;
use super::html::{ListAnchors, to_html};
#[cfg(feature = "ssr")]
use super::{lists, plain};
use crate::catalogue::model::article::{Article, Section, SectionKind};

impl Article {
    /// Splits an entry's markdown at its level-2 headings. Text under a heading that is no section's is left out:
    /// the build has rejected such a file.
    pub fn split(body: &str) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for (heading, _, text) in split_at_headings(body) {
            if let Some(kind) = SectionKind::ALL.into_iter().find(|kind| kind.heading() == heading) {
                sections.push(Section { kind, markdown: text.to_owned() });
            }
        }
        Self { sections }
    }

    /// Renders a section as HTML. `sources` are the ids of the entry's sources in their order: a citation shows
    /// its source's number. `base` is the path below which the site stands, with a slash at either end.
    pub fn html(&self, kind: SectionKind, sources: &[String], base: &str) -> String {
        let numbered = if kind == SectionKind::Steps { ListAnchors::Steps } else { ListAnchors::None };
        to_html(self.markdown(kind), sources, base, numbered)
    }
}

/// The first sentence of each step of an entry's text, as plain text.
#[cfg(feature = "ssr")]
pub fn plain_steps(body: &str) -> Vec<String> {
    lists::list_leads(Article::split(body).markdown(SectionKind::Steps)).into_iter().flatten().collect()
}

/// The first command, query or setting among the steps of an entry's text, and the sentence of its step.
#[cfg(feature = "ssr")]
pub fn first_command(body: &str) -> Option<(String, String)> {
    let (step, command) = lists::first_code_block(Article::split(body).markdown(SectionKind::Steps))?;
    Some((plain_steps(body).into_iter().nth(step)?, command))
}

/// The words of an entry's text without its marks, addresses and citations, and its headings apart: the questions of its
/// FAQ, as it has no others but those of the sections.
#[cfg(feature = "ssr")]
pub fn plain_text(body: &str) -> (String, Vec<String>) {
    let (text, mut headings) = plain::plain_text(body);
    headings.retain(|heading| SectionKind::ALL.iter().all(|kind| kind.heading() != heading));
    (text, headings)
}
