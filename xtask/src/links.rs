/*!
`cargo xtask check links`: whether the documents that the content cites are still there. It asks other people's servers,
so nothing else runs it: a test must not fail because of them.
*/

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::{fmt, thread};

use anyhow::{Context, Result, bail, ensure};

use crate::{build, process};

/// The longest that one request may take, its redirects included, in seconds.
const PATIENCE: &str = "20";

/// How many addresses are asked at a time.
const AT_A_TIME: usize = 8;

/// The status that curl reports where there was no answer.
const NO_ANSWER: u16 = 0;

/// Asks for every source of the content, prints those that do not answer 200, and fails if there are any.
pub fn command() -> Result<()> {
    ensure!(process::find("curl").is_some(), "checking links needs curl, which is not in PATH");
    let mut build_site = process::command("cargo");
    build_site.args(["run", "--quiet"]).args(build::BUILD_SITE).args(["--", "--urls"]);
    let list = process::output(&mut build_site)?;
    let urls: Vec<_> = list.lines().filter(|line| !line.is_empty()).collect();
    let count = check(&urls, answer, |url, answer| println!("{answer} {url}"))?;
    if count.not_reachable > 0 {
        // The last line of the account, as an error.
        bail!("{count}");
    }
    println!("{count}");
    Ok(())
}

/// How many were asked, and how many of them did not answer 200.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    checked: usize,
    not_reachable: usize,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} checked, {} not reachable", self.checked, self.not_reachable)
    }
}

/// What an address answers in the end: the status behind all redirects, and what curl says where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    status: u16,
    error: String,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error.as_str() {
            "" => write!(f, "{:03}", self.status),
            error => write!(f, "{:03} ({error})", self.status),
        }
    }
}

/// Asks for all addresses, [`AT_A_TIME`], and hands those to `on_fault` that do not answer 200, as soon as it is known.
fn check(
    urls: &[&str],
    ask: impl Fn(&str) -> Result<Answer> + Sync,
    mut on_fault: impl FnMut(&str, &Answer),
) -> Result<Count> {
    let next = AtomicUsize::new(0);
    let (sender, answers) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME.min(urls.len()) {
            let (sender, next, ask) = (sender.clone(), &next, &ask);
            scope.spawn(move || {
                while let Some(url) = urls.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Nobody listens any more after an error: the others need not be asked.
                    if sender.send((*url, ask(url))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut count = Count::default();
        for (url, answer) in answers {
            let answer = answer.with_context(|| format!("asking for {url}"))?;
            count.checked += 1;
            if answer.status != 200 {
                count.not_reachable += 1;
                on_fault(url, &answer);
            }
        }
        Ok(count)
    })
}

/// Asks for an address by HEAD, and by GET where the server will not have HEAD.
fn answer(url: &str) -> Result<Answer> {
    let answer = curl(url, &["--head"])?;
    if is_refusal_of_head(answer.status) { curl(url, &[]) } else { Ok(answer) }
}

/// Forbidden, Method Not Allowed, Not Implemented: what servers say to HEAD that answer GET.
fn is_refusal_of_head(status: u16) -> bool {
    matches!(status, 403 | 405 | 501)
}

fn curl(url: &str, options: &[&str]) -> Result<Answer> {
    let mut curl = process::command("curl");
    curl.args(["--silent", "--show-error", "--location", "--globoff", "--max-time", PATIENCE])
        .args(["--output", NOWHERE, "--write-out", "%{http_code}"])
        .args(options)
        .args(["--url", url]);
    // An exit status other than 0 is no failure of ours: the server's silence is what is asked for.
    let output = curl.output().context("`curl` could not be started")?;
    read(&String::from_utf8_lossy(&output.stdout), &String::from_utf8_lossy(&output.stderr))
}

#[cfg(unix)]
const NOWHERE: &str = "/dev/null";
#[cfg(not(unix))]
const NOWHERE: &str = "NUL";

/// What curl wrote: the status, and on the other stream why there is none.
fn read(status: &str, error: &str) -> Result<Answer> {
    let status = status.trim().parse().with_context(|| format!("curl wrote `{status}`, not a status: {error}"))?;
    let error = error.lines().next().unwrap_or_default().trim();
    // A transfer that broke off after a good status is no answer.
    let is_broken = status == 200 && !error.is_empty();
    Ok(Answer { status: if is_broken { NO_ANSWER } else { status }, error: error.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::Mutex;

    use super::*;

    fn with_status(status: u16) -> Answer {
        Answer { status, error: String::new() }
    }

    #[test]
    fn what_curl_writes_is_read() {
        assert_eq!(read("200", "").unwrap(), with_status(200));
        assert_eq!(read("404\n", "").unwrap().to_string(), "404");
        let silence = read("000", "curl: (6) Could not resolve host: a.example\ncurl: more\n").unwrap();
        assert_eq!(silence.to_string(), "000 (curl: (6) Could not resolve host: a.example)");
        let half = read("200", "curl: (18) transfer closed").unwrap();
        assert_eq!(half.status, NO_ANSWER);
        let error = read("", "curl: option --globoff: is unknown").unwrap_err();
        assert_eq!(error.to_string(), "curl wrote ``, not a status: curl: option --globoff: is unknown");
    }

    #[test]
    fn every_address_is_asked_once_and_those_that_fail_are_told() {
        let urls: Vec<_> = (0..100).map(|number| format!("https://{number}.example/")).collect();
        let urls: Vec<_> = urls.iter().map(String::as_str).collect();
        let asked = Mutex::new(Vec::new());
        let mut told = Vec::new();
        let ask = |url: &str| {
            asked.lock().unwrap().push(url.to_owned());
            Ok(with_status(if url.contains('7') { 410 } else { 200 }))
        };
        let count = check(&urls, ask, |url, answer| told.push(format!("{answer} {url}"))).unwrap();
        assert_eq!(count.to_string(), "100 checked, 19 not reachable");
        assert!(told.contains(&"410 https://70.example/".to_owned()), "{told:?}");
        let mut asked = asked.into_inner().unwrap();
        asked.sort_unstable();
        asked.dedup();
        assert_eq!((asked.len(), told.len()), (100, 19));
    }

    #[test]
    fn nothing_to_ask_is_no_failure() {
        let count = check(&[], |_| unreachable!(), |_, _| unreachable!()).unwrap();
        assert_eq!(count.to_string(), "0 checked, 0 not reachable");
    }

    #[test]
    fn a_program_that_cannot_be_started_is_an_error() {
        let error = check(&["https://a.example/"; 20], |_| bail!("no curl"), |_, _| {}).unwrap_err();
        assert_eq!(format!("{error:#}"), "asking for https://a.example/: no curl");
    }

    /// A server of this machine that will not have HEAD, and moves `/old` to `/new`.
    #[test]
    fn a_server_that_refuses_head_is_asked_again() {
        if process::find("curl").is_none() || env::var_os("http_proxy").is_some() {
            return;
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines = BufReader::new(&stream).lines().map(Result::unwrap);
                let request: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
                let head = match request[0].split_whitespace().collect::<Vec<_>>()[..] {
                    ["GET", "/new", _] => "200 OK",
                    ["GET", "/old", _] => "301 Moved Permanently\r\nlocation: /new",
                    ["HEAD", "/gone", _] => "404 Not Found",
                    _ => "405 Method Not Allowed",
                };
                write!(stream, "HTTP/1.1 {head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
            }
        });
        let status = |path: &str| answer(&format!("http://{address}{path}")).unwrap().status;
        assert_eq!([status("/new"), status("/old"), status("/gone"), status("/else")], [200, 200, 404, 405]);
    }
}
