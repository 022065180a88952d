//! The finder: a key stroke, a paste of a few lines, one of five megabytes, texts of 20 MB in every shape, and what is done
//! once.

#![allow(missing_docs, reason = "criterion's macro makes public functions")]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fivexx::finder::{Filters, Finder, Guide};
use fivexx::site::load_content;

fn guide() -> Vec<u8> {
    let catalogue = load_content(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the content keeps its schema");
    let guide = Guide::compile(&catalogue).expect("its ids can number the catalogue");
    guide.to_bytes().expect("a guide can be written")
}

fn finder(bytes: &[u8]) -> Finder {
    Finder::new(Guide::from_bytes(bytes).expect("the guide was just written")).expect("its parts fit")
}

fn start(criterion: &mut Criterion) {
    let catalogue = load_content(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the content keeps its schema");
    criterion.bench_function("compile the guide", |bencher| bencher.iter(|| Guide::compile(black_box(&catalogue))));
    let bytes = guide();
    criterion.bench_function("make the guide ready", |bencher| bencher.iter(|| finder(black_box(&bytes))));
}

fn key_stroke(criterion: &mut Criterion) {
    let finder = finder(&guide());
    let mut group = criterion.benchmark_group("a key stroke");
    for query in ["5", "504", "upstream timed o", "lambda returns fine but alb returns 502", "gateawy timeuot"] {
        group.bench_function(query, |bencher| {
            bencher.iter(|| finder.answer(black_box(query), false, &Filters::default()));
        });
    }
}

fn paste(criterion: &mut Criterion) {
    const ERROR: &str = "2026/11/24 10:00:01 [error] 7#7: *1 upstream timed out (110: Connection timed out) while reading \
                         response header from upstream, client: 203.0.113.9, server: _, request: \"GET / HTTP/1.1\"\n";
    const LINE: &str =
        "192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] \"GET /orders HTTP/1.1\" 200 1234 \"-\" \"curl/8\"\n";
    let finder = finder(&guide());
    let texts = [
        ("a line", ERROR.to_owned()),
        ("5 MB of access log, an error last", LINE.repeat(5_000_000 / LINE.len()) + ERROR),
        ("5 MB of errors", ERROR.repeat(5_000_000 / ERROR.len())),
        ("5 MB without a line end", "504 upstream timed ".repeat(5_000_000 / 19)),
    ];
    let mut group = criterion.benchmark_group("a paste");
    group.sample_size(10);
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*name, |bencher| {
            bencher.iter(|| finder.answer(black_box(text), true, &Filters::default()));
        });
    }
}

/// What 20 MB cost in each shape. The ratios to a text without a number are printed, because one run on a busy machine says
/// little in seconds.
fn shapes(criterion: &mut Criterion) {
    const LENGTH: usize = 20_000_000;
    const TEXT: &str = "The service was asked for its orders again and did not say why it could not give them. ";
    const SHAPES: [(&str, &str); 12] = [
        ("text", TEXT),
        ("line ends", "\n"),
        ("line ends of Windows", "\r\n"),
        ("a letter a line", "a\n"),
        ("a digit a line", "1\n"),
        ("a status a line", "502\n"),
        ("one line of statuses", "status=504,"),
        ("backticks", "`"),
        ("markup", "<tr class=\"row\"><td>502 &amp; more</td><td><b>Bad Gateway</b></td></tr>\n"),
        ("colours", "\u{1b}[31m[error]\u{1b}[0m upstream\r\n"),
        (
            "an access log",
            "192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] \"GET /orders HTTP/1.1\" 200 1234 \"-\" \"curl/8\"\n",
        ),
        ("JSON in JSON", "{\"log\":\"{\\\"status\\\":200,\\\"took\\\":\\\"12 ms\\\"}\\n\"}\n"),
    ];
    let finder = finder(&guide());
    let mut group = criterion.benchmark_group("20 MB");
    group.sample_size(10).warm_up_time(Duration::from_millis(1)).measurement_time(Duration::from_millis(10));
    let mut fastest = Vec::new();
    for (name, part) in SHAPES {
        let text = part.repeat(LENGTH / part.len());
        let mut least = Duration::MAX;
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        let start = Instant::now();
                        black_box(finder.recogniser().recognise(black_box(&text)));
                        let time = start.elapsed();
                        least = least.min(time);
                        time
                    })
                    .sum()
            });
        });
        fastest.push((name, least));
    }
    group.finish();
    let Some((_, text)) = fastest.first().copied() else { return };
    println!("{:<24} {:>10} {:>16}", "20 MB of", "ms", "of text's time");
    for (name, time) in fastest.into_iter().filter(|(_, time)| *time < Duration::MAX) {
        let ratio = time.as_secs_f64() / text.as_secs_f64();
        println!("{name:<24} {:>10.1} {ratio:>16.2}", time.as_secs_f64() * 1000.0);
    }
}

criterion_group!(benches, start, key_stroke, paste, shapes);
criterion_main!(benches);
