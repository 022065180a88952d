//! Writes the site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::boot::{script_files, write_boot, write_trouble};
use super::content::load_content;
use super::document::DocumentMaker;
use super::files::{files_below, names_below};
use super::model::SiteModel;
use super::modules::{module_files, optimise, write_modules};
use super::named_by_content::name_by_content;
use super::options::SiteOptions;
use super::output::catalogue_json::catalogue_json;
use super::output::compress::compress_all;
use super::output::feed::feed;
use super::output::headers::headers_file;
use super::output::limits::{limits_csv, limits_json};
use super::output::llms_txt::llms_txt;
use super::output::markdown_file::markdown_file;
use super::output::security_txt::security_txt;
use super::output::sitemap::{robots, sitemap};
use super::parallel;
use super::route::{PageKind, Route};
use super::routes::routes;
use super::stylesheet::Stylesheet;
use super::template::Template;
use super::version::Version;

/// What to build, and where.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The folder that holds `content/` and `style/`.
    pub root: PathBuf,
    /// The folder in which trunk has put `index.html`, the app and the public files.
    pub out: PathBuf,
    /// Names and addresses.
    pub site: SiteOptions,
    /// No policy in the pages, no compression.
    pub is_development: bool,
    /// No precompressed copies: for hosts that compress by themselves.
    pub is_plain: bool,
    /// Have wasm-opt make the modules smaller.
    pub is_optimised: bool,
}

/// What was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildReport {
    /// Entries of the catalogue.
    pub entries: usize,
    /// Pages written.
    pub pages: usize,
}

/// Builds the site into `options.out`.
///
/// # Errors
/// Content that breaks its schema, a template without its marks, or a file that cannot be read or written.
pub fn build(options: &BuildOptions) -> anyhow::Result<BuildReport> {
    let BuildOptions { root, out, site, is_development, is_plain, is_optimised } = options;
    let catalogue = load_content(root)?;
    let stylesheet = Stylesheet::bundle(&root.join("style/main.css"))?;
    let article_stylesheet = Stylesheet::bundle(&root.join("style/article.css"))?;
    let template_file = out.join("index.html");
    let template =
        fs::read_to_string(&template_file).with_context(|| format!("reading {}", template_file.display()))?;
    let template = Template::parse(&template)?;
    if *is_optimised {
        optimise(out)?;
    }
    let version = Version::of(module_files(out).chain(script_files(out)), &stylesheet)?;
    let modules = write_modules(&catalogue, &version, out)?;
    let trouble = write_trouble(out)?;
    let boot = write_boot(&modules, &trouble, &version, out)?;
    write(&out.join("style.css"), &version.stamped_css(&stylesheet))?;
    let style = name_by_content(out, "style", "css")?;
    let model = SiteModel::new(&catalogue, site);
    let maker = DocumentMaker {
        options: site,
        template: &template,
        stylesheet: &stylesheet,
        article_stylesheet: &article_stylesheet,
        style: style.clone(),
        boot: boot.clone(),
        version: version.as_str(),
        is_development: *is_development,
    };
    let routes = routes(&model);
    parallel::for_each(&routes, |(kind, route)| write_page(&maker, kind, route, out))?;
    parallel::for_each(&catalogue.pages, |page| {
        write(&out.join(format!("content/{}.md", page.entry.slug)), &markdown_file(&model, page))
    })?;
    for (file, text) in [
        ("catalogue.json", catalogue_json(&model)?),
        ("limits.json", limits_json(&model)?),
        ("limits.csv", limits_csv(&model)),
        ("llms.txt", llms_txt(&model)),
        ("feed.xml", feed(&model)),
        ("sitemap.xml", sitemap(site, &routes)),
        ("robots.txt", robots(site)),
        (".well-known/security.txt", security_txt(site)),
    ] {
        write(&out.join(file), &text)?;
    }
    let immutable: Vec<_> =
        modules.iter().flat_map(|(_, files)| files.names()).chain([&boot, &trouble, &style]).collect();
    let hashes = format!("{} {}", stylesheet.policy_hash(), article_stylesheet.policy_hash());
    write(&out.join("_headers"), &headers_file(&site.base, &hashes, &names_below(out)?, &immutable)?)?;
    if !is_development && !is_plain {
        compress_all(out, &files_below(out)?)?;
    }
    Ok(BuildReport { entries: catalogue.pages.len(), pages: routes.len() })
}

fn write_page(maker: &DocumentMaker<'_>, kind: &PageKind, route: &Route<'_>, out: &Path) -> anyhow::Result<()> {
    let page = route.page(kind);
    let (html, data) = maker.make(&page)?;
    let path = &page.data.path;
    if !page.data.is_found() {
        return write(&out.join(path), &html);
    }
    let folder = out.join(path);
    write(&folder.join("index.html"), &html)?;
    write(&folder.join("data.json"), &data)
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    fs::write(file, text).with_context(|| format!("writing {}", file.display()))
}
