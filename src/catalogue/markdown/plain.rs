//! A text without its markup, as the search indexes it.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::uncited;

/// The words of a text without its marks, addresses and citations; and its headings apart.
pub(crate) fn plain_text(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut headings) = (String::with_capacity(text.len()), Vec::new());
    let mut heading: Option<String> = None;
    for event in uncited(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => headings.extend(heading.take()),
            Event::Text(text) | Event::Code(text) => heading.as_mut().unwrap_or(&mut plain).push_str(&text),
            Event::SoftBreak | Event::HardBreak => heading.as_mut().unwrap_or(&mut plain).push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableCell) => plain.push(' '),
            _ => {}
        }
    }
    (plain, headings)
}
