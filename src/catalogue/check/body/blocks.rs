//! A walk through the text, block by block: what it cites and links to, and what stands in it that must not.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::body_check::BodyCheck;
use super::measures::first_measure;
use crate::catalogue::markdown::{cited_id, parse};
use crate::catalogue::model::article::SectionKind;
use crate::catalogue::problem::quoted;
use crate::catalogue::read::address::{WITHOUT_CAMPAIGN, campaign_parameter, is_https_address};

/// The walk, at an event of the text.
pub(super) struct Blocks<'c, 'a> {
    check: &'c mut BodyCheck<'a>,
    block: Block,
    /// How many of the open elements have a text that is no prose: code, citations, addresses.
    ignored: usize,
    /// Whether a link is open whose text is no prose.
    is_link_ignored: bool,
    in_faq: bool,
}

impl<'c, 'a> Blocks<'c, 'a> {
    /// Walks through the whole text.
    pub(super) fn check(check: &'c mut BodyCheck<'a>) {
        let body = check.body;
        let mut blocks = Self { check, block: Block::default(), ignored: 0, is_link_ignored: false, in_faq: false };
        for (event, range) in parse(body).into_offset_iter() {
            blocks.event(event, &range);
        }
        blocks.finish();
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        let body = self.check.body;
        let written = &body[range.clone()];
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.finish();
                self.heading(level, range);
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.finish();
                self.ignored += 1;
            }
            Event::End(TagEnd::CodeBlock) => self.ignored -= 1,
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_))
            | Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_)) => self.finish(),
            Event::Start(Tag::Link { dest_url, link_type, .. }) => self.link(&dest_url, link_type, range),
            Event::End(TagEnd::Link) if self.is_link_ignored => {
                self.is_link_ignored = false;
                self.ignored -= 1;
            }
            Event::Start(Tag::Image { .. }) => self.check.report(range.start, "text", quoted(written), "no images"),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.check.report(range.start, "text", quoted(written), "no raw HTML");
            }
            Event::Text(text) if self.ignored == 0 => self.block.push(&text, range),
            Event::SoftBreak | Event::HardBreak if self.ignored == 0 => self.block.push(" ", range),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let body = self.check.body;
        let (before, written) = (&body[..range.start], &body[range.clone()]);
        let heading = written.trim_start_matches('#').trim();
        let begins_line = before.is_empty() || before.ends_with('\n');
        self.block.is_heading = true;
        match level {
            HeadingLevel::H2 if begins_line && written.starts_with("## ") => {
                self.in_faq = heading == SectionKind::Faq.heading();
            }
            HeadingLevel::H3 if self.in_faq => {}
            _ => self.check.report(
                range.start,
                "heading",
                quoted(heading),
                "`##` sections at the beginning of a line, and `###` only under `## FAQ`",
            ),
        }
    }

    fn link(&mut self, address: &CowStr<'_>, link_type: LinkType, range: &Range<usize>) {
        let body = self.check.body;
        let (line, written) = (self.check.line(range.start), &body[range.clone()]);
        match cited_id(address) {
            Some(id) if link_type == LinkType::ShortcutUnknown => {
                self.block.cited = true;
                self.check.facts.cited.push((id.to_owned(), line));
                self.ignore_link();
            }
            cited if cited.is_some() || written.starts_with("[^") => {
                let expected = "`[^id]` alone: the front matter says what it leads to";
                self.check.report(range.start, "citation", quoted(written), expected);
            }
            _ if address.starts_with('/') => self.check.facts.links.push((address.to_string(), line)),
            _ if is_https_address(address) => {
                if let Some(parameter) = campaign_parameter(address) {
                    self.check.report(range.start, "link", quoted(parameter), WITHOUT_CAMPAIGN);
                }
                // The text of such a link is the address.
                if link_type == LinkType::Autolink {
                    self.ignore_link();
                }
            }
            _ => {
                let expected = "an address such as https://example.org/page or /errors/SLUG/";
                self.check.report(range.start, "link", quoted(address), expected);
            }
        }
    }

    fn ignore_link(&mut self) {
        self.is_link_ignored = true;
        self.ignored += 1;
    }

    /// Ends the block: its numbers need a source, and its names are spelt as the glossary has them.
    fn finish(&mut self) {
        let block = std::mem::take(&mut self.block);
        if let Some(measure) = first_measure(&block.text).filter(|_| !block.cited && !block.is_heading) {
            let expected = "a source beside it, as in `29 s.[^id]`";
            self.check.report(block.offset(0), "text", quoted(measure), expected);
        }
        let BodyCheck { file, glossary, .. } = *self.check;
        for wrong in glossary.misspellings(&block.text, &file.entry.signatures) {
            self.check.report(block.offset(wrong.start), "text", quoted(wrong.found), &quoted(wrong.instead));
        }
    }
}

/// The text of a paragraph, list item or heading.
#[derive(Default)]
struct Block {
    text: String,
    /// The parts of the text: where each begins in it, and in the body.
    parts: Vec<(usize, usize)>,
    cited: bool,
    is_heading: bool,
}

impl Block {
    fn push(&mut self, text: &str, range: &Range<usize>) {
        self.parts.push((self.text.len(), range.start));
        self.text.push_str(text);
    }

    /// The offset in the body of the part to which the byte `index` of the text belongs.
    fn offset(&self, index: usize) -> usize {
        let next = self.parts.partition_point(|(start, _)| *start <= index);
        next.checked_sub(1).and_then(|part| self.parts.get(part)).map_or(0, |(_, offset)| *offset)
    }
}
