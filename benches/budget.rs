//! The timeout budget: reading a duration, and everything between two key strokes in the troubleshooter.

#![allow(missing_docs, reason = "criterion's macro makes public functions")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use fivexx::budget::{Inputs, LimitBounds, Relief, Step, diagnose, rank};
use fivexx::duration::parse_duration;

fn duration(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse_duration");
    for text in ["850", "1.2 s", "1h 2min 3s 4ms 5µs", "twelve"] {
        group.bench_function(text, |bencher| bencher.iter(|| parse_duration(black_box(text))));
    }
}

/// Measured cold start, processing and pool wait, and the limit in seconds.
const CASES: [(&str, [&str; 3], u64); 3] = [
    ("cold start over", ["12 s", "20 s", "0"], 29),
    ("processing over", ["1 s", "41 s", "0"], 29),
    ("exhausted pool", ["0.4 s", "3 s", "27 s"], 29),
];

/// The documented steps of API Gateway's 504.
fn steps() -> Vec<Step> {
    [
        &[Relief::ColdStart, Relief::Processing][..],
        &[Relief::WholeRequest],
        &[Relief::Processing],
        &[Relief::PoolWait],
        &[Relief::WholeRequest],
    ]
    .into_iter()
    .enumerate()
    .map(|(index, relieves)| Step { number: index + 1, lead: format!("Step {index}."), relieves: relieves.to_vec() })
    .collect()
}

fn diagnosis(criterion: &mut Criterion) {
    let steps = steps();
    let mut group = criterion.benchmark_group("read, diagnose and rank");
    for (name, [cold_start, processing, pool_wait], limit) in CASES {
        let limit = Some(Duration::from_secs(limit));
        let bounds = LimitBounds { default: limit, maximum: limit, raisable_by_quota: true };
        let inputs = Inputs {
            cold_start: cold_start.into(),
            processing: processing.into(),
            pool_wait: pool_wait.into(),
            ..Inputs::default()
        };
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let measurements = black_box(&inputs).read(black_box(&bounds));
                let diagnosis = diagnose(&measurements).expect("every case measures something");
                rank(black_box(&steps), &measurements, &diagnosis)
            });
        });
    }
}

criterion_group!(benches, duration, diagnosis);
criterion_main!(benches);
