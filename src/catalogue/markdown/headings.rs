//! Headings: those that part a text into sections, and the questions of a FAQ.

#[cfg(feature = "ssr")]
use std::ops::Range;

#[cfg(feature = "ssr")]
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

#[cfg(feature = "ssr")]
use super::{cited_id, parse};

/// The level-2 headings of a text outside of code blocks: heading, byte offset of its line, text up to the next one.
pub(crate) fn split_at_headings(text: &str) -> Vec<(&str, usize, &str)> {
    let mut starts = Vec::new();
    let mut fence = false;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            fence = !fence;
        } else if let Some(heading) = line.strip_prefix("## ").filter(|_| !fence) {
            starts.push((heading.trim(), offset, offset + line.len()));
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, offset, _)| *offset).chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|((heading, offset, from), to)| (heading, offset, &text[from..to])).collect()
}

/// A heading as an anchor: lower-case words joined by hyphens.
pub fn anchor_of(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// A level-3 heading.
#[cfg(feature = "ssr")]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// The anchor that [`to_html`](super::html::to_html) gives it.
    pub(crate) anchor: String,
}

/// The level-3 headings of a text.
#[cfg(feature = "ssr")]
pub(crate) fn questions(text: &str) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut heading: Option<String> = None;
    let mut in_citation = false;
    for (event, range) in parse(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H3, .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H3)) => {
                let anchor = anchor_of(&heading.take().unwrap_or_default());
                questions.push(Question { range, anchor });
            }
            Event::Start(Tag::Link { dest_url, .. }) if cited_id(&dest_url).is_some() => in_citation = true,
            Event::End(TagEnd::Link) => in_citation = false,
            Event::Text(text) if !in_citation => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_inside_code_are_no_headings() {
        let parts = split_at_headings("## A\n```sh\n## no\n```\n## B\nend");
        assert_eq!(parts.iter().map(|(heading, ..)| *heading).collect::<Vec<_>>(), ["A", "B"]);
    }
}

#[cfg(all(test, feature = "ssr"))]
mod question_tests {
    use super::super::html::{ListAnchors, to_html};
    use super::*;

    #[test]
    fn questions_have_the_anchors_that_they_get_on_the_page() {
        let text = "### What is `x`?[^a]\n\nIt.\n\n```\n### no\n```\n\n### [The *same*](/x/) ?\n\nYes.\n";
        let found = questions(text);
        assert_eq!(found.iter().map(|question| question.anchor.as_str()).collect::<Vec<_>>(), ["what-is", "the-same"]);
        assert!(text[found[1].range.clone()].starts_with("### [The"));
        let html = to_html(text, &["a".to_owned()], "/", ListAnchors::None);
        for question in found {
            assert!(html.contains(&format!("<h3 id=\"{}\">", question.anchor)), "{html}");
        }
    }
}
