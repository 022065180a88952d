//! Names that stand on more than one page.

use serde::{Deserialize, Serialize};

/// Who sends an error: a product, or the HTTP standard itself for the generic entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vendor {
    /// The folder below `content/errors`, and the vendor's name in addresses.
    pub id: String,
    /// The name as the vendor writes it.
    pub name: String,
}

/// The reason phrase of a status code, as the IANA registry of HTTP status codes has it; `None` for a code that
/// is not registered. Source: <https://www.iana.org/assignments/http-status-codes/>.
pub const fn code_name(code: u16) -> Option<&'static str> {
    Some(match code {
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        506 => "Variant Also Negotiates",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        510 => "Not Extended",
        511 => "Network Authentication Required",
        _ => return None,
    })
}
