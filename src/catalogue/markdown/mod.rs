//! The only place where pulldown-cmark is set up: markdown to HTML, and the few questions asked of markdown.
//!
//! Citations `[^id]` are not footnotes of CommonMark but links that nothing defines, so that the parser asks for
//! them one by one. Raw HTML never reaches a page: the build rejects it, and should any come here, it becomes text.

#[cfg(feature = "ssr")]
use std::ops::Range;

#[cfg(feature = "ssr")]
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// The made-up scheme under which the parser hands citations on.
const CITATION: &str = "cite:";

/// Whether the items of the outermost ordered list get anchors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListAnchors {
    /// `step-1`, `step-2`, …
    Steps,
    /// None.
    None,
}

/// What to make of a link that nothing defines.
type LinkCallback<'a> = fn(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)>;

/// Parses markdown with citations as links to `cite:id`.
pub(crate) fn parse(text: &str) -> Parser<'_, LinkCallback<'_>> {
    Parser::new_with_broken_link_callback(text, Options::empty(), Some(citation))
}

#[allow(clippy::needless_pass_by_value, reason = "the parser hands it over")]
fn citation(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    let id = link.reference.strip_prefix('^')?;
    Some((format!("{CITATION}{id}").into(), "".into()))
}

/// The id that a link cites, if it is a citation.
pub(crate) fn cited_id(address: &str) -> Option<&str> {
    address.strip_prefix(CITATION)
}

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

/// Renders markdown. Citations become numbered links to `#source-id`, links below the site get its base path,
/// code blocks a button to copy them, and placeholders such as `<function-name>` in code are marked.
pub(crate) fn to_html(text: &str, sources: &[String], base: &str, anchors: ListAnchors) -> String {
    let mut rendered = Vec::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut citation: Option<String> = None;
    let mut code = false;
    let mut heading = String::new();
    let mut in_heading = false;
    let mut heading_at = 0;
    for event in parse(text) {
        match event {
            Event::Start(Tag::Link { ref dest_url, .. }) if cited_id(dest_url).is_some() => {
                citation = cited_id(dest_url).map(ToOwned::to_owned);
            }
            Event::End(TagEnd::Link) if citation.is_some() => {
                let id = citation.take().unwrap_or_default();
                rendered.push(Event::InlineHtml(citation_link(&id, sources).into()));
            }
            Event::Text(_) if citation.is_some() => {}
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = match dest_url.strip_prefix('/') {
                    Some(path) => format!("{base}{path}").into(),
                    None => dest_url,
                };
                rendered.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::List(start)) => {
                lists.push(start);
                rendered.push(Event::Start(Tag::List(start)));
            }
            Event::End(TagEnd::List(ordered)) => {
                lists.pop();
                rendered.push(Event::End(TagEnd::List(ordered)));
            }
            Event::Start(Tag::Item) if anchors == ListAnchors::Steps && lists.len() == 1 => {
                let number = lists[0].unwrap_or(1);
                lists[0] = Some(number + 1);
                rendered.push(Event::Html(format!("<li id=\"step-{number}\">").into()));
            }
            Event::Start(Tag::Heading { .. }) => {
                (in_heading, heading_at) = (true, rendered.len());
                heading.clear();
                rendered.push(event);
            }
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                if let Some(Event::Start(Tag::Heading { id, .. })) = rendered.get_mut(heading_at) {
                    *id = Some(anchor_of(&heading).into());
                }
                rendered.push(event);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                code = true;
                rendered.push(Event::Html(code_block_start(&kind).into()));
            }
            Event::End(TagEnd::CodeBlock) => {
                code = false;
                rendered.push(Event::Html("</code></pre></div>\n".into()));
            }
            Event::Text(text) if code => rendered.push(Event::Html(mark_placeholders(&text).into())),
            Event::Html(text) | Event::InlineHtml(text) => rendered.push(Event::Text(text)),
            Event::Text(text) => {
                if in_heading {
                    heading.push_str(&text);
                }
                rendered.push(Event::Text(text));
            }
            other => rendered.push(other),
        }
    }
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, rendered.into_iter());
    page
}

fn citation_link(id: &str, sources: &[String]) -> String {
    match sources.iter().position(|source| source == id) {
        Some(index) => format!(
            // With a target of its own, the browser and not the router follows the link, and marks what it leads to.
            "<a class=\"citation\" href=\"#source-{}\" target=\"_self\" aria-label=\"Source {1}\">{1}</a>",
            escaped(id),
            index + 1
        ),
        None => format!("[^{}]", escaped(id)),
    }
}

fn code_block_start(kind: &CodeBlockKind<'_>) -> String {
    let language = match kind {
        CodeBlockKind::Fenced(language) if !language.is_empty() => escaped(language),
        _ => "text".to_owned(),
    };
    format!(
        "<div class=\"code-block\"><button class=\"code-block__copy\" type=\"button\">Copy</button>\
         <pre><code data-language=\"{language}\">"
    )
}

/// Escapes code and wraps each placeholder, `<` lower-case words `>`, in a `<var>`.
fn mark_placeholders(code: &str) -> String {
    let mut marked = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        marked.push_str(&escaped(before));
        let name = from[1..].split('>').next().unwrap_or_default();
        let is_name = from.len() > name.len() + 1
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == ' ');
        if is_name {
            marked.push_str(&format!("<var>&lt;{name}&gt;</var>"));
            rest = &from[name.len() + 2..];
        } else {
            marked.push_str("&lt;");
            rest = &from[1..];
        }
    }
    marked.push_str(&escaped(rest));
    marked
}

/// Text as it stands in HTML, in an element or in a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A heading as an anchor: lower-case words joined by hyphens.
fn anchor_of(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// A text without its citations.
#[cfg(feature = "ssr")]
fn uncited(text: &str) -> impl Iterator<Item = Event<'_>> {
    let mut in_citation = false;
    parse(text).filter(move |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) if cited_id(dest_url).is_some() => {
            in_citation = true;
            false
        }
        Event::End(TagEnd::Link) if in_citation => {
            in_citation = false;
            false
        }
        Event::Text(_) => !in_citation,
        _ => true,
    })
}

/// The first code block of the outermost ordered list: the number of its item from 0, and the code.
#[cfg(feature = "ssr")]
pub(crate) fn first_code_block(text: &str) -> Option<(usize, String)> {
    let (mut depth, mut items) = (0, 0);
    let mut code: Option<String> = None;
    for event in parse(text) {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => items += 1,
            Event::Start(Tag::CodeBlock(_)) if items > 0 => code = Some(String::new()),
            Event::Text(text) => code.iter_mut().for_each(|code| code.push_str(&text)),
            Event::End(TagEnd::CodeBlock) if code.is_some() => break,
            _ => {}
        }
    }
    code.map(|code| (items - 1, code.trim_end().to_owned()))
}

/// The words of a text without its marks, addresses and citations; and its headings apart.
#[cfg(feature = "ssr")]
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

/// For each item of the outermost ordered list: the bold text with which it begins, plain; `None` where it begins
/// otherwise. Empty where there is no such list.
#[cfg(feature = "ssr")]
pub(crate) fn list_leads(text: &str) -> Vec<Option<String>> {
    let mut leads = Vec::new();
    let mut depth = 0;
    let mut lead: Option<String> = None;
    let mut at_start = false;
    for event in uncited(text) {
        match event {
            Event::Start(Tag::List(start)) => {
                depth += 1;
                if depth == 1 && start.is_none() {
                    return Vec::new();
                }
            }
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => {
                leads.push(None);
                at_start = true;
            }
            Event::Start(Tag::Paragraph) => {}
            Event::Start(Tag::Strong) if at_start && depth == 1 => {
                lead = Some(String::new());
                at_start = false;
            }
            Event::End(TagEnd::Strong) if lead.is_some() => {
                if let (Some(slot), Some(text)) = (leads.last_mut(), lead.take()) {
                    *slot = Some(text);
                }
            }
            Event::Text(text) | Event::Code(text) => {
                at_start = false;
                if let Some(lead) = &mut lead {
                    lead.push_str(&text);
                }
            }
            Event::SoftBreak if lead.is_some() => {
                if let Some(lead) = &mut lead {
                    lead.push(' ');
                }
            }
            _ => at_start = false,
        }
    }
    leads
}

/// A list that stands in no other.
#[cfg(feature = "ssr")]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OuterList {
    /// The number with which it begins; `None` for one without numbers.
    pub(crate) first: Option<u64>,
    /// Where its items begin.
    pub(crate) items: Vec<usize>,
}

/// The outermost lists of a text.
#[cfg(feature = "ssr")]
pub(crate) fn outer_lists(text: &str) -> Vec<OuterList> {
    let mut depth = 0_usize;
    let mut lists = Vec::<OuterList>::new();
    for (event, range) in parse(text).into_offset_iter() {
        match event {
            Event::Start(Tag::List(first)) => {
                if depth == 0 {
                    lists.push(OuterList { first, items: Vec::new() });
                }
                depth += 1;
            }
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => {
                if let Some(list) = lists.last_mut() {
                    list.items.push(range.start);
                }
            }
            _ => {}
        }
    }
    lists
}

/// A level-3 heading.
#[cfg(feature = "ssr")]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// The anchor that [`to_html`] gives it.
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

/// The text with `root`, scheme, host and base path without a slash behind, before the address of each link below
/// the site.
#[cfg(feature = "ssr")]
pub(crate) fn with_full_links(text: &str, root: &str) -> String {
    const OPEN: &str = "](";
    let mut full = String::with_capacity(text.len());
    let mut done = 0;
    for (event, range) in parse(text).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        if let Some(at) = text[range.clone()].rfind(&format!("{OPEN}{dest_url}")).filter(|_| dest_url.starts_with('/'))
        {
            let address = range.start + at + OPEN.len();
            full.push_str(&text[done..address]);
            full.push_str(root);
            done = address;
        }
    }
    full.push_str(&text[done..]);
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        to_html(text, &["a".to_owned(), "b".to_owned()], "/docs/", ListAnchors::None)
    }

    #[test]
    fn a_citation_is_a_numbered_link_to_its_source() {
        assert_eq!(
            html("29 s.[^b]"),
            "<p>29 s.<a class=\"citation\" href=\"#source-b\" target=\"_self\" aria-label=\"Source 2\">2</a></p>\n"
        );
    }

    #[test]
    fn raw_html_becomes_text() {
        assert_eq!(
            html("a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>"),
            "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>\n&lt;script&gt;alert(1)&lt;/script&gt;"
        );
    }

    #[test]
    fn links_below_the_site_get_its_base_path() {
        assert_eq!(
            html("[a](/errors/x/) [b](https://example.org/)"),
            "<p><a href=\"/docs/errors/x/\">a</a> <a href=\"https://example.org/\">b</a></p>\n"
        );
    }

    #[test]
    fn code_is_escaped_and_its_placeholders_marked() {
        assert_eq!(
            html("```sh\naws <function-name> a<b \"<A>\" <\n```"),
            "<div class=\"code-block\"><button class=\"code-block__copy\" type=\"button\">Copy</button>\
             <pre><code data-language=\"sh\">aws <var>&lt;function-name&gt;</var> \
             a&lt;b &quot;&lt;A&gt;&quot; &lt;\n</code></pre></div>\n"
        );
    }

    #[test]
    fn steps_get_anchors_and_inner_lists_do_not() {
        let steps = to_html("1. **One.**\n   1. inner\n2. **Two.**", &[], "/", ListAnchors::Steps);
        assert_eq!(steps.matches("id=\"step-").count(), 2);
        assert!(steps.contains("<li id=\"step-2\">"));
    }

    #[test]
    fn questions_get_anchors() {
        assert!(html("### Can the limit be raised?").starts_with("<h3 id=\"can-the-limit-be-raised\">"));
    }

    #[test]
    fn headings_inside_code_are_no_headings() {
        let parts = split_at_headings("## A\n```sh\n## no\n```\n## B\nend");
        assert_eq!(parts.iter().map(|(heading, ..)| *heading).collect::<Vec<_>>(), ["A", "B"]);
    }
}

#[cfg(all(test, feature = "ssr"))]
mod lead_tests {
    use super::{ListAnchors, list_leads, outer_lists, questions, to_html, with_full_links};

    #[test]
    fn leads_are_the_bold_beginnings() {
        assert_eq!(
            list_leads("1. **Do `this`.** More **bold**.\n\n   1. **inner**\n2. plain **no**\n"),
            [Some("Do this.".to_owned()), None]
        );
        assert!(list_leads("- **a**").is_empty());
    }

    #[test]
    fn a_citation_is_no_part_of_a_lead() {
        assert_eq!(list_leads("1. **Wait 29 s.[^a]** More."), [Some("Wait 29 s.".to_owned())]);
    }

    #[test]
    fn lists_inside_lists_are_not_counted() {
        let lists = outer_lists("1. a\n   - b\n2. c\n\ntext\n\n3. d\n\n- e");
        assert_eq!(lists.iter().map(|list| list.first).collect::<Vec<_>>(), [Some(1), Some(3), None]);
        assert_eq!(lists[0].items, [0, 12]);
    }

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

    #[test]
    fn links_below_the_site_become_full_addresses_and_code_stays() {
        assert_eq!(
            with_full_links("[a](/x/#y) `](/x/)` [b](https://b.example/) [c [d]](/)", "https://h.example/docs"),
            "[a](https://h.example/docs/x/#y) `](/x/)` [b](https://b.example/) [c [d]](https://h.example/docs/)"
        );
    }
}
