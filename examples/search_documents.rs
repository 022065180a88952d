//! Writes what `benches/search_peers` measures: `search_documents FOLDER COUNT`.
//!
//! `documents.json`: the entries as the index sees them, repeated until there are COUNT; a copy has its number in its slug
//! and in its title, so that each is a document of its own. `queries.json`: the relevance set and the misspelt queries of
//! the tests; a copy answers as well as its original. `index.bin`: the site's own index of the same documents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use fivexx::finder::Guide;
use fivexx::search::{Document, Index};
use fivexx::site::load_content;
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    ensure!(arguments.len() == 2, "usage: search_documents FOLDER COUNT");
    let folder = PathBuf::from(&arguments[0]);
    let count: usize = arguments[1].parse().context("COUNT is a number")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalogue = load_content(root)?;
    let guide = Guide::compile(&catalogue)?;
    let originals = Guide::documents(&catalogue);
    let documents: Vec<(String, Document)> = (0..count.max(originals.len()))
        .map(|number| {
            let (round, index) = (number / originals.len(), number % originals.len());
            let (slug, mut document) = (&guide.cards[index].slug, originals[index].clone());
            if round == 0 {
                return (slug.clone(), document);
            }
            document.title = format!("{} copy{round}", document.title);
            (format!("{slug}--{round}"), document)
        })
        .collect();
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    write(&folder.join("documents.json"), &serde_json::to_vec(&documents.iter().map(as_json).collect::<Vec<_>>())?)?;
    write(&folder.join("queries.json"), &serde_json::to_vec(&queries(root)?)?)?;
    let cards: Vec<_> = documents.iter().map(|(slug, document)| (slug, &document.title, &document.codes)).collect();
    let synonyms = guide.index.synonyms().to_vec();
    let index = Index::build(&documents.iter().map(|(_, document)| document.clone()).collect::<Vec<_>>(), synonyms);
    write(&folder.join("index.bin"), &postcard::to_allocvec(&(cards, index)).context("writing the index")?)
}

fn as_json((slug, document): &(String, Document)) -> Value {
    let Document { codes, title, vendor, tags, summary, headings, signatures, limits, sections } = document;
    json!({
        "slug": slug,
        "title": title,
        "codes": codes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "tags": tags,
        "summary": summary,
        "headings": headings,
        // The others know no field of signatures and of senders.
        "body": format!("{vendor} {} {} {}", sections.join(" "), limits.join(" "), signatures.join(" ")),
    })
}

fn queries(root: &Path) -> anyhow::Result<Value> {
    let read = |name: &str| -> anyhow::Result<Value> {
        let file = root.join("tests/fixtures/search").join(name);
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        Ok(toml::from_str(&text)?)
    };
    Ok(json!({ "queries": read("relevance.toml")?["query"], "typos": read("typos.toml")?["typo"] }))
}

fn write(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(file, bytes).with_context(|| format!("writing {}", file.display()))
}
