//! The parts of a site build, on the real content: reading and checking it, one page's render, the stylesheet.

#![allow(missing_docs, reason = "criterion's macro makes public functions")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use fivexx::catalogue::load;
use fivexx::page_data::Shell;
use fivexx::site::{SiteOptions, Stylesheet, load_content, pages, read_content, render_app};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn content(criterion: &mut Criterion) {
    let files = read_content(root()).expect("the content folder can be read");
    criterion.bench_function("load the content", |bencher| bencher.iter(|| load(black_box(&files)).is_ok()));
}

fn render(criterion: &mut Criterion) {
    let catalogue = load_content(root()).expect("the content keeps its schema");
    let options = SiteOptions {
        base: "/".to_owned(),
        origin: "https://fivexx.example".to_owned(),
        repository: "https://code.example/fivexx".to_owned(),
    };
    let page = pages(&catalogue, &options)
        .into_iter()
        .find(|page| page.path == "errors/aws-api-gateway-504-integration-timeout/")
        .expect("the entry is in the catalogue");
    let shell = Shell { base: options.base, page };
    criterion.bench_function("one page's render", |bencher| bencher.iter(|| render_app(black_box(&shell))));
}

fn stylesheet(criterion: &mut Criterion) {
    let main = root().join("style/main.css");
    criterion.bench_function("bundle the stylesheet", |bencher| {
        bencher.iter(|| Stylesheet::bundle(black_box(&main)).expect("the stylesheet is CSS"));
    });
}

criterion_group!(benches, content, render, stylesheet);
criterion_main!(benches);
