//! Lines of logs whose columns are known: one file a format, each with samples and what only looks like one. Pure.
//!
//! A new format is a new file and a row of [`FORMATS`]: the recogniser takes status and time from it, and the answer to an
//! unrecognised text names it.

mod alb;
mod cloudfront;
mod columns;
mod envoy;
mod haproxy;
mod http_sys;
mod iis;
mod record;

pub use columns::status_at_start;
pub use record::{Field, Format, Record, Writer};

/// Every format, in the order in which a line is tried. Where a line could be of two, the stricter one stands first.
pub const FORMATS: &[Format] =
    &[alb::FORMAT, haproxy::FORMAT, cloudfront::FORMAT, iis::FORMAT, http_sys::FORMAT, envoy::FORMAT];

/// The shortest line of any format, in bytes: HAProxy's timers, a status and flags.
const SHORTEST: usize = "0/0/0/0/0 502 ----".len();

/// Reads a line, with or without its line end; none for a line of no known format.
pub fn read(line: &str) -> Option<Record> {
    if line.len() < SHORTEST {
        return None;
    }
    FORMATS.iter().find_map(|format| (format.read)(line))
}
