//! The content pipeline from outside: a folder that keeps every rule, edits of it that each break one, and the real one.
//!
//! `fixtures/valid` holds the folder; `fixtures/invalid/*.toml` the edits, with the exact messages that they cause.
#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use fivexx::budget::Relief;
use fivexx::catalogue::{
    Article, Catalogue, Layer, LimitKind, Page, Raisable, SectionKind, Severity, SignatureLocation, SignatureWeight,
    StatusCode, Timeout, load, plain_steps,
};
use fivexx::duration::StatedDuration;
use fivexx::site::{load_content, page_paths, read_content};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Deserialize;

mod generated;

type Files = BTreeMap<String, String>;

const GATEWAY: &str = "content/errors/acme-gateway/acme-gateway-504-request-timeout.md";
const FUNCTIONS: &str = "content/errors/acme-functions/acme-functions-500-crash.md";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn valid_files() -> Files {
    static FILES: LazyLock<Files> = LazyLock::new(|| read_content(&fixtures().join("valid")).unwrap());
    FILES.clone()
}

fn messages(files: &Files) -> Vec<String> {
    match load(files, &page_paths()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

fn codes(page: &Page) -> Vec<u16> {
    page.entry.codes.iter().map(|code| code.0).collect()
}

#[test]
fn the_valid_fixture_loads() {
    let files = valid_files();
    assert_eq!(messages(&files), Vec::<String>::new());
    let catalogue = load(&files, &page_paths()).unwrap();

    // By first code, then the generic entry before the vendors'.
    let slugs: Vec<_> = catalogue.pages.iter().map(|page| page.entry.slug.as_str()).collect();
    assert_eq!(slugs, ["acme-functions-500-crash", "http-504-gateway-timeout", "acme-gateway-504-request-timeout"]);

    // Each relation is written once and holds both ways, in the order of the catalogue.
    let related = |slug: &str| catalogue.page(slug).unwrap().related.clone();
    assert_eq!(related("acme-gateway-504-request-timeout"), ["acme-functions-500-crash", "http-504-gateway-timeout"]);
    assert_eq!(related("http-504-gateway-timeout"), ["acme-gateway-504-request-timeout"]);
    assert_eq!(related("acme-functions-500-crash"), ["acme-gateway-504-request-timeout"]);

    assert!(catalogue.page("no-such-entry").is_none());
    assert_eq!(catalogue.limit("acme-pool-wait").map(|limit| limit.setting.as_str()), Some("pool_wait_timeout"));
    assert!(catalogue.limit("no-such-limit").is_none());
    assert_eq!(catalogue.vendor_name("acme-functions"), "Acme Functions");
    assert_eq!(catalogue.vendor_name("no-such-vendor"), "no-such-vendor");
    let vendors: Vec<_> = catalogue.vendors.iter().map(|vendor| vendor.id.as_str()).collect();
    assert_eq!(vendors, ["http", "acme-gateway", "acme-functions"]);
    assert_eq!(["http", "acme-gateway", "no-such-vendor"].map(|id| catalogue.is_standard(id)), [true, false, false]);
}

#[test]
fn every_field_of_an_entry_is_read() {
    let catalogue = load(&valid_files(), &page_paths()).unwrap();
    let page = catalogue.page("acme-gateway-504-request-timeout").unwrap();
    let entry = &page.entry;
    assert_eq!(page.path, GATEWAY);
    assert_eq!(entry.title, "Acme Gateway 504: <upstream> & the \"29 s\" limit");
    assert_eq!(codes(page), [504, 502]);
    assert_eq!(
        (entry.vendor.as_str(), entry.layer, entry.severity),
        ("acme-gateway", Layer::Gateway, Severity::Critical)
    );
    assert_eq!(entry.tags, ["504", "acme", "timeout"]);
    assert_eq!(entry.related, ["http-504-gateway-timeout"]);
    assert!(entry.summary.starts_with("Acme Gateway stopped waiting for the <upstream> & answered"));
    assert_eq!(entry.verified.to_string(), "2026-11-21");
    assert_eq!(entry.timeout, Timeout::Always);
    let sources: Vec<_> =
        entry.sources.iter().map(|source| (source.id.as_str(), source.retrieved.to_string())).collect();
    assert_eq!(
        sources,
        [
            ("quotas", "2026-11-20".to_owned()),
            ("launch", "2026-11-21".to_owned()),
            ("log-lines", "2026-11-20".to_owned())
        ]
    );
    let signatures: Vec<_> = entry.signatures.iter().map(|signature| (signature.location, signature.weight)).collect();
    assert_eq!(
        signatures,
        [
            (SignatureLocation::Status, SignatureWeight::Weak),
            (SignatureLocation::Header, SignatureWeight::Strong),
            (SignatureLocation::Body, SignatureWeight::Strong),
            (SignatureLocation::Log, SignatureWeight::Decisive)
        ]
    );
    assert_eq!(entry.signatures[3].pattern, "upstream <id> timed out");
    let advice: Vec<_> = entry.advice.iter().map(|row| (row.step, row.relieves.as_slice())).collect();
    assert_eq!(
        advice,
        [
            (1, [Relief::ColdStart, Relief::Processing].as_slice()),
            (2, &[Relief::PoolWait]),
            (3, &[Relief::WholeRequest])
        ]
    );
    // The newest first, though the file has it last.
    let revisions: Vec<_> = entry.revisions.iter().map(|revision| revision.date.to_string()).collect();
    assert_eq!(revisions, ["2025-05-06", "2023-02-01"]);
}

#[test]
fn the_sections_and_steps_of_a_text_are_found() {
    let catalogue = load(&valid_files(), &page_paths()).unwrap();
    let body = |slug: &str| catalogue.page(slug).unwrap().body.clone();
    let sections = |slug: &str| -> Vec<_> {
        Article::split(&body(slug)).sections.into_iter().map(|section| section.kind).collect()
    };
    assert_eq!(sections("acme-gateway-504-request-timeout"), SectionKind::ALL);
    assert!(!sections("http-504-gateway-timeout").contains(&SectionKind::LookAlikes));
    assert_eq!(
        plain_steps(&body("acme-gateway-504-request-timeout")),
        [
            "Shorten the work of handler, and keep instances warm.",
            "Return connections early.",
            "Answer 202 at once, and work on afterwards."
        ]
    );
}

#[test]
fn limits_in_prose_are_expanded_and_do_not_break_across_lines() {
    let catalogue = load(&valid_files(), &page_paths()).unwrap();
    let body = &catalogue.page("acme-gateway-504-request-timeout").unwrap().body;
    assert!(body.contains("The gateway waits [29\u{a0}s](/limits/#acme-request) and then"));
    assert!(body.contains(
        "- **Limit**: [29\u{a0}s](/limits/#acme-request), settable up to [40\u{a0}s](/limits/#acme-request);[^quotas] \
         the first byte gets [1\u{a0}m\u{a0}30\u{a0}s](/limits/#acme-first-byte)."
    ));
    assert!(!body.contains("{{"));
    let other = &catalogue.page("acme-functions-500-crash").unwrap().body;
    assert!(other.contains("up to [5\u{a0}min](/limits/#acme-pool-wait), comes"));
}

#[test]
fn every_field_of_a_limit_is_read() {
    let catalogue = load(&valid_files(), &page_paths()).unwrap();
    let [request, pool_wait, first_byte] = catalogue.limits.as_slice() else { panic!("three limits") };
    let ids = [request, pool_wait, first_byte].map(|limit| limit.id.as_str());
    assert_eq!(ids, ["acme-request", "acme-pool-wait", "acme-first-byte"]);

    assert_eq!(request.platform, "Acme Gateway, whole request");
    assert_eq!((request.vendor.as_str(), request.layer), ("acme-gateway", Layer::Gateway));
    assert_eq!(request.setting, "Request timeout (request_timeout)");
    assert_eq!(stated(request.default.as_ref()), Some(("29 s".to_owned(), Duration::from_secs(29))));
    assert_eq!(stated(request.maximum.as_ref()), Some(("40 s".to_owned(), Duration::from_secs(40))));
    assert_eq!((request.raisable, request.kind), (Raisable::Quota, LimitKind::Total));
    assert!(request.conditions.ends_with("for regional gateways only."));
    assert_eq!(request.retries.as_deref(), Some("GET and HEAD: once more, with a timeout of its own."));
    assert_eq!(request.verified.to_string(), "2026-11-20");
    assert_eq!(request.client.status, Some(StatusCode(504)));
    assert_eq!(request.client.body.as_deref(), Some("{\"error\": \"request timed out\"}"));
    assert_eq!(request.client.headers, ["acme-request-id", "acme-error: REQUEST_TIMEOUT"]);
    assert_eq!(request.client.note.as_deref(), Some("A custom error page replaces this body."));
    assert_eq!(request.client.entry, "acme-gateway-504-request-timeout");
    assert_eq!(request.sources.len(), 2);
    let revisions: Vec<_> = request.revisions.iter().map(|revision| revision.date.to_string()).collect();
    assert_eq!(revisions, ["2025-05-06", "2023-02-01"]);

    assert_eq!(stated(pool_wait.default.as_ref()), None, "off unless set");
    assert_eq!(stated(pool_wait.maximum.as_ref()), Some(("5 min".to_owned(), Duration::from_secs(300))));
    assert_eq!((pool_wait.raisable, pool_wait.kind), (Raisable::Setting, LimitKind::Idle));
    assert_eq!((pool_wait.client.status, pool_wait.client.body.as_deref()), (None, None));
    assert_eq!(pool_wait.retries, None);

    assert_eq!(stated(first_byte.default.as_ref()), Some(("1 m 30 s".to_owned(), Duration::from_secs(90))));
    assert_eq!(stated(first_byte.maximum.as_ref()), None);
    assert_eq!((first_byte.raisable, first_byte.kind), (Raisable::No, LimitKind::FirstByte));
    assert!(first_byte.revisions.is_empty());
}

/// A limit's words and what they mean.
fn stated(limit: Option<&StatedDuration>) -> Option<(String, Duration)> {
    limit.map(|limit| (limit.to_string(), limit.duration()))
}

/// A file of broken rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    case: Vec<Case>,
}

/// An edit of the valid folder that breaks a rule, and the problems that it causes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The rule, as a sentence.
    rule: String,
    /// The file that is edited.
    file: String,
    /// The edited file stands here as well, the original stays.
    copy: Option<String>,
    /// The edited file stands here instead.
    rename: Option<String>,
    /// The file is taken away.
    #[serde(default)]
    delete: bool,
    /// What is replaced; it stands in the file exactly once.
    replace: Option<String>,
    /// What comes in its place.
    with: Option<String>,
    /// Every problem that `load` reports, in its order.
    /// `{pages}` stands for the pages that are no entries.
    problems: Vec<String>,
}

impl Case {
    /// The valid folder with this edit; an edit that does not fit the folder is an error.
    fn apply(&self, files: &Files) -> Result<Files, String> {
        let mut files = files.clone();
        let mut text = files.get(&self.file).ok_or_else(|| format!("there is no file {}", self.file))?.clone();
        match (&self.replace, &self.with) {
            (Some(replace), Some(with)) => {
                let count = text.matches(replace.as_str()).count();
                if count != 1 {
                    return Err(format!("`{replace}` stands {count} times in {}, not once", self.file));
                }
                text = text.replace(replace.as_str(), with);
            }
            (None, None) if self.delete || self.copy.is_some() || self.rename.is_some() => {}
            _ => return Err("an edit needs `replace` and `with`".to_owned()),
        }
        if self.delete || self.rename.is_some() {
            files.remove(&self.file);
        }
        if !self.delete {
            let path = self.copy.as_ref().or(self.rename.as_ref()).unwrap_or(&self.file);
            files.insert(path.clone(), text);
        }
        Ok(files)
    }
}

#[test]
fn each_broken_rule_has_its_exact_message() {
    let valid = valid_files();
    let mut rules = BTreeSet::new();
    let mut failures = Vec::new();
    let pages = page_paths().iter().map(|path| format!("/{path}")).collect::<Vec<_>>().join(", ");
    for group in ["front-matter", "body", "references", "limits", "glossary", "finder", "secrets"] {
        let path = fixtures().join(format!("invalid/{group}.toml"));
        let group: Group = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in group.case {
            let name = format!("{}: {}", path.file_stem().unwrap().to_string_lossy(), case.rule);
            assert!(rules.insert(name.clone()), "this case stands twice: {name}");
            match case.apply(&valid) {
                Err(error) => failures.push(format!("{name}\n  {error}")),
                Ok(files) => {
                    let found = messages(&files);
                    let expected: Vec<_> = case.problems.iter().map(|line| line.replace("{pages}", &pages)).collect();
                    if found != expected || found.is_empty() {
                        let list = |lines: &[String]| lines.join("\n    ");
                        failures.push(format!(
                            "{name}\n  expected:\n    {}\n  found:\n    {}",
                            list(&expected),
                            list(&found)
                        ));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {} cases differ:\n\n{}\n", failures.len(), rules.len(), failures.join("\n\n"));
}

#[test]
fn problems_stand_in_the_order_of_paths_and_lines() {
    let mut files = valid_files();
    for text in files.values_mut() {
        *text = text.replace("retrieved = 2026-11-", "retrieved = 2026-13-").replace("layer = \"", "layer = \"no-");
    }
    let problems = load(&files, &page_paths()).unwrap_err();
    let places: Vec<_> = problems.iter().map(|problem| (problem.path.clone(), problem.line)).collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places, sorted);
    assert!(problems.iter().map(|problem| &problem.path).collect::<BTreeSet<_>>().len() > 3);
}

#[test]
fn windows_line_ends_are_refused_with_a_message() {
    let mut files = valid_files();
    let text = files[GATEWAY].replace('\n', "\r\n");
    files.insert(GATEWAY.to_owned(), text);
    assert_eq!(messages(&files).len(), 1);
}

/// Each of these is an edit, or two, that comes close to a case of `invalid`.
#[test]
fn what_only_resembles_a_broken_rule_is_allowed() {
    for (rule, file, edits) in [
        (
            "two parts of one document are two sources",
            GATEWAY,
            &[(
                "url = \"https://docs.acme.example/gateway/logs\"",
                "url = \"https://docs.acme.example/gateway/quotas#logs\"",
            )][..],
        ),
        (
            "a text that is decisive elsewhere may be less",
            GATEWAY,
            &[("'acme-error: REQUEST_TIMEOUT'", "'acme-error: FUNCTION_CRASHED'")],
        ),
        (
            "a text that is decisive in one place may be so in another",
            GATEWAY,
            &[("'upstream <id> timed out'", "'acme-error: FUNCTION_CRASHED'")],
        ),
        (
            "decisive texts of one entry may contain each other",
            GATEWAY,
            &[("[[signatures]]\nwhere = \"status\"\npattern = '504'\nweight = \"weak\"", LONGER_SIGNATURE)],
        ),
        (
            "a blank keeps a decisive text out of a longer word",
            GATEWAY,
            &[("'acme-error: REQUEST_TIMEOUT'\nweight = \"strong\"", "'FUNCTION '\nweight = \"decisive\"")],
        ),
        (
            "a signature is quoted as it is",
            GATEWAY,
            &[
                ("pattern = 'upstream <id> timed out'", "pattern = 'Acme gateway: upstream timed out'"),
                ("\"upstream & co\"", "\"Acme gateway: upstream\""),
            ],
        ),
        ("the title of a source is its author's", GATEWAY, &[("\"Log lines of Acme Gateway\"", "\"Acme gateway\"")]),
        (
            "a tag may be a code of this entry alone",
            FUNCTIONS,
            &[("code = 500", "codes = [500, 507]"), ("tags = [\"500\"", "tags = [\"500\", \"507\"")],
        ),
        ("a question may begin as a step does", FUNCTIONS, &[("### Is it retried?", "### Step 1 failed?")]),
    ] {
        let mut text = valid_files()[file].clone();
        for (replace, with) in edits {
            assert_eq!(text.matches(replace).count(), 1, "{rule}: {replace}");
            text = text.replace(replace, with);
        }
        let mut files = valid_files();
        files.insert(file.to_owned(), text);
        assert_eq!(messages(&files), Vec::<String>::new(), "{rule}");
    }
}

/// Contains another decisive signature of the same entry.
const LONGER_SIGNATURE: &str =
    "[[signatures]]\nwhere = \"log\"\npattern = 'the upstream <id> timed out'\nweight = \"decisive\"";

/// How long that takes is `benches/site.rs`'s to say.
#[test]
fn a_large_catalogue_keeps_every_rule_or_breaks_it_in_one_place() {
    let mut files = generated::generated(&valid_files(), 1_000);
    let catalogue = load(&files, &page_paths()).unwrap();
    assert_eq!(catalogue.pages.len(), 1_000);
    for page in &catalogue.pages {
        assert_eq!(catalogue.page(&page.entry.slug).map(|found| &found.path), Some(&page.path));
    }
    let path = "content/errors/acme-gateway/acme-gateway-504-request-timeout-300.md";
    let text = files[path].replace("upstream <id> 300 timed out", "upstream <id> 30 timed out");
    files.insert(path.to_owned(), text);
    assert_eq!(
        messages(&files),
        [format!(
            "{path}:53: signatures.pattern: found `upstream <id> 30 timed out`, \
             expected a text that is not decisive for `acme-gateway-504-request-timeout-30` as well"
        )]
    );
}

#[test]
fn the_addresses_of_all_sources_are_listed_once_and_in_order() {
    let addresses = [
        "https://docs.acme.example/functions/errors",
        "https://docs.acme.example/functions/pools",
        "https://docs.acme.example/gateway/logs",
        "https://docs.acme.example/gateway/quotas",
        "https://news.acme.example/longer-requests",
        "https://news.acme.example/longer-requests?from=docs&lang=en",
        "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.5",
    ];
    assert!(load(&valid_files(), &page_paths()).unwrap().source_urls().into_iter().eq(addresses));

    let mut build_site = Command::new(env!("CARGO_BIN_EXE_build-site"));
    let output = build_site.arg("--urls").env("TRUNK_SOURCE_DIR", fixtures().join("valid")).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(String::from_utf8(output.stdout).unwrap().lines().eq(addresses));
}

fn real_content() -> Catalogue {
    load_content(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_real_content_is_without_a_problem() {
    let catalogue = real_content();
    assert!(catalogue.pages.len() >= 7);
    assert_eq!(
        catalogue.limits.first().map(|limit| limit.id.as_str()),
        Some("aws-rest-api-regional"),
        "the calculator starts with API Gateway's 29 s"
    );
}

#[test]
fn the_entry_on_api_gateway_is_what_was_promised() {
    let catalogue = real_content();
    let page = catalogue.page("aws-api-gateway-504-integration-timeout").unwrap();
    let entry = &page.entry;
    assert_eq!(entry.title, "AWS API Gateway 504 Integration Timeout — Lambda or Backend Response Too Slow");
    assert_eq!(entry.tags, ["api-gateway", "aws", "504", "lambda", "timeout"]);
    assert_eq!(codes(page), [504]);
    assert_eq!((entry.severity, entry.layer), (Severity::Critical, Layer::Gateway));

    let steps = plain_steps(&page.body);
    assert_eq!(steps.len(), 5);
    for (step, word) in steps.iter().zip([
        "provisioned concurrency",
        "Step Functions",
        "VPC endpoints",
        "Pool connections",
        "202 Accepted",
    ]) {
        assert!(step.contains(word), "{step}: {word}");
    }
    let advised: Vec<_> = entry.advice.iter().map(|row| row.step).collect();
    assert_eq!(advised, [1, 2, 3, 4, 5]);

    let generic = [500, 501, 502, 503, 504, 505];
    let related = page.related.iter().map(|slug| catalogue.page(slug).unwrap());
    let related: Vec<_> = related.filter(|other| other.entry.vendor == "http").collect();
    assert_eq!(related.iter().map(|page| codes(page)).collect::<Vec<_>>(), generic.map(|code| vec![code]));
    for other in related {
        assert_eq!(other.entry.severity, Severity::Critical);
        assert!(other.related.contains(&entry.slug), "{} leads back", other.entry.slug);
    }

    let revision = entry.revisions.iter().find(|revision| revision.date.to_string() == "2024-06-04").unwrap();
    assert_eq!(revision.was, "29 s could not be raised");
    assert_eq!(revision.now, "Regional and private REST APIs: can be raised by a quota request");
}

#[test]
fn the_documented_limits_are_what_was_promised() {
    let catalogue = real_content();
    let seconds = |limit: Option<&StatedDuration>| limit.map(|limit| limit.duration().as_secs());
    let found = |id: &str| {
        let limit = catalogue.limits.iter().find(|limit| limit.id == id).unwrap_or_else(|| panic!("no limit {id}"));
        (seconds(limit.default.as_ref()), seconds(limit.maximum.as_ref()), limit.raisable, limit.kind)
    };
    for (id, default, maximum, raisable, kind) in [
        ("aws-rest-api-regional", 29, 29, Raisable::Quota, LimitKind::Total),
        ("aws-rest-api-private", 29, 29, Raisable::Quota, LimitKind::Total),
        ("aws-rest-api-edge", 29, 29, Raisable::No, LimitKind::Total),
        ("aws-http-api", 30, 30, Raisable::No, LimitKind::Total),
        ("aws-websocket-integration", 29, 29, Raisable::No, LimitKind::Total),
        ("aws-websocket-idle", 600, 600, Raisable::No, LimitKind::Idle),
        ("aws-lambda-function", 3, 900, Raisable::Setting, LimitKind::Total),
        ("aws-alb-idle", 60, 4000, Raisable::Setting, LimitKind::Idle),
        ("aws-cloudfront-response", 30, 120, Raisable::Quota, LimitKind::Idle),
    ] {
        assert_eq!(found(id), (Some(default), Some(maximum), raisable, kind), "{id}");
    }
}

/// A change at some place of a text.
#[derive(Debug, Clone)]
enum Mutation {
    Delete(usize),
    Duplicate(usize),
    Insert(String),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    const SPECIAL: &[&str] = &[
        "+++\n",
        "\n+++\n",
        "\n## ",
        "\n## Steps\n",
        "\n### ",
        "\n#",
        "\n---\n",
        "[^",
        "[^quotas]",
        "[^a](/x/)",
        "[x][^quotas]",
        "\n[^quotas]: https://a.example/\n",
        "](",
        "](/errors/",
        "[",
        "]",
        "![",
        "{{",
        "}}",
        "{{limit:acme-request}}",
        "{{limit:",
        "<",
        "<b>",
        "<!--",
        ">",
        "&",
        "```",
        "\n```\n",
        "\n~~~\n",
        "`",
        "**",
        "\n1. ",
        "\n3. **x**\n",
        "\n- ",
        "29 s",
        "9.",
        "%",
        "\u{a0}",
        "µ",
        "ß",
        "\u{1F525}",
        "\u{301}",
        "\0",
        "\t",
        "\r\n",
        "\\",
        "\"",
        "'",
        "'''",
        "\"\"\"",
        "=",
        "\n[[sources]]\n",
        "\n[[limit]]\n",
        "\n[limit.client]\n",
        "\nid = 1\n",
        "0x",
        "-1",
        "99999999999999999999",
        "Acme gateway",
        "\"Acme gateway\"",
        "?utm_a=b",
        "\n[[name]]\n",
        "{ a = 1 }",
    ];
    prop_oneof![
        (1..60_usize).prop_map(Mutation::Delete),
        (1..60_usize).prop_map(Mutation::Duplicate),
        proptest::sample::select(SPECIAL).prop_map(|text| Mutation::Insert(text.to_owned())),
        "\\PC{1,4}".prop_map(Mutation::Insert),
    ]
}

fn mutated(text: &str, place: Index, mutation: &Mutation) -> String {
    let characters: Vec<char> = text.chars().collect();
    let place = place.index(characters.len() + 1);
    let (before, after) = characters.split_at(place);
    let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
    match mutation {
        Mutation::Delete(length) => before + &after.chars().skip(*length).collect::<String>(),
        Mutation::Duplicate(length) => before + &after.chars().take(*length).collect::<String>() + &after,
        Mutation::Insert(inserted) => before + inserted + &after,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_load_panic(
        file in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), mutation()), 1..6),
    ) {
        let mut files = valid_files();
        let path = files.keys().nth(file.index(files.len())).unwrap().clone();
        for (place, mutation) in changes {
            let text = mutated(&files[&path], place, &mutation);
            files.insert(path.clone(), text);
        }
        match load(&files, &page_paths()) {
            Ok(catalogue) => prop_assert!(catalogue.pages.len() <= files.len()),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    let lines = files.get(&problem.path).map_or(0, |text| text.lines().count() + 1);
                    prop_assert!(problem.line <= lines, "{problem}: the file has {lines} lines");
                    prop_assert!(!problem.to_string().contains('\n'), "{problem}");
                }
            }
        }
    }
}
