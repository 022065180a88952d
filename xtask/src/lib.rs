/*!
The project's own commands, one module each, run as `cargo xtask <name>`.

- [`setup`] gets what the others need and is the first thing that they do;
- [`build`] runs trunk, [`dev`] runs it again on every change, [`serve`] serves what it built as a CDN would;
- [`deploy`] writes what other servers need to serve the same, and [`conform`] tells whether one does;
- [`test`], [`check`], [`bench`] and [`lighthouse`] judge the result, [`links`] what it cites, and [`dependencies`] what
  it takes from others.

Below them: [`process`] runs programs, [`paths`] names files and folders, [`base_path`] is the path that a site is
mounted at, [`statistics`] sums up measurements.

It is a library with a thin `main.rs`, so that tests can start the server without a process of its own.
*/

pub mod base_path;
pub mod bench;
pub mod build;
pub mod check;
pub mod conform;
pub mod dependencies;
pub mod deploy;
pub mod dev;
pub mod lighthouse;
pub mod links;
pub mod paths;
pub mod process;
pub mod serve;
pub mod setup;
pub mod statistics;
pub mod test;
