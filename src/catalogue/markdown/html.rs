//! Markdown to the HTML of an article.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd, html};

use super::headings::anchor_of;
use super::{cited_id, parse};

/// Whether the items of the outermost ordered list get anchors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListAnchors {
    /// `step-1`, `step-2`, …
    Steps,
    /// None.
    None,
}

/// Renders markdown. Citations become numbered links to `#source-id`, links below the site get its base path,
/// code blocks a button to copy them, and placeholders such as `<function-name>` in code are marked.
pub(super) fn to_html(text: &str, sources: &[String], base: &str, anchors: ListAnchors) -> String {
    let mut renderer = Renderer {
        sources,
        base,
        anchors,
        events: Vec::new(),
        lists: Vec::new(),
        cited: None,
        heading: None,
        is_code: false,
    };
    for event in parse(text) {
        match event {
            Event::Start(tag) => renderer.start(tag),
            Event::End(tag) => renderer.end(tag),
            Event::Text(text) => renderer.text(text),
            // Raw HTML is shown as it was written.
            Event::Html(text) | Event::InlineHtml(text) => renderer.events.push(Event::Text(text)),
            other => renderer.events.push(other),
        }
    }
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, renderer.events.into_iter());
    page
}

/// The events of a text, changed on their way to pulldown-cmark's own writer.
struct Renderer<'a> {
    sources: &'a [String],
    base: &'a str,
    anchors: ListAnchors,
    events: Vec<Event<'a>>,
    /// The number of the next item of each open list; `None` for one without numbers.
    lists: Vec<Option<u64>>,
    /// The id of the citation that is open.
    cited: Option<String>,
    /// The heading that is open: the index of its event, and its text so far.
    heading: Option<(usize, String)>,
    is_code: bool,
}

impl<'a> Renderer<'a> {
    fn start(&mut self, tag: Tag<'a>) {
        let event = match tag {
            Tag::Link { ref dest_url, .. } if cited_id(dest_url).is_some() => {
                self.cited = cited_id(dest_url).map(ToOwned::to_owned);
                return;
            }
            Tag::Link { link_type, dest_url, title, id } => {
                let dest_url = match dest_url.strip_prefix('/') {
                    Some(path) => format!("{}{path}", self.base).into(),
                    None => dest_url,
                };
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Tag::Item if self.anchors == ListAnchors::Steps && self.lists.len() == 1 => {
                let number = self.lists[0].unwrap_or(1);
                self.lists[0] = Some(number + 1);
                Event::Html(format!("<li id=\"step-{number}\">").into())
            }
            Tag::CodeBlock(kind) => {
                self.is_code = true;
                Event::Html(code_block_start(&kind).into())
            }
            tag => {
                match tag {
                    Tag::List(first) => self.lists.push(first),
                    Tag::Heading { .. } => self.heading = Some((self.events.len(), String::new())),
                    _ => {}
                }
                Event::Start(tag)
            }
        };
        self.events.push(event);
    }

    fn end(&mut self, tag: TagEnd) {
        let event = match tag {
            TagEnd::Link if self.cited.is_some() => {
                let id = self.cited.take().unwrap_or_default();
                Event::InlineHtml(citation_link(&id, self.sources).into())
            }
            TagEnd::CodeBlock => {
                self.is_code = false;
                Event::Html("</code></pre></div>\n".into())
            }
            TagEnd::List(_) => {
                self.lists.pop();
                Event::End(tag)
            }
            TagEnd::Heading(_) => {
                if let Some((index, text)) = self.heading.take()
                    && let Some(Event::Start(Tag::Heading { id, .. })) = self.events.get_mut(index)
                {
                    *id = Some(anchor_of(&text).into());
                }
                Event::End(tag)
            }
            tag => Event::End(tag),
        };
        self.events.push(event);
    }

    fn text(&mut self, text: CowStr<'a>) {
        // The number stands for the text of a citation.
        if self.cited.is_some() {
            return;
        }
        if self.is_code {
            self.events.push(Event::Html(mark_placeholders(&text).into()));
            return;
        }
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(&text);
        }
        self.events.push(Event::Text(text));
    }
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
}
