//! What machines wrote, read once: lines of logs, objects of JSON and responses as typed records. Pure.
//!
//! - [`Record`]: what one line, or one document, says of one request, each field with its bytes in the text.
//! - `formats`: one file a format. A new one is a new file and a row of [`FORMATS`]; `format` is what each of them is.
//! - `wrappers`: what shippers, consoles and exports put around a line, one file each; taken off before.
//! - [`decode`]: bytes as UTF-8, whatever a file has them in; before anything else.
//! - `columns`, `pairs`, `json`, `header`, `moment`, `cause`: how values stand in a line.
//! - `common_log`, `names`, `w3c`: shapes that several formats share.
//! - [`Reader`]: which format a line is of; [`read`]: a whole text.

mod cause;
mod columns;
mod common_log;
mod decode;
mod detect;
mod format;
mod formats;
mod header;
mod json;
mod moment;
mod names;
mod pairs;
mod reading;
mod record;
mod unescape;
mod w3c;
mod wrappers;

pub use decode::decode;
pub use detect::Reader;
pub use format::Format;
pub use formats::FORMATS;
pub use json::{Json, Kind, Member, Object};
pub use moment::Moment;
pub use reading::{Account, Found, Visitor, read, read_with};
pub use record::{Field, Record, Span, Times, Writer};
