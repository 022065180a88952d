//! The document that trunk made of the top-level `index.html`, cut where a page's own parts go.

use anyhow::{bail, ensure};

/// What comes first in the head: nothing is asked for that could name the page's address, whatever headers a server sends.
const NO_REFERRER: &str = "<head><meta name=\"referrer\" content=\"no-referrer\">";
/// Where the page's head goes.
const HEAD: &str = "<meta name=\"page-head\">";
/// Where the app goes.
const APP: &str = "<div id=\"app\"></div>";

/// The template in three parts.
#[derive(Debug, Clone)]
pub(super) struct Template {
    before_head: String,
    before_app: String,
    after_app: String,
}

impl Template {
    /// Reads trunk's output, in which nothing starts the app: the boot script does that, from the head.
    pub(super) fn parse(html: &str) -> anyhow::Result<Self> {
        let Some((before_head, rest)) = html.split_once(HEAD) else { bail!("the template has no {HEAD}") };
        let Some((before_app, after_app)) = rest.split_once(APP) else { bail!("the template has no {APP}") };
        let before_head = squeezed(before_head);
        ensure!(before_head.contains(NO_REFERRER), "the template's head does not begin with {NO_REFERRER}");
        Ok(Self { before_head, before_app: squeezed(before_app), after_app: squeezed(after_app) })
    }

    /// A page.
    pub(super) fn fill(&self, head: &str, app: &str, data: &str) -> String {
        let Self { before_head, before_app, after_app } = self;
        format!(
            "{before_head}{head}{before_app}<div id=\"app\">{app}</div>\
             <script type=\"application/json\" id=\"page-data\">{data}</script>{after_app}"
        )
    }
}

/// The lines of the template without indentation and line ends.
fn squeezed(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<html>\n <head>\n  <meta name=\"referrer\" content=\"no-referrer\">\n  \
                        <meta name=\"page-head\">\n</head><body>\n<div id=\"app\"></div>\n</body></html>";

    #[test]
    fn a_page_is_filled_in_where_the_template_says() {
        let template = Template::parse(PAGE).unwrap();
        assert_eq!(
            template.fill("H", "A", "{}"),
            "<!doctype html><html><head><meta name=\"referrer\" content=\"no-referrer\">H</head><body><div id=\"app\">A</div>\
             <script type=\"application/json\" id=\"page-data\">{}</script></body></html>"
        );
    }

    #[test]
    fn a_template_without_its_marks_is_refused() {
        assert!(Template::parse("<html></html>").is_err());
        assert!(Template::parse(&PAGE.replace("page-head", "x")).is_err());
        assert!(Template::parse(&PAGE.replace("id=\"app\"", "x")).is_err());
        assert!(Template::parse(&PAGE.replace("no-referrer", "origin")).is_err());
    }
}
