//! What ships: the site built from the valid fixture and from the real content, read back file by file.
//!
//! `INSTA_UPDATE=always cargo test --features ssr --test site` writes the snapshots anew; look at what changed.
#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fivexx::browser::{OPEN_EVENT, PASTE_EVENT, RETRY_EVENT, START_EVENT, TROUBLE_EVENT};
use fivexx::budget::FRAGMENT_KEYS;
use fivexx::catalogue::Date;
use fivexx::finder::{HISTORY_KEY, LONGEST_QUESTION, LONGEST_SHOWN, QUESTION_KEY, STORAGE_PREFIX};
use fivexx::page_data::{HydrationData, PageContent, PageData, Shell};
use fivexx::site::{BuildOptions, BuildReport, SiteOptions, build, render_app};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const ORIGIN: &str = "https://fivexx.example";
const ENTRY: &str = "errors/acme-gateway-504-request-timeout/";

/// What comes first in every head.
const NO_REFERRER: &str = "<head><meta name=\"referrer\" content=\"no-referrer\">";

static AT_ROOT: LazyLock<Built> = LazyLock::new(|| Built::from_fixture("/"));
static BELOW_DOCS: LazyLock<Built> = LazyLock::new(|| Built::from_fixture("/docs/"));
static REAL: LazyLock<Built> = LazyLock::new(Built::from_real_content);

fn manifest_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A built site, read into memory.
struct Built {
    base: &'static str,
    report: BuildReport,
    /// Path below the base to content, in the order of paths.
    files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The valid fixture with the real stylesheet and boot script; other scripts and icons are stand-ins.
    fn from_fixture(base: &'static str) -> Self {
        let root = fixture_root();
        let out = TempDir::new().unwrap();
        write_template(out.path());
        let stand_ins = [
            ("worker.js", "onmessage = start;\n"),
            ("icon.svg", "<svg/>"),
            ("icon-180.png", ""),
            ("social-card.png", ""),
            ("site.webmanifest", "{}"),
            ("schema/catalogue-1.json", "{}"),
            ("schema/limits-1.json", "{}"),
        ];
        fs::create_dir(out.path().join("schema")).unwrap();
        for (name, text) in stand_ins {
            fs::write(out.path().join(name), text).unwrap();
        }
        Self::build(root.path(), out.path(), base, false)
    }

    /// The real content with the real public files. Without compression: that takes long in a test.
    fn from_real_content() -> Self {
        let out = TempDir::new().unwrap();
        write_template(out.path());
        copy(&manifest_folder().join("public"), out.path());
        Self::build(manifest_folder(), out.path(), "/", true)
    }

    fn build(root: &Path, out: &Path, base: &'static str, is_development: bool) -> Self {
        let report = build(&options(root, out, base, is_development)).unwrap_or_else(|error| panic!("{error:#}"));
        let mut files = BTreeMap::new();
        read(out, out, &mut files);
        Self { base, report, files }
    }

    fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no file {path}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// Every page that can be found: its path below the base, and its document.
    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.keys().filter_map(|file| Some((file.strip_suffix("index.html")?, self.text(file))))
    }

    /// Those, and the page for lost addresses.
    fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pages().chain([("404.html", self.text("404.html"))])
    }

    /// The boot script: its name and its text.
    fn boot(&self) -> (&str, &str) {
        let name = self.files.keys().find(|name| name.starts_with("boot-") && name.ends_with(".js")).unwrap();
        (name, self.text(name))
    }

    /// The version of the code.
    fn version(&self) -> String {
        serde_json::from_str(constant(self.boot().1, "VERSION")).unwrap()
    }

    fn address(&self, path: &str) -> String {
        format!("{ORIGIN}{}{path}", self.base)
    }

    /// What is wrong with an address that stands on the page at `path`, if anything.
    fn fault_of(&self, path: &str, address: &str) -> Option<String> {
        let internal = match address.strip_prefix(ORIGIN) {
            Some(rest) => rest,
            None if address.starts_with("https://") || address.starts_with("data:") => return None,
            None => address,
        };
        let (page, fragment) = match internal.split_once('#') {
            Some((page, fragment)) => (page, Some(fragment)),
            None => (internal, None),
        };
        let target = if page.is_empty() {
            path
        } else {
            let Some(below) = page.split('?').next().and_then(|page| page.strip_prefix(self.base)) else {
                return Some(format!("it is not below {}", self.base));
            };
            below
        };
        let file =
            if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target.to_owned() };
        if !self.files.contains_key(&file) {
            return Some(format!("there is no file {file}"));
        }
        let fragment = fragment?;
        let has_anchor = elements(self.text(&file)).iter().any(|element| element.attribute("id") == Some(fragment));
        (!has_anchor).then(|| format!("{file} has no #{fragment}"))
    }

    /// Every address in the site's documents that leads nowhere.
    fn dead_links(&self) -> Vec<DeadLink> {
        let mut dead = Vec::new();
        for (path, html) in self.documents() {
            for address in addresses(html) {
                if let Some(fault) = self.fault_of(path, &address) {
                    dead.push(DeadLink { page: format!("/{path}"), address, fault });
                }
            }
        }
        dead
    }
}

/// An address that leads nowhere.
#[derive(Debug)]
#[expect(dead_code, reason = "shown when a test fails")]
struct DeadLink {
    page: String,
    address: String,
    fault: String,
}

fn options(root: &Path, out: &Path, base: &str, is_development: bool) -> BuildOptions {
    let site = SiteOptions {
        base: base.to_owned(),
        origin: ORIGIN.to_owned(),
        repository: "https://code.example/fivexx".to_owned(),
        today: Date::new(2026, 11, 23).unwrap(),
    };
    BuildOptions {
        root: root.to_owned(),
        out: out.to_owned(),
        site,
        is_development,
        is_plain: false,
        is_optimised: false,
    }
}

/// A folder with the fixture's content and the real stylesheet.
fn fixture_root() -> TempDir {
    let root = TempDir::new().unwrap();
    copy(&manifest_folder().join("tests/fixtures/valid"), root.path());
    copy(&manifest_folder().join("style"), &root.path().join("style"));
    root
}

/// What trunk leaves: the document with its marks, the wasm modules that the real one links, and the parts of the boot
/// script.
fn write_template(out: &Path) {
    let template = format!(
        "<!doctype html>\n<html lang=\"en\">\n  {NO_REFERRER}\n    <meta charset=\"utf-8\">\n    <meta name=\"page-head\">\n  \
         </head>\n  <body>\n    <div id=\"app\"></div>\n  </body>\n</html>\n"
    );
    fs::write(out.join("index.html"), template).unwrap();
    let real = fs::read_to_string(manifest_folder().join("index.html")).unwrap();
    for module in real.split("data-bin=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        fs::write(out.join(format!("{module}.js")), "export default () => {};\n").unwrap();
        fs::write(out.join(format!("{module}_bg.wasm")), "\0asm").unwrap();
    }
    copy(&manifest_folder().join("public/boot"), &out.join("boot"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let from = item.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for item in fs::read_dir(folder).unwrap() {
        let path: PathBuf = item.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// An element's start tag, and the text up to the next tag; of a script or style, its whole text.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    /// Names of the elements around it, the outermost first.
    within: Vec<String>,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn is(&self, name: &str, attribute: &str, value: &str) -> bool {
        self.name == name && self.attribute(attribute) == Some(value)
    }
}

const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// The elements of a document in their order. Panics at tags that are not balanced: a browser would mend those, and the
/// app would then not find the elements that it means to adopt.
fn elements(html: &str) -> Vec<Element> {
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if let Some(last) = all.last_mut() {
            last.text.push_str(&unescaped(&rest[..start]));
        }
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->").expect("a comment has an end") + 3..];
        } else if rest.starts_with("<!") {
            rest = &rest[rest.find('>').expect("a declaration has an end") + 1..];
        } else if let Some(end_tag) = rest.strip_prefix("</") {
            let (name, after) = end_tag.split_once('>').expect("an end tag has an end");
            let innermost = open.pop();
            assert_eq!(innermost.as_deref(), Some(name), "</{name}> closes another element: …{}", &before(html, rest));
            rest = after;
        } else {
            let (name, attributes, after) = start_tag(rest);
            let mut element = Element { name, attributes, text: String::new(), within: open.clone() };
            rest = after;
            if element.name == "script" || element.name == "style" {
                let (text, after) = rest.split_once(&format!("</{}>", element.name)).expect("a raw text has an end");
                element.text = text.to_owned();
                rest = after;
            } else if !VOID.contains(&element.name.as_str()) {
                open.push(element.name.clone());
            }
            all.push(element);
        }
    }
    assert_eq!(open, Vec::<String>::new(), "elements without an end");
    all
}

/// The end of what stands before `rest`.
fn before(html: &str, rest: &str) -> String {
    let text = &html[..html.len() - rest.len()];
    text.chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect()
}

fn start_tag(html: &str) -> (String, BTreeMap<String, String>, &str) {
    let name_end = html.find([' ', '>', '\n', '/']).expect("a start tag has an end");
    let name = html[1..name_end].to_owned();
    let mut attributes = BTreeMap::new();
    let mut rest = html[name_end..].trim_start();
    while !rest.starts_with('>') {
        if let Some(after) = rest.strip_prefix('/') {
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(['=', ' ', '>']).expect("an attribute has an end");
        let attribute = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            (value, rest) = quoted.split_once('"').expect("a value has an end");
        } else {
            assert!(!rest.starts_with('='), "a value without quotes: {}", before(html, rest));
        }
        assert!(
            attributes.insert(attribute.clone(), unescaped(value)).is_none(),
            "{attribute} stands twice on <{name}>"
        );
        rest = rest.trim_start();
    }
    (name, attributes, &rest[1..])
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

/// The address of the page on which it stands.
const RELOAD: &str = ".";

/// Every address in a document, but that of the document itself, by which it is loaded again.
fn addresses(html: &str) -> Vec<String> {
    let mut all = Vec::new();
    for element in elements(html) {
        for name in ["href", "src", "action", "data-copy-file"] {
            all.extend(element.attribute(name).map(ToOwned::to_owned));
        }
        if ["og:url", "og:image"].iter().any(|property| element.is("meta", "property", property)) {
            all.extend(element.attribute("content").map(ToOwned::to_owned));
        }
    }
    all.retain(|address| address != RELOAD);
    all
}

/// Whether an address is a page's, or a place on one, and not a file's.
fn leads_to_a_page(address: &str) -> bool {
    address.contains('#') || address.split('?').next().is_some_and(|path| path.ends_with('/'))
}

/// The prerendered app of a document.
fn app(html: &str) -> &str {
    let start = html.find("<div id=\"app\">").unwrap() + "<div id=\"app\">".len();
    let end = html.find("</div><script type=\"application/json\" id=\"page-data\">").unwrap();
    &html[start..end]
}

/// The data embedded in a document, as they stand there.
fn embedded(html: &str) -> &str {
    let mark = "<script type=\"application/json\" id=\"page-data\">";
    let start = html.find(mark).unwrap() + mark.len();
    &html[start..start + html[start..].find("</script>").unwrap()]
}

/// Markup with a line for each tag, to be read and compared; the line ends are not in the page.
fn in_lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn every_file_is_there_and_no_other() {
    let of_pages: BTreeSet<_> = AT_ROOT
        .pages()
        .flat_map(|(path, _)| ["index.html", "data.json"].map(|file| format!("{path}{file}")))
        .flat_map(|file| ["", ".br", ".gz"].map(|suffix| format!("{file}{suffix}")))
        .collect();
    let boot = AT_ROOT.files.keys().find(|name| name.starts_with("boot-") && name.ends_with(".js")).unwrap();
    let is_of_a_module = |name: &str| {
        let name = name.trim_end_matches(".br").trim_end_matches(".gz");
        AT_ROOT.text(boot).contains(&format!("\"{name}\""))
    };
    for file in &of_pages {
        // Copies are there where they are smaller.
        assert!(AT_ROOT.files.contains_key(file) || file.ends_with(".br") || file.ends_with(".gz"), "{file}");
    }
    let others = AT_ROOT.files.keys().filter(|name| !of_pages.contains(*name) && !is_of_a_module(name));
    insta::assert_snapshot!("files", others.map(|name| without_hash(name)).collect::<Vec<_>>().join("\n"));
    assert_eq!(AT_ROOT.files.keys().collect::<Vec<_>>(), BELOW_DOCS.files.keys().collect::<Vec<_>>());
    assert_eq!(AT_ROOT.report.entries, 3);
    assert_eq!(AT_ROOT.report.pages, AT_ROOT.documents().count());
}

/// The name of a file in which `HASH` stands for what changes with its content.
fn without_hash(name: &str) -> String {
    let hash =
        name.split(['-', '.']).find(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    hash.map_or_else(|| name.to_owned(), |hash| name.replace(hash, "HASH"))
}

#[test]
fn an_entry_is_prerendered() {
    let app = app(AT_ROOT.text(&format!("{ENTRY}index.html")));
    // The navigation above it changes with every page that is added to it.
    let (before, main) = app.split_once("<main").unwrap();
    assert!(before.contains("<a href=\"#main\" target=\"_self\" class=\"skip-link\">Skip to content"), "{before}");
    insta::assert_snapshot!("entry", in_lines(&format!("<main{main}")));
}

#[test]
fn every_page_has_the_same_navigation_and_all_of_it_leads_to_pages() {
    let header = |html: &str| {
        let (_, rest) = html.split_once("<header class=\"site-header\">").unwrap();
        rest.split_once("</header>").unwrap().0.to_owned()
    };
    let first = header(REAL.text("index.html"));
    for (path, html) in REAL.documents() {
        assert_eq!(header(html), first, "/{path}");
    }
    for html in [&first, &header(BELOW_DOCS.text("index.html"))] {
        assert!(html.contains("<select id=\"theme\" autocomplete=\"off\"><option value=\"\">Auto</option>"), "{html}");
        assert!(html.contains(" data-finder-open aria-keyshortcuts=\"/ Control+K\">Find<kbd>/</kbd></a>"), "{html}");
    }
    let links: Vec<_> = elements(&first).into_iter().filter(|element| element.name == "a").collect();
    let labels: Vec<_> = links.iter().map(|link| link.text.as_str()).collect();
    for label in ["Errors", "Troubleshoot", "Limits", "About"] {
        assert!(labels.contains(&label), "{label} in {labels:?}");
    }
    for link in links.iter().filter(|link| link.attribute("href") != Some(RELOAD)) {
        let path = link.attribute("href").and_then(|href| href.strip_prefix('/')).unwrap();
        assert!(REAL.files.contains_key(&format!("{path}index.html")), "/{path}");
    }
}

#[test]
fn an_entry_has_its_data_beside_it() {
    let mut data: Value = serde_json::from_str(AT_ROOT.text(&format!("{ENTRY}data.json"))).unwrap();
    // It changes with every line of code.
    data.as_object_mut().unwrap().remove("version");
    insta::assert_snapshot!("entry-data", serde_json::to_string_pretty(&data).unwrap());
}

#[test]
fn an_entry_stands_alone_as_a_markdown_file() {
    insta::assert_snapshot!("entry-markdown", BELOW_DOCS.text("content/acme-gateway-504-request-timeout.md"));
}

#[test]
fn every_link_and_fragment_leads_somewhere() {
    let dead = AT_ROOT.dead_links();
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_link_stays_below_the_base_path() {
    let dead = BELOW_DOCS.dead_links();
    assert!(dead.is_empty(), "{dead:#?}");
    // As leading to a file below `/docs/` is checked above: the walker has seen links at all.
    let html = BELOW_DOCS.text(&format!("{ENTRY}index.html"));
    let internal = addresses(html).into_iter().filter(|address| address.starts_with("/docs/")).count();
    assert!(internal > 20, "{internal} links");
}

#[test]
fn every_link_of_the_real_content_leads_somewhere() {
    let dead: Vec<_> = REAL.dead_links().into_iter().filter(|dead| leads_to_a_page(&dead.address)).collect();
    assert!(dead.is_empty(), "{dead:#?}");
    assert!(REAL.report.entries >= 7);
}

#[test]
fn every_file_that_the_real_pages_name_is_there() {
    let mut missing: BTreeSet<_> = REAL
        .documents()
        .flat_map(|(path, html)| addresses(html).into_iter().map(move |address| (path, address)))
        .filter(|(path, address)| !leads_to_a_page(address) && REAL.fault_of(path, address).is_some())
        .map(|(_, address)| address)
        .collect();
    let manifest: Value = serde_json::from_str(REAL.text("site.webmanifest")).unwrap();
    for icon in manifest["icons"].as_array().unwrap() {
        let name = icon["src"].as_str().unwrap();
        if !REAL.files.contains_key(name) {
            missing.insert(format!("{name} of site.webmanifest"));
        }
    }
    assert_eq!(missing, BTreeSet::new(), "public/ lacks them");
}

#[test]
fn the_walker_finds_dead_links() {
    let fault = |address: &str| BELOW_DOCS.fault_of(ENTRY, address);
    for address in
        ["/docs/", "/docs/errors/?q=x", "#steps", "#source-quotas", "https://docs.acme.example/", "/docs/about/#method"]
    {
        assert_eq!(fault(address), None, "{address}");
    }
    for address in [
        "/errors/",
        "/docs/errors/nowhere/",
        "/docs/errors",
        "#nowhere",
        "errors/",
        "/docs/#steps",
        "http://a.example/",
    ] {
        assert!(fault(address).is_some(), "{address}");
    }
}

#[test]
fn every_page_has_one_title_description_and_canonical_address() {
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        let mut titles = BTreeSet::new();
        let mut descriptions = BTreeSet::new();
        for (path, html) in site.documents() {
            let elements = elements(html);
            let texts = |name: &str| elements.iter().filter(|element| element.name == name).collect::<Vec<_>>();
            let [title] = texts("title")[..] else { panic!("/{path}: not one title") };
            assert!(titles.insert(title.text.clone()), "/{path}: another page has the title {}", title.text);
            let all: Vec<_> = elements.iter().filter(|element| element.is("meta", "name", "description")).collect();
            let [description] = all[..] else { panic!("/{path}: not one description") };
            let description = description.attribute("content").unwrap();
            assert!((40..=300).contains(&description.chars().count()), "/{path}: {description}");
            assert!(
                descriptions.insert(description.to_owned()),
                "/{path}: another page has the description {description}"
            );
            let canonical: Vec<_> = elements
                .iter()
                .filter(|element| element.is("link", "rel", "canonical"))
                .map(|element| element.attribute("href").unwrap().to_owned())
                .collect();
            let is_lost = path == "404.html";
            assert_eq!(canonical, if is_lost { Vec::new() } else { vec![site.address(path)] });
            assert_eq!(elements.iter().any(|element| element.is("meta", "name", "robots")), is_lost, "/{path}");
            assert_eq!(texts("h1").len(), 1, "/{path}: one heading of the first level");
        }
    }
}

#[test]
fn special_characters_of_a_title_reach_the_reader_as_they_are() {
    let elements = elements(AT_ROOT.text(&format!("{ENTRY}index.html")));
    let text = |name: &str| elements.iter().find(|element| element.name == name).unwrap().text.clone();
    assert_eq!(text("h1"), "Acme Gateway 504: <upstream> & the \"29 s\" limit");
    assert_eq!(text("title"), "Acme Gateway 504: <upstream> & the \"29 s\" limit · fivexx");
}

#[test]
fn every_id_stands_once_and_every_reference_to_one_is_met() {
    const REFERENCES: &[&str] =
        &["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "list"];
    for site in [&*AT_ROOT, &*REAL] {
        for (path, html) in site.documents() {
            let elements = elements(html);
            let mut ids = BTreeSet::new();
            for id in elements.iter().filter_map(|element| element.attribute("id")) {
                assert!(!id.is_empty() && ids.insert(id), "/{path}: id {id:?}");
            }
            for element in &elements {
                for name in REFERENCES {
                    for id in element.attribute(name).into_iter().flat_map(str::split_whitespace) {
                        assert!(ids.contains(id), "/{path}: {name}=\"{id}\" of <{}>", element.name);
                    }
                }
            }
        }
    }
}

#[test]
fn no_paragraph_holds_what_would_end_it() {
    const BLOCKS: &[&str] = &[
        "article",
        "aside",
        "blockquote",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ];
    for site in [&*AT_ROOT, &*REAL] {
        for (path, html) in site.documents() {
            for element in elements(html) {
                let is_in_paragraph = element.within.iter().any(|name| name == "p");
                assert!(
                    !is_in_paragraph || !BLOCKS.contains(&element.name.as_str()),
                    "/{path}: <{}> in <p>",
                    element.name
                );
            }
        }
    }
}

#[test]
fn structured_data_says_where_a_page_stands_and_what_an_entry_is() {
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        for (path, html) in site.documents() {
            let blocks: Vec<Value> = elements(html)
                .iter()
                .filter(|element| element.is("script", "type", "application/ld+json"))
                .map(|element| serde_json::from_str(&element.text).unwrap_or_else(|error| panic!("/{path}: {error}")))
                .collect();
            let is_entry = path.starts_with("errors/") && path != "errors/";
            let kinds: Vec<_> = blocks.iter().map(|block| block["@type"].as_str().unwrap()).collect();
            let expected: &[&str] = match path {
                "" | "404.html" => &[],
                _ if is_entry => &["BreadcrumbList", "TechArticle"],
                _ => &["BreadcrumbList"],
            };
            assert_eq!(kinds, expected, "/{path}");
            let Some(trail) = blocks.first() else { continue };
            let items = trail["itemListElement"].as_array().unwrap();
            for (index, item) in items.iter().enumerate() {
                assert_eq!(item["position"], index + 1);
                assert_eq!(site.fault_of(path, item["item"].as_str().unwrap()), None, "/{path}");
            }
            assert_eq!(items.first().unwrap()["item"], site.address(""));
            assert_eq!(items.last().unwrap()["item"], site.address(path));
        }
    }
    let html = AT_ROOT.text(&format!("{ENTRY}index.html"));
    let article =
        elements(html).into_iter().rfind(|element| element.is("script", "type", "application/ld+json")).unwrap();
    let article: Value = serde_json::from_str(&article.text).unwrap();
    assert_eq!(article["headline"], "Acme Gateway 504: <upstream> & the \"29 s\" limit");
    assert_eq!(article["dateModified"], "2026-11-21");
    assert_eq!(article["url"], AT_ROOT.address(ENTRY));
}

#[test]
fn the_policy_allows_the_inline_stylesheet_by_its_hash_and_nothing_else_inline() {
    for site in [&*AT_ROOT, &*BELOW_DOCS] {
        for (path, html) in site.documents() {
            let elements = elements(html);
            let policy_at =
                elements.iter().position(|element| element.is("meta", "http-equiv", "Content-Security-Policy"));
            let policy_at = policy_at.unwrap_or_else(|| panic!("/{path}: no policy"));
            let policy = elements[policy_at].attribute("content").unwrap();
            let styles: Vec<_> = elements.iter().filter(|element| element.name == "style").collect();
            let [style] = styles[..] else { panic!("/{path}: not one style") };
            let hash = STANDARD.encode(Sha256::digest(style.text.as_bytes()));
            assert!(policy.contains(&format!("style-src 'self' 'sha256-{hash}';")), "/{path}: {policy}");
            assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
            assert!(!policy.replace("'wasm-unsafe-eval'", "").contains("unsafe"), "{policy}");

            for (index, element) in elements.iter().enumerate() {
                let is_data = element.attribute("type").is_some_and(|kind| kind.ends_with("json"));
                if element.name == "script" && !is_data {
                    assert!(element.attribute("src").is_some() && element.text.is_empty(), "/{path}: an inline script");
                }
                if matches!(element.name.as_str(), "script" | "style") {
                    assert!(index > policy_at, "/{path}: <{}> stands before the policy", element.name);
                }
                for name in element.attributes.keys() {
                    assert!(name != "style" && !name.starts_with("on"), "/{path}: {name} on <{}>", element.name);
                }
            }
        }
    }
}

#[test]
fn headers_carry_the_policy_and_keep_hashed_files_for_ever() {
    for site in [&*AT_ROOT, &*BELOW_DOCS] {
        let headers = site.text("_headers");
        let html = site.text("index.html");
        let elements = elements(html);
        let policy = elements
            .iter()
            .find(|element| element.is("meta", "http-equiv", "Content-Security-Policy"))
            .and_then(|element| element.attribute("content"))
            .unwrap();
        assert!(headers.starts_with(&format!("{}*\n", site.base)));
        // The headers stand for all pages, and so for both stylesheets.
        let line = headers.lines().find_map(|line| line.strip_prefix("  Content-Security-Policy: ")).unwrap();
        let (before, after) = policy.split_once("style-src 'self' ").unwrap();
        let (hash, after) = after.split_once(';').unwrap();
        assert!(line.starts_with(before) && line.ends_with(&format!("{after}; frame-ancestors 'none'")), "{headers}");
        assert!(line.contains(hash) && line.matches("'sha256-").count() == 2, "{headers}");
        for header in ["X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer"] {
            assert!(headers.contains(&format!("\n  {header}\n")), "{headers}");
        }
        let immutable: Vec<_> = headers
            .split("\n\n")
            .filter(|block| block.contains("Cache-Control: public, max-age=31536000, immutable"))
            .map(|block| block.lines().next().unwrap().strip_prefix(site.base).unwrap())
            .collect();
        let named = |start: &str, end: &str| {
            let is_it = |name: &&String| {
                let hash = name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
                hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
            };
            site.files.keys().find(is_it).unwrap()
        };
        let (boot, style, trouble) = (named("boot-", ".js"), named("style-", ".css"), named("trouble-", ".js"));
        let modules = modules_of(site.text(boot));
        let files = modules.values().flat_map(|files| files.values()).chain([boot, style, trouble]);
        assert_eq!(immutable.into_iter().collect::<BTreeSet<_>>(), files.map(String::as_str).collect::<BTreeSet<_>>());
        let script =
            elements.iter().find(|element| element.name == "script" && element.attribute("src").is_some()).unwrap();
        assert_eq!(script.attribute("src"), Some(format!("{}{boot}", site.base).as_str()));
    }
}

/// How two hosts read a pattern of `_headers`: whether it matches an address.
type Reading = (&'static str, fn(&str, &str) -> bool);

/// Cloudflare: a star is anything, all else itself.
fn is_for_cloudflare(pattern: &str, address: &str) -> bool {
    match pattern.split_once('*') {
        Some((before, after)) => address.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)),
        None => address == pattern,
    }
}

/// Netlify: case, a slash at the end, and the slash before a star do not count. The site's stars all stand at the end.
fn is_for_netlify(pattern: &str, address: &str) -> bool {
    let (pattern, address) = (pattern.to_ascii_lowercase(), address.to_ascii_lowercase());
    match pattern.strip_suffix("/*") {
        Some(folder) => address.starts_with(folder),
        None => {
            assert!(!pattern.contains('*'), "{pattern}: Netlify reads this in a way of its own");
            pattern.trim_end_matches('/') == address.trim_end_matches('/')
        }
    }
}

const READINGS: [Reading; 2] = [("Cloudflare", is_for_cloudflare), ("Netlify", is_for_netlify)];

/// A CDN joins the values of two patterns that match the same file: `no-cache, immutable` is neither.
#[test]
fn no_two_patterns_say_the_same_header_of_a_file_and_each_file_has_its_cache_control() {
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        let blocks: Vec<_> = site.text("_headers").split("\n\n").map(|block| block.lines()).collect();
        let addresses =
            site.files.keys().filter(|file| *file != "_headers" && !file.ends_with(".br") && !file.ends_with(".gz"));
        let mut seen = 0;
        for address in addresses.flat_map(|file| [Some(file.as_str()), file.strip_suffix("index.html")]).flatten() {
            let path = format!("{}{address}", site.base);
            for (host, is_for) in READINGS {
                let mut said: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
                for mut block in blocks.iter().cloned() {
                    if is_for(block.next().unwrap(), &path) {
                        for (name, value) in block.map(|line| line.trim().split_once(": ").unwrap()) {
                            said.entry(name).or_default().push(value);
                        }
                    }
                }
                for (name, values) in &said {
                    assert_eq!(values.len(), 1, "{host} sends {path} with {name}: {values:?}");
                }
                let is_named_by_content = without_hash(address) != address;
                let expected = if is_named_by_content { "public, max-age=31536000, immutable" } else { "no-cache" };
                assert_eq!(said.get("Cache-Control"), Some(&vec![expected]), "{host}: {path}");
                for name in ["Content-Security-Policy", "Cross-Origin-Resource-Policy", "Cross-Origin-Embedder-Policy"]
                {
                    assert!(said.contains_key(name), "{host}: {path} has no {name}");
                }
            }
            seen += 1;
        }
        assert!(seen > 2 * site.report.pages, "{seen} addresses");
    }
}

#[test]
fn the_readings_of_a_pattern_differ_where_the_hosts_do() {
    for (pattern, address, by_cloudflare, by_netlify) in [
        ("/errors/*", "/errors/", true, true),
        ("/errors/*", "/errors/a/data.json", true, true),
        ("/limits/*", "/limits.json", false, true),
        ("/chain/*", "/chain-1.js", false, true),
        ("/limits/", "/limits", false, true),
        ("/limits.json", "/limits.csv", false, false),
        ("/docs/*", "/about/", false, false),
    ] {
        assert_eq!(is_for_cloudflare(pattern, address), by_cloudflare, "{pattern} {address}");
        assert_eq!(is_for_netlify(pattern, address), by_netlify, "{pattern} {address}");
    }
}

#[test]
fn security_txt_says_where_to_report_until_when() {
    for site in [&*AT_ROOT, &*BELOW_DOCS] {
        // Built on 23 November 2026.
        assert_eq!(
            site.text(".well-known/security.txt"),
            format!(
                "Contact: https://code.example/fivexx/security/advisories/new\nExpires: 2027-11-08T00:00:00Z\n\
                 Preferred-Languages: en\nCanonical: {}\n",
                site.address(".well-known/security.txt")
            )
        );
    }
}

#[test]
fn no_page_names_its_address_to_whom_it_asks_and_says_so_before_it_asks_for_anything() {
    let template = fs::read_to_string(manifest_folder().join("index.html")).unwrap();
    let template: String = template.lines().map(str::trim).collect();
    assert!(template.contains(NO_REFERRER), "what trunk makes the pages' template of");
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        for (path, html) in site.documents() {
            assert_eq!(html.matches("name=\"referrer\"").count(), 1, "/{path}");
            let (before, _) = html.split_once(NO_REFERRER).unwrap_or_else(|| panic!("/{path}: no {NO_REFERRER}"));
            assert_eq!(before, "<!doctype html><html lang=\"en\">", "/{path}");
        }
    }
}

#[test]
fn the_boot_script_knows_what_rust_has_written_down_and_carries_no_comment() {
    let keys: Vec<_> = [QUESTION_KEY].into_iter().chain(FRAGMENT_KEYS).collect();
    for site in [&*AT_ROOT, &*REAL] {
        assert!(!site.files.keys().any(|name| name.starts_with("boot/")), "the parts are not served");
        let (boot, script) = site.boot();
        // One function around everything: nothing becomes a global name.
        assert!(script.starts_with("(() => {\n") && script.ends_with("\n})();\n"), "{script}");
        let constants = [
            ("PRIVATE", serde_json::to_string(&keys).unwrap()),
            ("QUESTION_KEY", format!("\"{QUESTION_KEY}\"")),
            ("LONGEST_QUESTION", LONGEST_QUESTION.to_string()),
            ("LONGEST_SHOWN", LONGEST_SHOWN.to_string()),
            ("HISTORY_KEY", format!("\"{HISTORY_KEY}\"")),
            ("STORAGE_PREFIX", format!("\"{STORAGE_PREFIX}\"")),
            ("START_EVENT", format!("\"{START_EVENT}\"")),
            ("OPEN_EVENT", format!("\"{OPEN_EVENT}\"")),
            ("PASTE_EVENT", format!("\"{PASTE_EVENT}\"")),
            ("TROUBLE_EVENT", format!("\"{TROUBLE_EVENT}\"")),
            ("RETRY_EVENT", format!("\"{RETRY_EVENT}\"")),
        ];
        for (name, value) in constants {
            assert!(script.contains(&format!("\nconst {name}={value};\n")), "{boot}: {name}={value}");
        }
        for (module, files) in modules_of(script) {
            for (kind, file) in &files {
                let is_named = match kind.as_str() {
                    "glue" => file.starts_with(&format!("{module}-")) && file.ends_with(".js"),
                    "wasm" => file.starts_with(&format!("{module}_bg-")) && file.ends_with(".wasm"),
                    "worker" => file.starts_with("worker-") && file.ends_with(".js"),
                    _ => kind == "data",
                };
                assert!(is_named && site.files.contains_key(file), "{module} {kind}: {file}");
            }
            assert!(files.contains_key("glue") && files.contains_key("wasm"), "{module}: {files:?}");
        }
        let dialog: String = serde_json::from_str(constant(script, "DIALOG")).unwrap();
        assert!(dialog.contains("finder__input"), "{dialog}");
        assert!(!script.lines().any(|line| line.is_empty() || line.starts_with([' ', '/'])), "{boot}");
        assert!(!["//", "/*", "*/", "@type", "@param"].iter().any(|mark| script.contains(mark)), "{boot}");
    }
}

#[test]
fn all_that_must_not_be_mixed_carries_the_version() {
    for site in [&*AT_ROOT, &*REAL] {
        let (boot, script) = site.boot();
        let own: String = serde_json::from_str(constant(script, "OWN_HASH")).unwrap();
        assert_eq!(boot, format!("boot-{own}.js"));
        let version = site.version();
        assert!(version.len() == 8 && version.bytes().all(|byte| byte.is_ascii_hexdigit()), "{version}");
        for (module, files) in modules_of(script) {
            let glue = site.text(&files["glue"]);
            assert!(glue.ends_with(&format!("export const VERSION = \"{version}\";\n")), "{module}: {glue}");
            let section = ["\0\x10\x07version", version.as_str()].concat();
            assert!(site.files[&files["wasm"]].ends_with(section.as_bytes()), "{module}: its custom section");
            if let Some(data) = files.get("data") {
                assert!(site.files[data].starts_with(version.as_bytes()), "{data}");
            }
        }
        let style = site.files.keys().find(|name| name.starts_with("style-") && name.ends_with(".css")).unwrap();
        assert!(site.text(style).ends_with(&format!("}}:root{{--version:{version}}}")), "{style}");
        let mut data = site.files.keys().filter(|name| name.ends_with("data.json")).peekable();
        assert!(data.peek().is_some());
        for name in data {
            assert!(site.text(name).starts_with(&format!("{{\"version\":\"{version}\",\"path\":")), "{name}");
        }
    }
    assert_eq!(AT_ROOT.version(), BELOW_DOCS.version(), "it stands for the code, not for where the site stands");
}

/// The files of each wasm module, as the boot script names them: glue, wasm, worker, data.
fn modules_of(script: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    serde_json::from_str(constant(script, "MODULES")).unwrap()
}

/// The value of a constant of the boot script, as JSON.
fn constant<'a>(script: &'a str, name: &str) -> &'a str {
    let line = script.lines().find_map(|line| line.strip_prefix("const ")?.strip_prefix(name)?.strip_prefix('='));
    line.and_then(|value| value.strip_suffix(';')).unwrap_or_else(|| panic!("no constant {name}"))
}

#[test]
fn the_sitemap_lists_every_page_but_the_one_for_lost_addresses() {
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        let sitemap = site.text("sitemap.xml");
        let listed: Vec<_> = sitemap
            .lines()
            .filter_map(|line| line.strip_prefix("<url><loc>")?.split("</loc>").next())
            .map(ToOwned::to_owned)
            .collect();
        let pages: BTreeSet<_> = site.pages().map(|(path, _)| site.address(path)).collect();
        assert_eq!(listed.len(), pages.len(), "no page is listed twice");
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), pages);
        assert!(!sitemap.contains("404.html") && sitemap.ends_with("</urlset>\n"));
        assert!(site.text("robots.txt").ends_with(&format!("\nSitemap: {}\n", site.address("sitemap.xml"))));
    }
    let line = format!("<url><loc>{}</loc><lastmod>2026-11-21</lastmod></url>", AT_ROOT.address(ENTRY));
    assert!(AT_ROOT.text("sitemap.xml").contains(&line));
}

#[test]
fn embedded_data_are_what_the_app_needs_and_nothing_of_the_text() {
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        for (path, html) in site.documents() {
            let json = embedded(html);
            assert!(!json.contains('<'), "/{path}");
            let shell = Shell::from_json(json).unwrap_or_else(|| panic!("/{path}: the browser cannot read its data"));
            assert_eq!(shell.base.as_str(), site.base, "/{path}");
            if path == "404.html" {
                assert_eq!(shell.page, Some(HydrationData::Text {}));
                continue;
            }
            let data = PageData::from_json(site.text(&format!("{path}data.json")), &site.version()).unwrap();
            if let PageContent::Entry(data) = &data.content {
                assert!(data.body.contains("## Overview"), "/{path}");
                assert!(!json.contains("## Overview") && !json.contains("entry-head"), "/{path}");
            }
            assert_eq!(data.hydration(), shell.page, "/{path}");
        }
    }
}

#[test]
fn the_browser_renders_from_data_json_what_is_prerendered() {
    for (path, html) in BELOW_DOCS.pages() {
        let page = PageData::from_json(BELOW_DOCS.text(&format!("{path}data.json")), &BELOW_DOCS.version()).unwrap();
        assert_eq!(render_app(BELOW_DOCS.base, &page), app(html), "/{path}");
    }
}

/// What a JSON file breaks of its schema, which stands beside it in the site.
fn schema_errors(site: &Built, file: &str) -> Vec<String> {
    let data: Value = serde_json::from_str(site.text(file)).unwrap();
    let schema = data["schema"].as_str().unwrap().strip_prefix(&site.address("")).unwrap();
    let schema: Value = serde_json::from_str(site.text(schema)).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(&data).map(|error| format!("{file}{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_catalogue_as_data_keeps_its_schemas() {
    for file in ["catalogue.json", "limits.json"] {
        assert_eq!(schema_errors(&REAL, file), Vec::<String>::new());
    }
    let entries: Value = serde_json::from_str(REAL.text("catalogue.json")).unwrap();
    assert_eq!(entries["entries"].as_array().unwrap().len(), REAL.report.entries);
    for address in entries["entries"].as_array().unwrap().iter().flat_map(|entry| [&entry["page"], &entry["markdown"]])
    {
        assert_eq!(REAL.fault_of("", address.as_str().unwrap()), None);
    }
}

#[test]
fn the_schemas_tell_wrong_data_from_right() {
    let mut data: Value = serde_json::from_str(REAL.text("limits.json")).unwrap();
    let schema: Value = serde_json::from_str(REAL.text("schema/limits-1.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&data));
    data["limits"][0]["kind"] = Value::from("whole");
    assert!(!validator.is_valid(&data));
}

#[test]
fn the_table_of_limits_is_the_same_in_every_form() {
    let limits: Value = serde_json::from_str(REAL.text("limits.json")).unwrap();
    let ids: Vec<_> = limits["limits"].as_array().unwrap().iter().map(|limit| limit["id"].as_str().unwrap()).collect();
    let rows: Vec<_> = elements(REAL.text("limits/index.html"))
        .into_iter()
        .filter(|element| element.is("tr", "class", "row"))
        .map(|row| row.attribute("id").unwrap().to_owned())
        .collect();
    assert_eq!(rows, ids);
    let csv = REAL.text("limits.csv");
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), ids.len() + 2, "a head, a line each, and the last line's end");
    for (line, id) in lines[1..].iter().zip(&ids) {
        assert!(line.starts_with(&format!("{id},")), "{line}");
    }
    let rest = &limits["limits"][0];
    assert_eq!((&rest["default"], &rest["default_ms"]), (&Value::from("29 s"), &Value::from(29_000.0)));
}

#[test]
fn the_feed_tells_what_the_page_of_changes_tells() {
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        let feed = elements(site.text("feed.xml").split_once('\n').unwrap().1);
        let all = |name: &str| -> Vec<_> {
            let in_entry = |element: &&Element| element.within.last().is_some_and(|outer| outer == "entry");
            feed.iter().filter(|it| it.name == name).filter(in_entry).map(|element| element.text.clone()).collect()
        };
        let ids: BTreeSet<_> = all("id").into_iter().collect();
        let dates = all("updated");
        assert_eq!(ids.len(), dates.len(), "every entry has an id of its own");
        assert!(dates.is_sorted_by(|one, other| one >= other), "the newest first: {dates:?}");
        let items = elements(site.text("changes/index.html"));
        assert_eq!(items.iter().filter(|item| item.is("li", "class", "changes__item")).count(), dates.len());
        assert!(!dates.is_empty());
    }
}

#[test]
fn llms_txt_names_every_entry_as_a_markdown_file() {
    let text = REAL.text("llms.txt");
    let files: Vec<_> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(files.len(), REAL.report.entries);
    for file in files {
        assert_eq!(REAL.fault_of("", file), None);
    }
}

#[test]
fn facts_that_are_due_are_marked() {
    let root = fixture_root();
    let out = TempDir::new().unwrap();
    write_template(out.path());
    fs::write(out.path().join("worker.js"), "").unwrap();
    let mut options = options(root.path(), out.path(), "/", true);
    options.site.today = Date::new(2027, 11, 22).unwrap();
    build(&options).unwrap();
    let marked = |file: &str| fs::read_to_string(out.path().join(file)).unwrap().matches(", over a year ago").count();
    assert!(marked(&format!("{ENTRY}index.html")) > 0, "verified on 21 November 2026");
    assert!(!AT_ROOT.text(&format!("{ENTRY}index.html")).contains("over a year ago"), "two days before the build");
}

#[test]
fn precompressed_copies_unpack_to_the_same_bytes() {
    let mut copies = 0;
    for (name, packed) in &AT_ROOT.files {
        let mut unpacked = Vec::new();
        let original = if let Some(original) = name.strip_suffix(".br") {
            brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
            original
        } else if let Some(original) = name.strip_suffix(".gz") {
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).unwrap();
            original
        } else {
            continue;
        };
        assert_eq!(unpacked, AT_ROOT.files[original], "{name}");
        assert!(packed.len() < unpacked.len(), "{name} is no smaller than what it stands for");
        copies += 1;
    }
    assert!(copies > 0);
    let texts = AT_ROOT.files.iter().filter(|(name, bytes)| {
        let extension = name.rsplit('.').next().unwrap();
        ["html", "json", "md", "xml"].contains(&extension) && bytes.len() > 400
    });
    for (name, _) in texts {
        for suffix in ["br", "gz"] {
            assert!(AT_ROOT.files.contains_key(&format!("{name}.{suffix}")), "{name} has no .{suffix}");
        }
    }
}

#[test]
fn markdown_files_have_a_footnote_for_each_citation_and_full_links() {
    for site in [&*AT_ROOT, &*BELOW_DOCS, &*REAL] {
        let files: Vec<_> =
            site.files.keys().filter(|name| name.starts_with("content/") && name.ends_with(".md")).collect();
        assert_eq!(files.len(), site.report.entries);
        for file in files {
            let text = site.text(file);
            assert!(text.starts_with("# ") && !text.contains("{{"), "{file}");
            let slug = file.strip_prefix("content/").and_then(|name| name.strip_suffix(".md")).unwrap();
            assert!(text.contains(&format!("- Page: <{}>\n", site.address(&format!("errors/{slug}/")))), "{file}");
            let definitions: BTreeSet<_> = text
                .lines()
                .filter_map(|line| line.strip_prefix("[^")?.split_once("]: "))
                .map(|(id, source)| {
                    assert!(source.contains(", <https://") && source.contains(">, read on "), "{file}: {source}");
                    id
                })
                .collect();
            // A regular expression in a command may hold `[^` too.
            let mut is_code = false;
            let prose: String = text
                .lines()
                .filter(|line| {
                    let is_fence = line.trim_start().starts_with("```");
                    is_code ^= is_fence;
                    !is_code && !is_fence
                })
                .map(|line| line.split('`').step_by(2).collect::<String>() + "\n")
                .collect();
            let citations: Vec<_> = prose.split("[^").skip(1).filter_map(|rest| rest.split(']').next()).collect();
            assert!(citations.len() > definitions.len(), "{file} cites");
            for id in citations {
                assert!(definitions.contains(id), "{file}: [^{id}] has no footnote");
            }
            for address in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                assert!(address.starts_with("https://"), "{file}: {address}");
                assert_eq!(site.fault_of("", address), None, "{file}: {address}");
            }
        }
    }
}

#[test]
fn a_page_on_the_budget_starts_with_the_limits_of_its_own_entry() {
    let data = PageData::from_json(AT_ROOT.text(&format!("{ENTRY}data.json")), &AT_ROOT.version()).unwrap();
    let PageContent::Entry(entry) = data.content else { panic!("an entry") };
    let calculator = entry.calculator.expect("an entry with advice has the calculator");
    let limits: Vec<_> = calculator.limits.iter().map(|limit| limit.id.as_str()).collect();
    assert_eq!(limits, ["acme-request", "acme-first-byte"]);
}

#[test]
fn content_that_breaks_a_rule_stops_the_build_before_anything_is_written() {
    let root = fixture_root();
    let entry = root.path().join("content/errors/http/http-504-gateway-timeout.md");
    let text = fs::read_to_string(&entry).unwrap().replace("severity = \"major\"", "severity = \"bad\"");
    fs::write(&entry, text).unwrap();
    let out = TempDir::new().unwrap();
    write_template(out.path());
    let names = || {
        let mut files = BTreeMap::new();
        read(out.path(), out.path(), &mut files);
        files.into_keys().collect::<Vec<_>>()
    };
    let before = names();
    let error = build(&options(root.path(), out.path(), "/", false)).unwrap_err().to_string();
    assert!(error.contains("content/errors/http/http-504-gateway-timeout.md:6: severity: found `\"bad\"`"), "{error}");
    assert_eq!(names(), before);
}

#[test]
fn a_development_build_has_no_policy_and_no_copies() {
    let html = REAL.text("index.html");
    assert!(!html.contains("Content-Security-Policy"));
    assert!(!REAL.files.keys().any(|name| name.ends_with(".br") || name.ends_with(".gz")));
}
