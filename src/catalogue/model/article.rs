//! The sections of an entry's text.

/// The sections of an entry. The order of the variants is the order in which they must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionKind {
    /// What the client sees, who sent it, what to do first.
    Overview,
    /// The facts, a bullet each.
    KeyDetails,
    /// What looks the same and is not. The one section that an entry may lack.
    LookAlikes,
    /// Causes, the likeliest first.
    CommonCauses,
    /// What to do: one ordered list.
    Steps,
    /// Questions and answers.
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
    /// The text of a section; empty where the entry lacks it.
    pub fn markdown(&self, kind: SectionKind) -> &str {
        self.sections.iter().find(|section| section.kind == kind).map_or("", |section| &section.markdown)
    }
}
