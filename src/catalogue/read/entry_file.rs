//! Reads `content/errors/<vendor>/<slug>.md`: front matter against the schema, then the shape of the text.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::glossary_file::Glossary;
use super::toml_reader::{
    Context, Places, Table, WITHOUT_CAMPAIGN, campaign_parameter, is_https_address, is_kebab, whole_number,
};
use crate::budget::Relief;
use crate::catalogue::markdown;
use crate::catalogue::model::article::SectionKind;
use crate::catalogue::model::entry::{AdviceRow, Entry, Severity, Signature, SignaturePlace, SignatureWeight};
use crate::catalogue::model::layer::Layer;
use crate::catalogue::problem::{Lines, Problem, quoted};

const FENCE: &str = "+++";

/// An entry's file, read but not yet held against the others.
#[derive(Debug)]
pub(crate) struct EntryFile {
    pub(crate) path: String,
    pub(crate) entry: Entry,
    /// The markdown below the front matter, as written.
    pub(crate) body: String,
    /// The number of lines above the body.
    pub(crate) lines_above: usize,
    /// Where the values of the front matter stand.
    pub(crate) places: Places,
}

impl EntryFile {
    /// A problem of the whole file.
    pub(crate) fn problem(&self, field: &str, found: String, expected: &str) -> Problem {
        Problem { path: self.path.clone(), line: 0, field: field.to_owned(), found, expected: expected.to_owned() }
    }

    /// A problem of a value in the front matter.
    pub(crate) fn problem_of(&self, field: &str, value: &str, expected: &str) -> Problem {
        Problem { line: self.places.line(field, value), ..self.problem(field, quoted(value), expected) }
    }
}

/// Reads one file; `path` ends in `errors/<vendor>/<slug>.md`.
///
/// # Errors
/// Every broken rule of the front matter, each with its line. The text's own rules are [`check_body`]'s.
pub(crate) fn read(path: &str, text: &str) -> Result<EntryFile, Vec<Problem>> {
    let whole_file = |field: &str, found: String, expected: &str| {
        vec![Problem { path: path.to_owned(), line: 1, field: field.to_owned(), found, expected: expected.to_owned() }]
    };
    let first_line = text.lines().next().unwrap_or_default();
    let after_fence = text
        .strip_prefix("+++\n")
        .ok_or_else(|| whole_file("front matter", quoted(first_line), "a line `+++` that opens the front matter"))?;
    let (front_matter, body) = after_fence.split_once("\n+++\n").ok_or_else(|| {
        whole_file("front matter", "no end of it".to_owned(), "a line `+++` that closes the front matter")
    })?;
    let lines_above = text[..text.len() - body.len()].matches('\n').count();

    let mut parts = path.rsplit('/');
    let slug = parts.next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    if !is_kebab(slug) {
        return Err(whole_file("file name", quoted(slug), "lower-case words joined by hyphens, and `.md`"));
    }

    let context = Context::new(path, front_matter, FENCE.lines().count());
    let entry = context.parse().and_then(|table| read_entry(table, slug, folder));
    let (problems, places) = context.finish();
    match entry {
        Some(entry) if problems.is_empty() => {
            Ok(EntryFile { path: path.to_owned(), entry, body: body.to_owned(), lines_above, places })
        }
        _ => Err(problems),
    }
}

fn read_entry(mut table: Table<'_>, slug: &str, folder: &str) -> Option<Entry> {
    let title = table.text_of_length("title", 8, 120);
    let before = table.problem_count();
    let code = table.optional_code("code");
    let codes = table.optional_codes("codes");
    let codes = match (code, codes) {
        (Some(code), None) => Some(vec![code]),
        (None, Some(codes)) => Some(codes),
        (Some(_), Some(_)) => {
            table.complain("code", "both `code` and `codes`", "one of them");
            None
        }
        (None, None) => {
            if table.problem_count() == before {
                table.complain("code", "neither `code` nor `codes`", "one of them");
            }
            None
        }
    };
    let vendor = table.required("vendor", &format!("the name of its folder, `{folder}`"), |value| {
        value.as_str().filter(|vendor| *vendor == folder).map(ToOwned::to_owned)
    });
    let layer = table.choice("layer", &Layer::ALL, Layer::key);
    let severity = table.choice("severity", &Severity::ALL, Severity::key);
    let before = table.problem_count();
    let tags = table.kebab_list("tags");
    if tags.len() < 3 && table.problem_count() == before {
        table.complain("tags", &format!("{} of them", tags.len()), "at least 3");
    }
    let related = table.kebab_list("related");
    let summary = table.text_of_length("summary", 80, 240);
    let verified = table.date("verified");
    let sources = table.sources("[[sources]]");
    let signatures = table.tables("signatures", |table| {
        let place = table.choice("where", &SignaturePlace::ALL, SignaturePlace::key);
        let pattern = table.text("pattern", "the text by which the error is recognised");
        let weight = table.choice("weight", &SignatureWeight::ALL, SignatureWeight::key);
        let source = table.kebab("source");
        Some(Signature { place: place?, pattern: pattern?, weight: weight?, source: source? })
    });
    let advice = table.tables("advice", |table| {
        let step = table.required("step", "the number of a step, from 1", |value| {
            whole_number(value).and_then(|step| usize::try_from(step).ok()).filter(|step| *step > 0)
        });
        let relieves =
            table.required("relieves", "a list of `cold-start`, `processing`, `pool-wait`, `whole-request`", |value| {
                let reliefs: Option<Vec<_>> =
                    value.as_array()?.iter().map(|item| relief(item.get_ref().as_str()?)).collect();
                reliefs.filter(|reliefs| !reliefs.is_empty())
            });
        Some(AdviceRow { step: step?, relieves: relieves? })
    });
    let revisions = table.revisions();
    table.finish();
    Some(Entry {
        slug: slug.to_owned(),
        title: title?,
        codes: codes?,
        vendor: vendor?,
        layer: layer?,
        severity: severity?,
        tags,
        related,
        summary: summary?,
        verified: verified?,
        sources,
        signatures,
        advice,
        revisions,
    })
}

fn relief(key: &str) -> Option<Relief> {
    Some(match key {
        "cold-start" => Relief::ColdStart,
        "processing" => Relief::Processing,
        "pool-wait" => Relief::PoolWait,
        "whole-request" => Relief::WholeRequest,
        _ => return None,
    })
}

/// What the text of an entry refers to.
#[derive(Debug, Default)]
pub(crate) struct BodyFacts {
    /// Source ids in the order of their citations, repeated as cited.
    pub(crate) cited: Vec<(String, usize)>,
    /// Addresses of links below the site, with their lines.
    pub(crate) links: Vec<(String, usize)>,
    /// Number of steps.
    pub(crate) steps: usize,
}

/// Holds the text, limits already expanded, against the schema: sections and their order, one ordered list of
/// steps with bold leads, questions with anchors of their own, no raw HTML and no images, a source beside every number
/// with a unit, and names as the glossary has them.
pub(crate) fn check_body(file: &EntryFile, body: &str, glossary: &Glossary, problems: &mut Vec<Problem>) -> BodyFacts {
    let lines = Lines::of(body);
    let mut check = BodyCheck { file, body, lines, glossary, problems, facts: BodyFacts::default() };
    check.sections();
    check.blocks();
    check.facts
}

struct BodyCheck<'a> {
    file: &'a EntryFile,
    body: &'a str,
    lines: Lines,
    glossary: &'a Glossary,
    problems: &'a mut Vec<Problem>,
    facts: BodyFacts,
}

impl BodyCheck<'_> {
    fn line(&self, offset: usize) -> usize {
        self.lines.line(offset) + self.file.lines_above
    }

    fn report(&mut self, offset: usize, field: &str, found: String, expected: &str) {
        let line = self.line(offset);
        self.problems.push(Problem { line, ..self.file.problem(field, found, expected) });
    }

    /// Where the text under the heading at `offset` begins.
    fn text_at(&self, offset: usize) -> usize {
        offset + self.body[offset..].find('\n').map_or(0, |end| end + 1)
    }

    fn sections(&mut self) {
        let body = self.body;
        let headings = markdown::split_at_headings(body);
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
                let problem = self.file.problem(
                    "section",
                    "no heading of that name".to_owned(),
                    &format!("`## {}`", kind.heading()),
                );
                self.problems.push(problem);
            }
        }
        if let Some(text) =
            headings.first().map(|(_, offset, _)| &body[..*offset]).filter(|text| !text.trim().is_empty())
        {
            self.report(0, "section", quoted(text), "no text before `## Overview`");
        }
    }

    fn steps(&mut self, text: &str, offset: usize) {
        let leads = markdown::list_leads(text);
        let lists = markdown::outer_lists(text);
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
        let questions = markdown::questions(text);
        let before_first = questions.first().map_or(text, |question| &text[..question.range.start]).trim();
        if !before_first.is_empty() {
            self.report(offset, "FAQ", quoted(before_first), "`###` questions, each with its answer");
        }
        let ends = questions.iter().skip(1).map(|next| next.range.start).chain([text.len()]);
        let mut seen = HashMap::new();
        for (markdown::Question { range, anchor }, end) in questions.iter().zip(ends) {
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
            if self.is_taken(anchor) {
                let expected = format!("a question with another anchor: the page has its own `{anchor}`");
                self.report(text_at + range.start, "FAQ", quoted(heading), &expected);
            }
        }
    }

    /// Whether an anchor is that of something else on the entry's page.
    fn is_taken(&self, anchor: &str) -> bool {
        let is_source = |id: &str| self.file.entry.sources.iter().any(|source| source.id == id);
        let field = anchor.strip_suffix("-hint").or(anchor.strip_suffix("-note")).or(anchor.strip_prefix("pattern-"));
        SectionKind::ALL.into_iter().any(|kind| kind.anchor() == anchor)
            || PAGE_IDS.contains(&anchor)
            || FIELD_IDS.contains(&field.unwrap_or(anchor))
            || anchor.strip_prefix("step-").is_some_and(|number| number.parse::<usize>().is_ok())
            || anchor.strip_prefix("source-").is_some_and(is_source)
    }

    /// Walks through the text: what it cites and links to, what it must not contain, and the numbers of each
    /// paragraph or list item.
    fn blocks(&mut self) {
        let body = self.body;
        let mut block = Block::default();
        let mut ignored = 0_usize;
        let mut in_citation = false;
        let mut in_address = false;
        let mut in_faq = false;
        for (event, range) in markdown::parse(body).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    self.finish(&mut block);
                    block.is_heading = true;
                    let heading = body[range.clone()].trim_start_matches('#').trim();
                    let begins_line = body[..range.start].is_empty() || body[..range.start].ends_with('\n');
                    match level {
                        HeadingLevel::H2 if begins_line && body[range.clone()].starts_with("## ") => {
                            in_faq = heading == SectionKind::Faq.heading();
                        }
                        HeadingLevel::H3 if in_faq => {}
                        _ => self.report(
                            range.start,
                            "heading",
                            quoted(heading),
                            "`##` sections at the beginning of a line, and `###` only under `## FAQ`",
                        ),
                    }
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    self.finish(&mut block);
                    ignored += 1;
                }
                Event::End(TagEnd::CodeBlock) => ignored -= 1,
                Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_))
                | Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_)) => {
                    self.finish(&mut block);
                }
                Event::Start(Tag::Link { dest_url, link_type, .. }) => match markdown::cited_id(&dest_url) {
                    Some(id) if link_type == LinkType::ShortcutUnknown => {
                        block.cited = true;
                        let line = self.line(range.start);
                        self.facts.cited.push((id.to_owned(), line));
                        ignored += 1;
                        in_citation = true;
                    }
                    cited if cited.is_some() || body[range.clone()].starts_with("[^") => {
                        let expected = "`[^id]` alone: the front matter says what it leads to";
                        self.report(range.start, "citation", quoted(&body[range.clone()]), expected);
                    }
                    _ if dest_url.starts_with('/') => {
                        let line = self.line(range.start);
                        self.facts.links.push((dest_url.to_string(), line));
                    }
                    _ if is_https_address(&dest_url) => {
                        if let Some(parameter) = campaign_parameter(&dest_url) {
                            self.report(range.start, "link", quoted(parameter), WITHOUT_CAMPAIGN);
                        }
                        // Its text is the address.
                        if link_type == LinkType::Autolink {
                            ignored += 1;
                            in_address = true;
                        }
                    }
                    _ => self.report(
                        range.start,
                        "link",
                        quoted(&dest_url),
                        "an address such as https://example.org/page or /errors/SLUG/",
                    ),
                },
                Event::End(TagEnd::Link) if in_citation || in_address => {
                    (in_citation, in_address) = (false, false);
                    ignored -= 1;
                }
                Event::Start(Tag::Image { .. }) => {
                    self.report(range.start, "text", quoted(&body[range.clone()]), "no images");
                }
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.report(range.start, "text", quoted(&body[range.clone()]), "no raw HTML");
                }
                Event::Text(text) if ignored == 0 => block.push(&text, &range),
                Event::SoftBreak | Event::HardBreak if ignored == 0 => block.push(" ", &range),
                _ => {}
            }
        }
        self.finish(&mut block);
    }

    fn finish(&mut self, block: &mut Block) {
        let block = std::mem::take(block);
        if let Some(measure) = first_measure(&block.text).filter(|_| !block.cited && !block.is_heading) {
            self.report(block.offset(0), "text", quoted(measure), "a source beside it, as in `29 s.[^id]`");
        }
        let Self { file, glossary, .. } = *self;
        for wrong in glossary.misspellings(&block.text, &file.entry.signatures) {
            self.report(block.offset(wrong.start), "text", quoted(wrong.found), &quoted(wrong.instead));
        }
    }
}

/// The text of a paragraph, list item or heading.
#[derive(Default)]
struct Block {
    text: String,
    /// Where the parts of the text begin in it, and where they stand in the body.
    parts: Vec<(usize, usize)>,
    cited: bool,
    is_heading: bool,
}

impl Block {
    fn push(&mut self, text: &str, range: &Range<usize>) {
        self.parts.push((self.text.len(), range.start));
        self.text.push_str(text);
    }

    /// Where the part of the text stands to which its byte `place` belongs.
    fn offset(&self, place: usize) -> usize {
        let next = self.parts.partition_point(|(start, _)| *start <= place);
        next.checked_sub(1).and_then(|part| self.parts.get(part)).map_or(0, |(_, offset)| *offset)
    }
}

/// The ids that stand on an entry's page beside those of its sections, steps, sources and [`FIELD_IDS`]: in the document,
/// around the text, and in the calculator.
const PAGE_IDS: [&str; 13] = [
    "app",
    "page-data",
    "main",
    "theme",
    "signatures",
    "revisions",
    "sources",
    "related",
    "budget",
    "limit",
    "limit-facts",
    "lambda-duration",
    "lambda-duration-hint",
];

/// The ids of the calculator's fields, each of which also has a hint, a note and a pattern in the bar.
const FIELD_IDS: [&str; 4] = ["cold-start", "processing", "pool-wait", "own-limit"];

const UNITS: &[&str] = &[
    "ns", "µs", "μs", "ms", "s", "sec", "second", "seconds", "min", "minute", "minutes", "h", "hour", "hours", "day",
    "days", "KB", "kB", "KiB", "MB", "MiB", "GB", "GiB", "bytes", "%",
];

/// The first number with a unit of time or size, or with a percent sign: `29 s`, `29-second`, `1.5 MB`.
fn first_measure(text: &str) -> Option<&str> {
    let mut start = None;
    let mut previous = ' ';
    for (index, character) in text.char_indices() {
        if character.is_ascii_digit() {
            if start.is_none() && !previous.is_alphanumeric() {
                start = Some(index);
            }
        } else if let Some(begin) = start.filter(|_| !matches!(character, '.' | ',')) {
            start = None;
            let unit_at = if matches!(character, ' ' | '\u{a0}' | '-') { index + character.len_utf8() } else { index };
            let rest = &text[unit_at..];
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '%').unwrap_or(rest.len());
            if UNITS.contains(&&rest[..length]) {
                return Some(&text[begin..unit_at + length]);
            }
        }
        previous = character;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_measure;

    #[test]
    fn numbers_with_a_unit_are_found() {
        for (text, measure) in [
            ("It takes 29 s.", Some("29 s")),
            ("The 29-second limit", Some("29-second")),
            ("after 1.5 MB or", Some("1.5 MB")),
            ("at 20 %", Some("20 %")),
            ("at 20% of", Some("20%")),
            ("850ms", Some("850ms")),
            ("a 504 status", None),
            ("RFC 9110 section 15", None),
            ("in 2024, since", None),
            ("H12 second", None),
            ("a 502 such as", None),
        ] {
            assert_eq!(first_measure(text), measure, "{text}");
        }
    }
}
