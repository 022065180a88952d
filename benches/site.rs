//! The parts of a site build, on the real content: reading and checking it, one page's render, the stylesheet.

#![allow(missing_docs, reason = "criterion's macro makes public functions")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use fivexx::catalogue::{Date, load};
use fivexx::site::{Routes, SiteOptions, Stylesheet, load_content, read_content, render_app};

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
        today: Date::from_days_since_1970(0),
    };
    let routes = Routes::new(&catalogue, &options);
    let page = routes
        .all()
        .into_iter()
        .map(|route| routes.page(route).data)
        .find(|page| page.path == "errors/aws-api-gateway-504-integration-timeout/")
        .expect("the entry is in the catalogue");
    criterion.bench_function("one page's render", |bencher| bencher.iter(|| render_app("/", black_box(&page))));
}

fn stylesheet(criterion: &mut Criterion) {
    let main = root().join("style/main.css");
    criterion.bench_function("bundle the stylesheet", |bencher| {
        bencher.iter(|| Stylesheet::bundle(black_box(&main)).expect("the stylesheet is CSS"));
    });
}

criterion_group!(benches, content, render, stylesheet);
criterion_main!(benches);
