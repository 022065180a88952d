/*!
Running other programs: the command is printed as it could be typed, its output streams through, and the time that it
took is printed at the end.
*/

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};
use std::{env, fmt, fs};

use anyhow::{Context, Result, bail, ensure};

use crate::paths;

/// A command that runs in the repository's top folder and sees the tools that set-up installed before all others.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    // Unset rather than broken where a folder's name cannot stand in PATH.
    if let Ok(path) = env::join_paths(search_path()) {
        command.env("PATH", path);
    }
    command
}

/// The folders that [`command`] looks for programs in.
fn search_path() -> Vec<PathBuf> {
    let mut folders = vec![paths::tools().join("bin"), paths::root().join("node_modules/.bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    folders
}

/// Where `program` is, if it can be run at all. Much cheaper than running it.
pub fn find(program: &str) -> Option<PathBuf> {
    let program = format!("{program}{}", env::consts::EXE_SUFFIX);
    search_path().into_iter().map(|folder| folder.join(&program)).find(|path| is_executable(path))
}

/// Where the server `program` is: Debian keeps some where only root looks.
pub fn find_server(program: &str) -> Option<PathBuf> {
    find(program).or_else(|| Some(Path::new("/usr/sbin").join(program)).filter(|path| is_executable(path)))
}

/// Whether `path` is a file that may be run.
pub fn is_executable(path: &Path) -> bool {
    let Ok(metadata) = fs::metadata(path) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        metadata.is_file() && metadata.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    metadata.is_file()
}

/// Runs a command to its end. Its output goes where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    announce(command);
    let start = Instant::now();
    let status = command.status().with_context(|| cannot_start(command))?;
    finish(command, status, start)
}

/// Runs a command to its end and passes each line that it writes to standard output to `on_line` as well.
pub fn run_reading(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<()> {
    announce(command);
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut bytes = Vec::new();
        // Bytes rather than lines(): a test may print anything.
        while reader.read_until(b'\n', &mut bytes).context("reading the output")? > 0 {
            let line = String::from_utf8_lossy(&bytes);
            print!("{line}");
            on_line(line.trim_end());
            bytes.clear();
        }
    }
    let status = child.wait().with_context(|| format!("waiting for {}", shown(command)))?;
    finish(command, status, start)
}

/// Runs a command to its end and keeps what it writes, for the caller to judge: it may have failed.
pub fn run_captured(command: &mut Command) -> Result<Output> {
    announce(command);
    command.output().with_context(|| cannot_start(command))
}

/// What a command writes to standard output, trimmed. The command itself is not printed: this is for queries.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    ensure!(
        output.status.success(),
        "`{}` failed ({}): {}",
        shown(command),
        output.status,
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A part of a longer run, and how long it took. Parts that ran at the same time add up to more than the run.
#[derive(Debug)]
pub struct Part {
    /// What it is called in the summary.
    pub name: String,
    /// From its start to its end.
    pub time: Duration,
}

impl Part {
    /// Runs `work` as the part `name`.
    pub fn time(name: &str, work: impl FnOnce() -> Result<()>) -> Result<Self> {
        let start = Instant::now();
        work()?;
        Ok(Self { name: name.to_owned(), time: start.elapsed() })
    }
}

/// Prints a line for each part, and one for the whole run.
pub fn print_parts(parts: &[Part], whole: Duration) {
    println!();
    for Part { name, time } in parts {
        println!("{name:<18} {:>12}", Span(*time));
    }
    println!("{:<18} {:>12}", "all", Span(whole));
}

fn announce(command: &Command) {
    println!("$ {}", shown(command));
}

fn finish(command: &Command, status: ExitStatus, start: Instant) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status}) after {}", shown(command), Span(start.elapsed()));
    }
    println!("  done in {}", Span(start.elapsed()));
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` could not be started", command.get_program().display())
}

/// The command as a line for a shell, with the variables that were set for it (PATH left out: it is always set).
fn shown(command: &Command) -> String {
    let mut words = Vec::new();
    if let Some(folder) = command.get_current_dir().filter(|folder| *folder != paths::root()) {
        words.push(format!("cd {} &&", below_root(folder.as_os_str())));
    }
    for (name, value) in command.get_envs() {
        if let Some(value) = value.filter(|_| name != "PATH") {
            words.push(format!("{}={}", name.display(), below_root(value)));
        }
    }
    words.push(below_root(command.get_program()));
    words.extend(command.get_args().map(below_root));
    words.join(" ")
}

/// A word of a command line: quoted where a shell would need it, and without the repository's path in front.
fn below_root(word: &OsStr) -> String {
    let path = Path::new(word);
    let word = path.strip_prefix(paths::root()).unwrap_or(path).display().to_string();
    if word.is_empty() || word.contains([' ', '"', '$', '&', ';', '*']) { format!("'{word}'") } else { word }
}

/// A length of time as people say it: `0.4 s`, `48 s`, `2 min 05 s`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span(pub Duration);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        let text = match seconds {
            _ if seconds < 9.95 => format!("{seconds:.1} s"),
            _ if seconds < 59.5 => format!("{seconds:.0} s"),
            _ => {
                let whole = seconds.round() as u64;
                format!("{} min {:02} s", whole / 60, whole % 60)
            }
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_well_at_every_length() {
        let shown = |millis| Span(Duration::from_millis(millis)).to_string();
        assert_eq!(shown(40), "0.0 s");
        assert_eq!(shown(9_949), "9.9 s");
        assert_eq!(shown(9_950), "10 s");
        assert_eq!(shown(59_499), "59 s");
        assert_eq!(shown(59_500), "1 min 00 s");
        assert_eq!(shown(125_000), "2 min 05 s");
    }

    #[test]
    fn a_command_is_shown_as_it_could_be_typed() {
        let mut command = command("trunk");
        command.args(["build", "--dist"]).arg(paths::dist()).arg("a b").env("BASE_PATH", "/docs/");
        assert_eq!(shown(&command), "BASE_PATH=/docs/ trunk build --dist dist 'a b'");
    }

    #[test]
    fn a_command_that_fails_says_which() {
        let error = run(command("rustc").arg("--no-such-option").stderr(Stdio::null())).unwrap_err();
        assert!(error.to_string().starts_with("`rustc --no-such-option` failed"), "{error}");
        let error = run(&mut command("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program` could not be started");
    }
}
