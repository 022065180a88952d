//! A server of this machine, started with the configuration that a host would get, so that it can be tried.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::configuration::{Configuration, configuration};
use super::program::Program;
use crate::{paths, process};

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of starting a server.
#[derive(Debug)]
pub enum Started {
    /// It runs, until this is dropped.
    Running(Running),
    /// It is not on this machine, or lacks what it needs; the reason in words.
    NotInstalled(String),
}

/// A server that runs, and ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// The address of the site's start page.
    pub url: String,
    child: Child,
    /// What it has written; nobody needs it once it has answered.
    folder: PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself: then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts a program on a free port of this machine with its configuration for the site in `site`. What it writes is below
/// `target/deploy/`.
pub fn start(program: Program, site: &Path) -> Result<Started> {
    let name = program.name();
    let Some(path) = process::find_server(name) else {
        return Ok(Started::NotInstalled(format!("{name} is not installed")));
    };
    let folder = paths::target("deploy").join("tried").join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
    let site = fs::canonicalize(site).with_context(|| format!("there is no {} to serve", site.display()))?;
    let listen = match program {
        Program::Nginx => address.to_string(),
        // The scheme, or it would get itself a certificate.
        Program::Caddy => format!("http://{address}"),
    };
    let Configuration { base, text } = configuration(program, &site, &site, &listen)?;
    let mut command = process::command(path);
    match program {
        Program::Nginx => {
            let file = folder.join("nginx.conf");
            write(&file, &nginx_main(&folder, &text))?;
            command.arg("-c").arg(&file).arg("-e").arg(folder.join("error.log"));
            if let Some(reason) = nginx_lacks(&command)? {
                // A folder that stays is no harm.
                let _ = fs::remove_dir_all(&folder);
                return Ok(Started::NotInstalled(reason));
            }
        }
        Program::Caddy => {
            let file = folder.join("Caddyfile");
            // Its administration would listen on a port of its own, and its files go where everything of ours goes.
            write(&file, &format!("{{\n\tadmin off\n}}\n\n{text}"))?;
            command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&file);
            command.env("XDG_DATA_HOME", &folder).env("XDG_CONFIG_HOME", &folder);
        }
    }
    let log = fs::File::create(folder.join("output.log")).context("making the server's log")?;
    let child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone().context("opening the server's log twice")?)
        .stderr(log)
        .spawn()
        .with_context(|| format!("{name} could not be started"))?;
    let running =
        await_answer(child, address).with_context(|| format!("{name} does not listen; see {}", folder.display()))?;
    Ok(Started::Running(Running { url: format!("http://{address}{base}"), child: running, folder }))
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("writing {}", file.display()))
}

/// The file around a site's own, for an nginx that stays in the foreground, as one process, and writes only into `folder`.
fn nginx_main(folder: &Path, site: &str) -> String {
    let folder = folder.display();
    let bodies = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let bodies: String = bodies.iter().map(|name| format!("{name}_temp_path \"{folder}/{name}\";\n")).collect();
    format!(
        "# Debian's modules, of which brotli_static is one.\n\
         include /etc/nginx/modules-enabled/*.conf;\n\
         daemon off;\n\
         master_process off;\n\
         pid \"{folder}/nginx.pid\";\n\
         error_log \"{folder}/error.log\";\n\
         events {{}}\n\
         http {{\n\
         access_log off;\n\
         {bodies}\
         {site}}}\n"
    )
}

/// What this nginx lacks, if its own test of the configuration says that it does not know a directive of ours.
fn nginx_lacks(command: &Command) -> Result<Option<String>> {
    let mut test = Command::new(command.get_program());
    test.args(command.get_args()).arg("-t");
    let output = test.output().context("nginx could not be started")?;
    if output.status.success() {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    if text.contains("unknown directive \"brotli_static\"") {
        return Ok(Some("nginx is installed without its module for brotli_static".to_owned()));
    }
    bail!("nginx does not accept its configuration: {}", text.trim());
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("looking for a free port")?;
    Ok(listener.local_addr().context("looking for a free port")?.port())
}

/// Gives the server back once it takes connections. One that does not is ended.
fn await_answer(mut child: Child, address: SocketAddr) -> Result<Child> {
    let start = Instant::now();
    loop {
        if TcpStream::connect(address).is_ok() {
            return Ok(child);
        }
        let status = child.try_wait().context("asking after the server")?;
        if let Some(status) = status {
            bail!("it ended ({status})");
        }
        if start.elapsed() > PATIENCE {
            // It may have ended this moment.
            let _ = child.kill();
            let _ = child.wait();
            bail!("nothing within {} s", PATIENCE.as_secs());
        }
        thread::sleep(Duration::from_millis(20));
    }
}
