//! The only place where pulldown-cmark is set up, and what is asked of markdown.
//!
//! Citations `[^id]` are not footnotes of CommonMark but links that nothing defines, so that the parser asks for
//! them one by one. Raw HTML never reaches a page: the build rejects it, and should any come here, it becomes text.

pub(super) mod article;
pub(super) mod headings;
pub(super) mod html;

#[cfg(feature = "ssr")]
pub(super) mod links;
#[cfg(feature = "ssr")]
pub(super) mod lists;
#[cfg(feature = "ssr")]
mod plain;

use pulldown_cmark::{BrokenLink, CowStr, Options, Parser};
#[cfg(feature = "ssr")]
use pulldown_cmark::{Event, Tag, TagEnd};

/// The made-up scheme under which the parser hands citations on.
const CITATION: &str = "cite:";

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
