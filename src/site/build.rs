//! Writes the site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::boot::join_boot;
use super::compress::compress_all;
use super::content::load_content;
use super::document::DocumentMaker;
use super::headers::headers_file;
use super::parallel;
use super::routes::{Route, Routes, SiteOptions};
use super::sitemap::{robots, sitemap};
use super::sizes::files_below;
use super::stylesheet::Stylesheet;
use super::template::Template;
use crate::catalogue::Catalogue;
use crate::finder::Guide;

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
    let BuildOptions { root, out, site, is_development, is_plain } = options;
    let catalogue = load_content(root)?;
    let stylesheet = Stylesheet::bundle(&root.join("style/main.css"))?;
    let article_stylesheet = Stylesheet::bundle(&root.join("style/article.css"))?;
    let template_file = out.join("index.html");
    let template =
        fs::read_to_string(&template_file).with_context(|| format!("reading {}", template_file.display()))?;
    let template = Template::parse(&template)?;
    let finder = write_finder(&catalogue, out)?;
    join_boot(out, &finder)?;
    let boot = name_by_content(out, "boot", "js")?;
    write(&out.join("style.css"), &stylesheet.css)?;
    let style = name_by_content(out, "style", "css")?;
    let routes = Routes::new(&catalogue, site);
    let maker = DocumentMaker {
        options: site,
        template: &template,
        stylesheet: &stylesheet,
        article_stylesheet: &article_stylesheet,
        style: style.clone(),
        boot: boot.clone(),
        is_development: *is_development,
    };
    let all = routes.all();
    parallel::for_each(&all, |route| write_page(&maker, &routes, *route, out))?;
    write(&out.join("catalogue.json"), &routes.catalogue_json()?)?;
    write(&out.join("limits.json"), &routes.limits_json()?)?;
    write(&out.join("limits.csv"), &routes.limits_csv())?;
    write(&out.join("llms.txt"), &routes.llms_txt())?;
    write(&out.join("feed.xml"), &routes.feed())?;
    write(&out.join("sitemap.xml"), &sitemap(&routes))?;
    write(&out.join("robots.txt"), &robots(site))?;
    let immutable: Vec<_> = [&template.app, &template.wasm]
        .into_iter()
        .map(|address| address.strip_prefix(site.base.as_str()).unwrap_or(address).to_owned())
        .chain([boot, style])
        .chain(finder)
        .collect();
    let hashes = format!("{} {}", stylesheet.policy_hash(), article_stylesheet.policy_hash());
    write(&out.join("_headers"), &headers_file(&site.base, &hashes, &immutable))?;
    if !is_development && !is_plain {
        compress_all(out, &files_below(out)?)?;
    }
    Ok(BuildReport { entries: catalogue.pages.len(), pages: all.len() })
}

fn write_page<'a>(maker: &DocumentMaker<'_>, routes: &Routes<'a>, route: Route<'a>, out: &Path) -> anyhow::Result<()> {
    let page = routes.page(route);
    let (html, data) = maker.make(&page)?;
    let path = &page.data.path;
    if !page.data.is_found() {
        return write(&out.join(path), &html);
    }
    let folder = out.join(path);
    write(&folder.join("index.html"), &html)?;
    write(&folder.join("data.json"), &data)?;
    if let Route::Entry(index) = route {
        let (slug, text) = routes.markdown_file(index);
        write(&out.join(format!("content/{slug}.md")), &text)?;
    }
    Ok(())
}

/// Writes what the finder knows. Gives the names of its files: glue, wasm, worker, guide.
fn write_finder(catalogue: &Catalogue, out: &Path) -> anyhow::Result<[String; 4]> {
    let guide = Guide::compile(catalogue).to_bytes().context("writing the guide")?;
    fs::write(out.join("guide.bin"), guide).context("writing the guide")?;
    Ok([
        name_by_content(out, "finder", "js")?,
        name_by_content(out, "finder_bg", "wasm")?,
        name_by_content(out, "finder-worker", "js")?,
        name_by_content(out, "guide", "bin")?,
    ])
}

/// Renames `stem.extension` after its content, so that a browser may keep it for ever; gives the new name.
fn name_by_content(folder: &Path, stem: &str, extension: &str) -> anyhow::Result<String> {
    let file = folder.join(format!("{stem}.{extension}"));
    let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
    let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{stem}-{hash}.{extension}");
    fs::rename(&file, folder.join(&name)).with_context(|| format!("renaming {}", file.display()))?;
    Ok(name)
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    fs::write(file, text).with_context(|| format!("writing {}", file.display()))
}
