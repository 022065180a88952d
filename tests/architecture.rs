//! The arrows between modules run one way. Read off the source: its `use` declarations, and paths in code and macros that
//! begin with `crate`, `super` or `self`.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files must stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Stands for the page's side and worker of each tool: modules whose names end so.
const TOOLS: &str = "_ui";

/// From top to bottom: a module uses only modules that stand in a line below its own.
const LAYERS: [&[&str]; 15] = [
    &["main", "bin"],
    &["site"],
    &["app"],
    &["pages", TOOLS],
    &["components"],
    &["state"],
    &["browser"],
    &["page_data"],
    &["finder"],
    &["recognise", "search"],
    &["logs"],
    &["catalogue", "table"],
    &["budget", "mask"],
    &["duration"],
    &["site_root", "status_code", "sorting"],
];

/// Modules that know no browser, no view, no file, no clock and no chance.
const PURE: [&str; 14] = [
    "page_data",
    "finder",
    "recognise",
    "search",
    "catalogue",
    "table",
    "budget",
    "mask",
    "duration",
    "site_root",
    "status_code",
    "sorting",
    "statistics",
    "logs",
];

/// What pure modules may not name.
const IMPURE: [&[&str]; 19] = [
    &["leptos"],
    &["leptos_router"],
    &["maud"],
    &["web_sys"],
    &["js_sys"],
    &["wasm_bindgen"],
    &["wasm_bindgen_futures"],
    &["gloo_net"],
    &["std", "fs"],
    &["std", "env"],
    &["std", "io"],
    &["std", "net", "TcpStream"],
    &["std", "net", "UdpSocket"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "time", "Instant"],
    &["std", "time", "SystemTime"],
    &["rand"],
    &["getrandom"],
];

/// What names the browser's interfaces.
const BROWSER_CRATES: [&str; 5] = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_net"];

/// A path in a file: where it stands, its segments, and whether it is the target of a `pub use`.
#[derive(Debug, Clone)]
struct Mention {
    line: usize,
    path: Vec<String>,
    /// The name by which a `use` makes it known in the file.
    known_as: Option<String>,
    is_public: bool,
}

/// An arrow from one file to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Arrow {
    from: PathBuf,
    line: usize,
    to: PathBuf,
}

/// The source files below a folder, and what each mentions.
struct Source {
    /// Module paths to files, relative to the folder.
    files: BTreeMap<Vec<String>, PathBuf>,
    mentions: BTreeMap<Vec<String>, Vec<Mention>>,
    /// The name by which other crates of the package call this one.
    crate_name: &'static str,
}

impl Source {
    fn read(folder: &Path, crate_name: &'static str) -> Self {
        let mut files = BTreeMap::new();
        collect(folder, folder, &mut files);
        let mentions = files
            .iter()
            .map(|(module, file)| {
                let text = fs::read_to_string(folder.join(file)).unwrap();
                let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
                let mut found = Vec::new();
                read_tokens(tokens, &mut found);
                (module.clone(), found)
            })
            .collect();
        Self { files, mentions, crate_name }
    }

    /// A mention as a path from the crate's root; none for a path of another crate.
    fn rooted(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            name if name == self.crate_name => Vec::new(),
            // `mod child;` makes the child's name known in its parent.
            name if self.files.contains_key(&[module, &[name.to_owned()]].concat()) => {
                [module, &[name.to_owned()]].concat()
            }
            _ => return None,
        };
        for segment in rest {
            if segment == "super" {
                base.pop();
            } else {
                base.push(segment.clone());
            }
        }
        Some(base)
    }

    /// The module in which what stands at a path is written: re-exports are followed.
    fn home_of(&self, path: &[String]) -> Option<Vec<String>> {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let length = (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
            let module = path[..length].to_vec();
            let Some(name) = path.get(length) else { return Some(module) };
            let exported = self.mentions[&module].iter().find(|mention| mention.known_as.as_ref() == Some(name));
            let Some(target) = exported.and_then(|mention| self.rooted(&module, &mention.path)) else {
                return Some(module);
            };
            path = [&target[..], &path[length + 1..]].concat();
        }
        None
    }

    fn arrows(&self) -> Vec<Arrow> {
        let mut all = BTreeSet::new();
        for (module, mentions) in &self.mentions {
            for mention in mentions {
                let Some(home) = self.rooted(module, &mention.path).and_then(|path| self.home_of(&path)) else {
                    continue;
                };
                // A module that makes its children's items known under its own name uses none of them.
                let is_facade = mention.is_public && home.starts_with(module);
                if home != *module && !home.is_empty() && !is_facade {
                    let (from, to) = (self.files[module].clone(), self.files[&home].clone());
                    all.insert(Arrow { from, line: mention.line, to });
                }
            }
        }
        all.into_iter().collect()
    }
}

/// Finds the `.rs` files below a folder and the module that each is.
fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<Vec<String>, PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, root, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = path.strip_prefix(root).unwrap();
            let mut module: Vec<_> =
                file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
                module.pop();
            }
            files.insert(module, file.to_owned());
        }
    }
}

/// Finds every `use` and every path in tokens, those of macros too; tests inside a file are left out.
fn read_tokens(tokens: TokenStream, found: &mut Vec<Mention>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut index = 0;
    while index < tokens.len() {
        match &tokens[index] {
            TokenTree::Ident(word) if word == "mod" && is_ident(tokens.get(index + 1), "tests") => {
                index += 3;
                continue;
            }
            TokenTree::Ident(word) if word == "use" => {
                let end = (index..tokens.len()).find(|at| is_punct(tokens.get(*at), ';')).unwrap_or(tokens.len());
                let is_public = is_visible(&tokens[..index]);
                read_use(&tokens[index + 1..end], &[], is_public, found);
                index = end;
                continue;
            }
            TokenTree::Ident(word) if !is_punct(tokens.get(index.wrapping_sub(1)), ':') => {
                let mut path = vec![word.to_string()];
                let mut at = index + 1;
                while is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':') {
                    let Some(TokenTree::Ident(next)) = tokens.get(at + 2) else { break };
                    path.push(next.to_string());
                    at += 3;
                }
                if path.len() > 1 {
                    let line = word.span().start().line;
                    found.push(Mention { line, path, known_as: None, is_public: false });
                }
            }
            TokenTree::Group(group) => read_tokens(group.stream(), found),
            _ => {}
        }
        index += 1;
    }
}

/// Whether `pub`, with or without its parentheses, ends the tokens.
fn is_visible(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(word), TokenTree::Group(group)] => {
            word == "pub" && group.delimiter() == Delimiter::Parenthesis
        }
        [.., TokenTree::Ident(word)] => word == "pub",
        _ => false,
    }
}

/// Reads a use tree: `a::b`, `a::{b, c as d}`, `a::*`.
fn read_use(tokens: &[TokenTree], prefix: &[String], is_public: bool, found: &mut Vec<Mention>) {
    let mut path = prefix.to_vec();
    let mut known_as = None;
    let mut line = None;
    let mut rest = tokens.iter();
    while let Some(token) = rest.next() {
        match token {
            TokenTree::Ident(word) if word == "as" => known_as = rest.next().map(ToString::to_string),
            TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
            TokenTree::Ident(word) => {
                line.get_or_insert(word.span().start().line);
                path.push(word.to_string());
            }
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                for part in inner.split(|token| is_punct(Some(token), ',')).filter(|part| !part.is_empty()) {
                    read_use(part, &path, is_public, found);
                }
                return;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    let line = line.or_else(|| Some(tokens.first()?.span().start().line)).unwrap_or_default();
    let known_as = known_as.or_else(|| path.last().cloned());
    found.push(Mention { line, path, known_as, is_public });
}

fn is_ident(token: Option<&TokenTree>, text: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if word == text)
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// The top-level module of a file: `site` of `site/pages/home.rs`.
fn top(file: &Path) -> String {
    let first = file.iter().next().unwrap().to_string_lossy();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

fn layer(module: &str) -> Option<usize> {
    let module = if module.ends_with(TOOLS) { TOOLS } else { module };
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The circles among files: the arrows between files that reach each other.
fn circles(arrows: &[Arrow]) -> Vec<&Arrow> {
    let mut reached: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    for start in arrows.iter().map(|arrow| arrow.from.as_path()) {
        if reached.contains_key(start) {
            continue;
        }
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![start]);
        while let Some(file) = waiting.pop() {
            for arrow in arrows.iter().filter(|arrow| arrow.from == file) {
                if seen.insert(arrow.to.as_path()) {
                    waiting.push(&arrow.to);
                }
            }
        }
        reached.insert(start, seen);
    }
    let reaches = |from: &Path, to: &Path| reached.get(from).is_some_and(|seen| seen.contains(to));
    arrows.iter().filter(|arrow| reaches(&arrow.to, &arrow.from)).collect()
}

fn lines(folder: &str, arrows: &[&Arrow]) -> String {
    let line = |arrow: &&Arrow| {
        format!("  {folder}/{}:{} uses {folder}/{}\n", arrow.from.display(), arrow.line, arrow.to.display())
    };
    arrows.iter().map(line).collect()
}

fn package(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

#[test]
fn every_arrow_between_modules_runs_down() {
    let source = Source::read(&package("src"), "fivexx");
    let arrows = source.arrows();
    assert!(arrows.len() > 300, "only {} arrows were found: is the source still read?", arrows.len());
    let unknown: BTreeSet<_> =
        source.files.values().map(|file| top(file)).filter(|top| top != "lib" && layer(top).is_none()).collect();
    assert!(unknown.is_empty(), "modules without a line in LAYERS: {unknown:?}");
    let is_up = |arrow: &&Arrow| {
        let (from, to) = (top(&arrow.from), top(&arrow.to));
        from != to && layer(&from) >= layer(&to)
    };
    let up: Vec<_> = arrows.iter().filter(is_up).collect();
    println!("{} files, {} arrows, {} of them against the layers", source.files.len(), arrows.len(), up.len());
    assert!(up.is_empty(), "arrows that run up or sideways:\n{}", lines("src", &up));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    for (folder, name) in [("src", "fivexx"), ("xtask/src", "xtask")] {
        let source = Source::read(&package(folder), name);
        let arrows = source.arrows();
        let found = circles(&arrows);
        println!(
            "{folder}: {} files, {} arrows, {} of them in a circle",
            source.files.len(),
            arrows.len(),
            found.len()
        );
        assert!(found.is_empty(), "circles:\n{}", lines(folder, &found));
    }
}

#[test]
fn pure_modules_name_no_browser_no_view_no_file_and_no_clock() {
    let source = Source::read(&package("src"), "fivexx");
    let mut found = Vec::new();
    for (module, mentions) in &source.mentions {
        let file = &source.files[module];
        let top = top(file);
        for mention in mentions {
            let names =
                |path: &[&str]| mention.path.iter().map(String::as_str).take(path.len()).eq(path.iter().copied());
            let is_impure = PURE.contains(&top.as_str()) && IMPURE.iter().any(|path| names(path));
            let may_ask_the_browser = matches!(top.as_str(), "browser" | "bin" | "main") || top.ends_with("_ui");
            let is_browser = BROWSER_CRATES.iter().any(|name| names(&[name]));
            if is_impure || is_browser && !may_ask_the_browser {
                found.push(format!("  src/{}:{} names {}\n", file.display(), mention.line, mention.path.join("::")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.concat());
}

#[test]
fn the_reader_sees_what_there_is_to_see() {
    let folder = tempfile::TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("lib.rs", "pub mod a; pub mod b;");
    write("a/mod.rs", "mod one; mod two;\npub use self::one::{One, Other as Another};");
    write("a/one.rs", "use super::two::Two;\npub struct One; pub struct Other;");
    write("a/two.rs", "\nuse crate::b;\nuse super::One;\n#[cfg(test)] mod tests { use crate::x::Y; }");
    write("b.rs", "fn f() { view! { <a href=crate::a::Another::new() /> } }");
    let source = Source::read(folder.path(), "sample");
    let arrows: Vec<_> = source
        .arrows()
        .into_iter()
        .map(|Arrow { from, line, to }| format!("{}:{line} {}", from.display(), to.display()))
        .collect();
    assert_eq!(arrows, ["a/one.rs:1 a/two.rs", "a/two.rs:2 b.rs", "a/two.rs:3 a/one.rs", "b.rs:1 a/one.rs"]);
    assert_eq!(circles(&source.arrows()).len(), 4, "a, b and back");
}
