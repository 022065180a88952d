//! Search: words to entries. The index is made at build time; the query runs in the browser and natively alike. Pure.

mod asked;
mod index;
mod phrases;
mod query;
mod times;
mod tokens;
mod typos;

pub use index::{Document, Index, Synonym};
pub use query::{Hit, Hits, Searcher, Subject};
pub use tokens::{tokens, words_of};
pub use typos::{Distance, Misspelt, mask};
