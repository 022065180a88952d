//! How fast each reader of logs is: megabytes a second of its own samples, beside `rg -c .` on the same file, which finds the
//! lines and does nothing with them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use fivexx::logs::{self, Account, Found, Visitor};

/// Bytes of each file: some tenths of a second of reading.
const SIZE: usize = 16_000_000;
const RUNS: usize = 5;

struct Count(usize);

impl Visitor for Count {
    fn record(&mut self, _found: Found) {
        self.0 += 1;
    }
}

fn read(text: &[u8]) -> (usize, Account) {
    let mut count = Count(0);
    let account = logs::read_with(text, &mut count);
    (count.0, account)
}

fn fastest<T>(mut run: impl FnMut() -> T) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo test --benches` asks for a list and for a run without measuring.
    if env::args().any(|argument| argument == "--list" || argument == "--test") {
        return Ok(());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/logs");
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for format in fs::read_dir(folder)? {
        let format = format?;
        if !format.file_type()?.is_dir() {
            continue;
        }
        let name = format.file_name().to_string_lossy().into_owned();
        for file in fs::read_dir(format.path())? {
            let file = fs::read_to_string(file?.path())?;
            let Some((header, text)) = file.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) else {
                continue;
            };
            if header.contains("[[record]]") {
                let all = texts.entry(name.clone()).or_default();
                all.push_str(text);
                all.push('\n');
            }
        }
    }
    let has_rg = Command::new("rg").arg("--version").output().is_ok();
    let file = env::temp_dir().join("fivexx-bench-logs.txt");
    println!("{:<28} {:>9} {:>9} {:>11} {:>7}", "format", "records", "MB/s", "rg -c . MB/s", "ratio");
    for (name, text) in texts {
        let text = text.repeat(SIZE / text.len() + 1);
        let megabytes = text.len() as f64 / 1e6;
        let (records, _) = read(text.as_bytes());
        let own = megabytes / fastest(|| read(text.as_bytes())).as_secs_f64();
        fs::write(&file, &text)?;
        let peer = has_rg
            .then(|| megabytes / fastest(|| Command::new("rg").args(["-c", "."]).arg(&file).output()).as_secs_f64());
        match peer {
            Some(peer) => println!("{name:<28} {records:>9} {own:>9.0} {peer:>11.0} {:>7.2}", peer / own),
            None => println!("{name:<28} {records:>9} {own:>9.0} {:>11} {:>7}", "(no rg)", "-"),
        }
    }
    fs::remove_file(&file)?;
    Ok(())
}
