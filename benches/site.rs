//! The parts of a site build, on the real content: reading and checking it, one page's render, the stylesheet. And what
//! grows with the catalogue, on one of 10,000 entries: reading and checking it, and finding a page.

#![allow(missing_docs, reason = "criterion's macro makes public functions")]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use fivexx::catalogue::{Date, load};
use fivexx::site::{SiteModel, SiteOptions, Stylesheet, load_content, page_at, page_paths, read_content, render_app};

#[path = "../tests/generated/mod.rs"]
mod generated;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn content(criterion: &mut Criterion) {
    let files = read_content(root()).expect("the content folder can be read");
    criterion
        .bench_function("load the content", |bencher| bencher.iter(|| load(black_box(&files), &page_paths()).is_ok()));
}

fn scale(criterion: &mut Criterion) {
    let valid = read_content(&root().join("tests/fixtures/valid")).expect("the fixture can be read");
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10).measurement_time(Duration::from_secs(15));
    for entries in [1_000, 10_000] {
        let files = generated::generated(&valid, entries);
        group.bench_function(format!("{entries} entries"), |bencher| {
            bencher.iter(|| load(black_box(&files), &page_paths()).is_ok());
        });
        let catalogue = load(&files, &page_paths()).expect("what is generated keeps every rule");
        assert_eq!(catalogue.pages.len(), entries);
        group.bench_function(format!("each of {entries} pages by its slug"), |bencher| {
            let is_there = |slug: &str| black_box(&catalogue).page(slug).is_some();
            bencher.iter(|| catalogue.pages.iter().all(|page| is_there(&page.entry.slug)));
        });
    }
}

fn render(criterion: &mut Criterion) {
    let catalogue = load_content(root()).expect("the content keeps its schema");
    let options = SiteOptions {
        base: "/".to_owned(),
        origin: "https://fivexx.example".to_owned(),
        repository: "https://code.example/fivexx".to_owned(),
        today: Date::from_days_since_1970(0),
    };
    let model = SiteModel::new(&catalogue, &options);
    let page =
        page_at(&model, "errors/aws-api-gateway-504-integration-timeout/").expect("the entry is in the catalogue");
    let page = page.data;
    criterion.bench_function("one page's render", |bencher| bencher.iter(|| render_app("/", black_box(&page))));
}

fn stylesheet(criterion: &mut Criterion) {
    let main = root().join("style/main.css");
    criterion.bench_function("bundle the stylesheet", |bencher| {
        bencher.iter(|| Stylesheet::bundle(black_box(&main)).expect("the stylesheet is CSS"));
    });
}

criterion_group!(benches, content, scale, render, stylesheet);
criterion_main!(benches);
