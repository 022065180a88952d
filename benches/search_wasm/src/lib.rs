//! The site's search for Node, with nothing else of the finder: what `benches/search_peers` measures.

use fivexx::search::{Index, Searcher, Subject};
use fivexx::status_code::StatusCode;
use wasm_bindgen::prelude::wasm_bindgen;

/// An index that is ready to be asked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Search {
    slugs: Vec<String>,
    searcher: Searcher,
}

#[wasm_bindgen]
impl Search {
    /// Reads the file that the example `search_documents` writes: slugs, titles, codes, and the index.
    ///
    /// # Errors
    /// Bytes that are not such a file.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Search, String> {
        let (cards, index): (Vec<(String, String, Vec<StatusCode>)>, Index) =
            postcard::from_bytes(bytes).map_err(|error| error.to_string())?;
        let mut searcher = Searcher::new(index);
        for (_, title, codes) in &cards {
            searcher.add_subject(Subject { title, sender: "", codes, weight: 1.0 });
        }
        Ok(Self { slugs: cards.into_iter().map(|(slug, ..)| slug).collect(), searcher })
    }

    /// The slugs of the best documents, a line each.
    pub fn search(&self, query: &str, count: usize) -> String {
        let hits = self.searcher.search(query).hits;
        let slugs = hits.iter().take(count).map(|hit| self.slugs[hit.document].as_str());
        slugs.collect::<Vec<_>>().join("\n")
    }
}
