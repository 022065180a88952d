/*!
`cargo xtask lighthouse`: what npm's lighthouse says of the built pages: mobile, simulated throttling, each page several
times, because one run in ten is off.
*/

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use lexopt::Parser;
use lexopt::prelude::*;
use serde_json::Value as Json;

use crate::base_path::BasePath;
use crate::process;
use crate::serve::{Manner, Server, Site};
use crate::setup::{self, browser, node};
use crate::statistics::Spread;
use crate::{build, paths};

/// The pages that are judged if none is named: the start, the entry with everything, the calculator.
const PAGES: [&str; 3] = ["/", "/errors/aws-api-gateway-504-integration-timeout/", "/troubleshoot/"];

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// The port of canonical links in a local build, so that they name the page that is judged.
const PORT: u16 = 8080;

/// `cargo xtask lighthouse [--runs 7] [--no-build] [paths…]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut runs: usize = 7;
    let mut builds = true;
    let mut pages = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Long("runs") => runs = args.value()?.parse()?,
            Long("no-build") => builds = false,
            Value(page) => pages.push(page.string()?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    ensure!(runs > 0, "--runs must be at least 1");
    if pages.is_empty() {
        pages = PAGES.map(str::to_owned).to_vec();
    }
    if let Some(page) = pages.iter().find(|page| !page.starts_with('/')) {
        bail!("a page is named by its path, which begins with a slash: `{page}` does not");
    }
    setup::provide(setup::BROWSER)?;
    if builds {
        build::from_any_state(&BasePath::default(), &paths::dist())?;
    }

    let site = Site { folder: paths::dist(), base: BasePath::default(), manner: Manner::Cdn };
    let server = Server::start(site.clone(), PORT).or_else(|_| Server::start(site, 0))?;
    let reports = paths::target("lighthouse");
    fs::create_dir_all(&reports).with_context(|| format!("making {}", reports.display()))?;

    let mut measured: Vec<Vec<Measurement>> = vec![Vec::new(); pages.len()];
    // All pages in turn, then again, so that a busy minute of the machine does not fall on one page alone.
    for run in 1..=runs {
        for (page, measurements) in pages.iter().zip(&mut measured) {
            let url = format!("{}{}", server.url(), page.trim_start_matches('/'));
            let report = reports.join(format!("{}-{run}.json", file_name(page)));
            let measurement = measured_at_last(&url, &report).with_context(|| format!("run {run} of {page}"))?;
            println!("{run}/{runs} {page}: {measurement}");
            measurements.push(measurement);
        }
    }
    for (page, measurements) in pages.iter().zip(&measured) {
        print!("{}", summary(page, measurements)?);
    }
    println!("\nReports: {}", reports.display());
    Ok(())
}

/// `/errors/a/` as `errors-a`, and the start page as `start`.
fn file_name(page: &str) -> String {
    match page.trim_matches('/') {
        "" => "start".to_owned(),
        inner => inner.replace(|c: char| !c.is_ascii_alphanumeric(), "-"),
    }
}

/// One run's figures.
#[derive(Clone, Debug, PartialEq)]
struct Measurement {
    /// Of 100, in the order of [`CATEGORIES`].
    scores: [f64; 4],
    /// First and largest contentful paint and total blocking time, in milliseconds.
    fcp: f64,
    lcp: f64,
    tbt: f64,
    /// Cumulative layout shift, without a unit.
    cls: f64,
    /// Over the network, headers included.
    bytes: f64,
    requests: f64,
}

impl std::fmt::Display for Measurement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [performance, accessibility, practices, seo] = self.scores;
        let Self { fcp, lcp, tbt, cls, .. } = self;
        write!(f, "{performance:.0}/{accessibility:.0}/{practices:.0}/{seo:.0}, ")?;
        write!(f, "FCP {fcp:.0} ms, LCP {lcp:.0} ms, TBT {tbt:.0} ms, CLS {cls:.3}")
    }
}

/// Now and then lighthouse misses the start of a page in the browser's trace, and asks to be run again.
fn measured_at_last(url: &str, report: &Path) -> Result<Measurement> {
    const TRIES: usize = 3;
    let mut error = None;
    for _ in 0..TRIES {
        match measure(url, report) {
            Ok(measurement) => return Ok(measurement),
            Err(failure) if format!("{failure:#}").contains("NO_NAVSTART") => {
                println!("lighthouse did not see the page start; once more");
                error = Some(failure);
            }
            Err(failure) => return Err(failure),
        }
    }
    Err(error.expect("there is a last try"))
}

fn measure(url: &str, report: &Path) -> Result<Measurement> {
    let mut lighthouse = process::command("node");
    lighthouse
        .arg(program())
        .arg(url)
        .args(["--quiet", "--output=json", "--no-enable-error-reporting", "--form-factor=mobile"])
        .args(["--throttling-method=simulate", &format!("--only-categories={}", CATEGORIES.join(","))])
        .arg(format!("--chrome-flags={}", browser::FLAGS.join(" ")))
        .arg(format!("--output-path={}", report.display()))
        .env("CHROME_PATH", browser::path()?)
        .stdin(Stdio::null());
    process::output(&mut lighthouse)?;
    let text = fs::read_to_string(report).with_context(|| format!("reading {}", report.display()))?;
    let report: Json = serde_json::from_str(&text).context("lighthouse's report is not JSON")?;
    read(&report)
}

fn program() -> PathBuf {
    node::e2e().join("node_modules/lighthouse/cli/index.js")
}

/// The figures of a report.
fn read(report: &Json) -> Result<Measurement> {
    if let Some(message) = report.pointer("/runtimeError/message").and_then(Json::as_str) {
        bail!("lighthouse could not judge the page: {message}");
    }
    let number = |pointer: &str| {
        report.pointer(pointer).and_then(Json::as_f64).with_context(|| format!("the report has no number at {pointer}"))
    };
    let mut scores = [0.0; 4];
    for (score, category) in scores.iter_mut().zip(CATEGORIES) {
        *score = 100.0 * number(&format!("/categories/{category}/score"))?;
    }
    let requests = report
        .pointer("/audits/network-requests/details/items")
        .and_then(Json::as_array)
        .context("the report has no list of requests")?;
    Ok(Measurement {
        scores,
        fcp: number("/audits/first-contentful-paint/numericValue")?,
        lcp: number("/audits/largest-contentful-paint/numericValue")?,
        tbt: number("/audits/total-blocking-time/numericValue")?,
        cls: number("/audits/cumulative-layout-shift/numericValue")?,
        bytes: requests.iter().filter_map(|request| request.get("transferSize")?.as_f64()).sum(),
        requests: requests.len() as f64,
    })
}

/// The medians and ranges of a page's runs, a line each.
fn summary(page: &str, measurements: &[Measurement]) -> Result<String> {
    let spread = |figure: fn(&Measurement) -> f64| {
        Spread::of(measurements.iter().map(figure)).context("a page without a single run")
    };
    Ok(format!(
        "\n{page}: median (range) of {}\n  \
         performance {:.0}, accessibility {:.0}, best practices {:.0}, SEO {:.0}\n  \
         FCP {:.0} ms, LCP {:.0} ms, TBT {:.0} ms, CLS {:.3}\n  \
         {:.0} bytes transferred, {:.0} requests\n",
        measurements.len(),
        spread(|run| run.scores[0])?,
        spread(|run| run.scores[1])?,
        spread(|run| run.scores[2])?,
        spread(|run| run.scores[3])?,
        spread(|run| run.fcp)?,
        spread(|run| run.lcp)?,
        spread(|run| run.tbt)?,
        spread(|run| run.cls)?,
        spread(|run| run.bytes)?,
        spread(|run| run.requests)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Json {
        serde_json::json!({
            "categories": {
                "performance": {"score": 0.99}, "accessibility": {"score": 1},
                "best-practices": {"score": 1}, "seo": {"score": 0.92},
            },
            "audits": {
                "first-contentful-paint": {"numericValue": 752.3},
                "largest-contentful-paint": {"numericValue": 803.0},
                "total-blocking-time": {"numericValue": 0},
                "cumulative-layout-shift": {"numericValue": 0.01},
                "network-requests": {"details": {"items": [{"transferSize": 9000}, {"transferSize": 500}, {}]}},
            },
        })
    }

    #[test]
    fn a_report_is_read_and_summed_up() {
        let run = read(&report()).unwrap();
        assert_eq!(run.to_string(), "99/100/100/92, FCP 752 ms, LCP 803 ms, TBT 0 ms, CLS 0.010");
        let text = summary("/", &[run.clone(), run]).unwrap();
        assert!(text.contains("FCP 752 (752–752) ms"), "{text}");
        assert!(text.contains("9500 (9500–9500) bytes transferred, 3 (3–3) requests"), "{text}");
    }

    #[test]
    fn a_report_that_lacks_a_figure_says_which() {
        let mut report = report();
        report["audits"]["total-blocking-time"] = Json::Null;
        let error = read(&report).unwrap_err();
        assert_eq!(error.to_string(), "the report has no number at /audits/total-blocking-time/numericValue");
        report["runtimeError"] = serde_json::json!({"code": "NO_FCP", "message": "nothing was painted"});
        assert_eq!(read(&report).unwrap_err().to_string(), "lighthouse could not judge the page: nothing was painted");
    }

    #[test]
    fn reports_are_named_for_their_pages() {
        assert_eq!(file_name("/"), "start");
        assert_eq!(file_name("/errors/http-504/"), "errors-http-504");
    }
}
