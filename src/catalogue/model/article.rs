//! An entry's text: its sections, and what other pages need of them.

use serde::{Deserialize, Serialize};

use crate::catalogue::markdown;

/// The sections of an entry. The order of the variants is the order in which they must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, miniserde::Deserialize)]
pub enum SectionKind {
    /// What the client sees, who sent it, what to do first.
    #[serde(rename = "overview")]
    Overview,
    /// The facts, a bullet each.
    #[serde(rename = "key-details")]
    KeyDetails,
    /// What looks the same and is not. The one section that an entry may lack.
    #[serde(rename = "look-alikes")]
    LookAlikes,
    /// Causes, the likeliest first.
    #[serde(rename = "common-causes")]
    CommonCauses,
    /// What to do: one ordered list.
    #[serde(rename = "steps")]
    Steps,
    /// Questions and answers.
    #[serde(rename = "faq")]
    Faq,
}

impl SectionKind {
    /// All sections, in their order.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::KeyDetails, Self::LookAlikes, Self::CommonCauses, Self::Steps, Self::Faq];

    /// The heading, as it stands in the file after `## `.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::KeyDetails => "Key details",
            Self::LookAlikes => "Look-alikes",
            Self::CommonCauses => "Common causes",
            Self::Steps => "Steps",
            Self::Faq => "FAQ",
        }
    }

    /// The anchor of the section.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::KeyDetails => "key-details",
            Self::LookAlikes => "look-alikes",
            Self::CommonCauses => "common-causes",
            Self::Steps => "steps",
            Self::Faq => "faq",
        }
    }
}

/// A section and its markdown, without the heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which section.
    pub kind: SectionKind,
    /// Its text.
    pub markdown: String,
}

/// The sections of an entry's text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// In the order of the text.
    pub sections: Vec<Section>,
}

impl Article {
    /// Splits an entry's markdown at its level-2 headings. Text under a heading that is no section's is left out:
    /// the build has rejected such a file.
    pub fn split(body: &str) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for (heading, _, text) in markdown::split_at_headings(body) {
            if let Some(kind) = SectionKind::ALL.into_iter().find(|kind| kind.heading() == heading) {
                sections.push(Section { kind, markdown: text.to_owned() });
            }
        }
        Self { sections }
    }

    /// The text of a section; empty where the entry lacks it.
    pub fn markdown(&self, kind: SectionKind) -> &str {
        self.sections.iter().find(|section| section.kind == kind).map_or("", |section| &section.markdown)
    }

    /// Renders a section as HTML. `sources` are the ids of the entry's sources in their order: a citation shows
    /// its source's number. `base` is the path below which the site stands, with a slash at either end.
    pub fn html(&self, kind: SectionKind, sources: &[String], base: &str) -> String {
        let numbered =
            if kind == SectionKind::Steps { markdown::ListAnchors::Steps } else { markdown::ListAnchors::None };
        markdown::to_html(self.markdown(kind), sources, base, numbered)
    }
}

/// An entry's text for readers elsewhere: links below the site become full addresses. `root` is the site's own,
/// with a slash behind.
#[cfg(feature = "ssr")]
pub fn with_full_links(body: &str, root: &str) -> String {
    markdown::with_full_links(body, root.trim_end_matches('/'))
}

/// The first sentence of each step of an entry's text, as plain text.
#[cfg(feature = "ssr")]
pub fn plain_steps(body: &str) -> Vec<String> {
    markdown::list_leads(Article::split(body).markdown(SectionKind::Steps)).into_iter().flatten().collect()
}

/// The first command, query or setting among the steps of an entry's text, and the sentence of its step.
#[cfg(feature = "ssr")]
pub fn first_command(body: &str) -> Option<(String, String)> {
    let (step, command) = markdown::first_code_block(Article::split(body).markdown(SectionKind::Steps))?;
    Some((plain_steps(body).into_iter().nth(step)?, command))
}

/// The words of an entry's text without its marks, addresses and citations, and its headings apart: the questions of its
/// FAQ, as it has no others but those of the sections.
#[cfg(feature = "ssr")]
pub fn plain_text(body: &str) -> (String, Vec<String>) {
    let (text, mut headings) = markdown::plain_text(body);
    headings.retain(|heading| SectionKind::ALL.iter().all(|kind| kind.heading() != heading));
    (text, headings)
}
