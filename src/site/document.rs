//! A page's document: head, prerendered app, embedded data.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::options::SiteOptions;
use super::output::headers::policy_for_page;
use super::render::render_app;
use super::route::SitePage;
use super::stylesheet::Stylesheet;
use super::template::Template;
use crate::catalogue::{Entry, escaped};
use crate::page_data::{HydrationData, PageData, Shell};

/// What all pages of a build share.
pub(super) struct DocumentMaker<'a> {
    pub(super) options: &'a SiteOptions,
    pub(super) template: &'a Template,
    /// Every rule.
    pub(super) stylesheet: &'a Stylesheet,
    /// Those that an entry needs to be read.
    pub(super) article_stylesheet: &'a Stylesheet,
    /// Name of the file with every rule, with its hash.
    pub(super) style: String,
    /// Name of the boot script's file, with its hash.
    pub(super) boot: String,
    /// The version of the code.
    pub(super) version: &'a str,
    /// A development server reloads pages by an inline script, which the policy would forbid.
    pub(super) is_development: bool,
}

/// A page's `data.json`.
#[derive(Serialize)]
struct Versioned<'a> {
    version: &'a str,
    #[serde(flatten)]
    page: &'a PageData,
}

impl DocumentMaker<'_> {
    /// The page's HTML, and the JSON of `data.json`.
    pub(super) fn make(&self, page: &SitePage<'_>) -> anyhow::Result<(String, String)> {
        let data = serde_json::to_string(&Versioned { version: self.version, page: &page.data })?;
        let base = &self.options.base;
        let app = render_app(base, &page.data);
        let embedded = serde_json::to_string(&Shell { base: base.clone(), page: page.data.hydration() })?;
        // Inside a script element only `</script` and `<!--` have a meaning; without any `<` there is neither.
        let embedded = embedded.replace('<', "\\u003c");
        Ok((self.template.fill(&self.head(page), &app, &embedded), data))
    }

    fn head(&self, SitePage { data: page, trail, entry, alternate }: &SitePage<'_>) -> String {
        let base = &self.options.base;
        let address = self.options.address(&page.path);
        let card = self.options.address("social-card.png");
        let (title, description) = (escaped(&page.title), escaped(&page.description));
        let stylesheet = if entry.is_some() { self.article_stylesheet } else { self.stylesheet };
        let mut head = String::new();
        if !self.is_development {
            let policy = policy_for_page(&stylesheet.policy_hash());
            let _ = write!(head, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        }
        let later = match page.hydration() {
            None => format!(" data-data=\"{base}{}data.json\"", page.path),
            Some(HydrationData::Entry(_)) => format!(" data-style=\"{base}{}\"", self.style),
            Some(_) => String::new(),
        };
        let start = if page.is_tool() { " data-start=\"soon\"" } else { "" };
        let _ = write!(
            head,
            "<title>{title}</title>\
             <meta name=\"description\" content=\"{description}\">\
             <style>{}</style>\
             <script src=\"{base}{}\" async{start}{later}></script>",
            stylesheet.css, self.boot
        );
        if page.is_found() {
            let kind = if entry.is_some() { "article" } else { "website" };
            let _ = write!(
                head,
                "<link rel=\"canonical\" href=\"{address}\">\
                 <meta property=\"og:type\" content=\"{kind}\">\
                 <meta property=\"og:site_name\" content=\"fivexx\">\
                 <meta property=\"og:title\" content=\"{title}\">\
                 <meta property=\"og:description\" content=\"{description}\">\
                 <meta property=\"og:url\" content=\"{address}\">\
                 <meta property=\"og:image\" content=\"{card}\">\
                 <meta name=\"twitter:card\" content=\"summary_large_image\">"
            );
        } else {
            head.push_str("<meta name=\"robots\" content=\"noindex\">");
        }
        if let Some((kind, path)) = alternate {
            let _ = write!(head, "<link rel=\"alternate\" type=\"{kind}\" href=\"{base}{path}\">");
        }
        // Without an icon a browser requests one by itself, before the page is painted; the boot script names the
        // real one when it is.
        let _ = write!(
            head,
            "<link rel=\"icon\" href=\"data:,\"><link rel=\"apple-touch-icon\" href=\"{base}icon-180.png\">"
        );
        for value in self.structured_data(&page.path, trail, *entry) {
            let json = value.to_string().replace('<', "\\u003c");
            let _ = write!(head, "<script type=\"application/ld+json\">{json}</script>");
        }
        head
    }

    /// JSON-LD: where the page stands, and for an entry what it is about.
    fn structured_data(&self, path: &str, trail: &[(String, String)], entry: Option<&Entry>) -> Vec<Value> {
        if trail.is_empty() {
            return Vec::new();
        }
        let items: Vec<_> = std::iter::once(("fivexx", ""))
            .chain(trail.iter().map(|(name, path)| (name.as_str(), path.as_str())))
            .enumerate()
            .map(|(index, (name, path))| {
                json!({
                    "@type": "ListItem",
                    "position": index + 1,
                    "name": name,
                    "item": self.options.address(path),
                })
            })
            .collect();
        let mut all = vec![json!({
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": items,
        })];
        if let Some(entry) = entry {
            all.push(json!({
                "@context": "https://schema.org",
                "@type": "TechArticle",
                "headline": entry.title,
                "description": entry.summary,
                "url": self.options.address(path),
                "dateModified": entry.verified.to_string(),
                "author": { "@type": "Organization", "name": "fivexx" },
            }));
        }
        all
    }
}
