/*!
`cargo xtask deploy nginx|caddy`: that server's configuration for the built site, from the template in `deploy/` and the
site's own `_headers`. The policy holds hashes of the stylesheets, and the hashed files have names that no one could keep up
by hand: what a server sends is read off the site, each time it is built.
*/

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::paths;

mod caddy;
mod configuration;
mod nginx;
mod program;
mod running;
mod spelling;

use configuration::configuration;
pub use program::Program;
pub use running::{Running, Started, start};

/// `cargo xtask deploy nginx|caddy [--root <folder>] [--listen <address>] [--site dist]`.
pub fn command(mut args: Parser) -> Result<()> {
    let mut program = None;
    let (mut site, mut root, mut listen) = (paths::dist(), None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Long("site") => site = PathBuf::from(args.value()?),
            Long("root") => root = Some(PathBuf::from(args.value()?)),
            Long("listen") => listen = Some(args.value()?.string()?),
            Value(name) if program.is_none() => {
                program = Some(Program::named(&name).ok_or_else(|| Value(name).unexpected())?);
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    let program = program.context("for which server? `cargo xtask deploy nginx` or `cargo xtask deploy caddy`")?;
    let root = match root {
        Some(root) => root,
        None => fs::canonicalize(&site).with_context(|| format!("there is no {} to serve", site.display()))?,
    };
    let listen = listen.unwrap_or_else(|| program.default_listen().to_owned());
    let text = configuration(program, &site, &root, &listen)?.text;
    let file = paths::target("deploy").join(program.name()).join(program.file());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    fs::write(&file, &text).with_context(|| format!("writing {}", file.display()))?;
    println!("{} serves {} by {}", program.name(), root.display(), paths::below_root(&file));
    Ok(())
}
