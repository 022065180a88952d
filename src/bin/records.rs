//! The readers of logs: a wasm of their own, which the finder's worker fetches when something was pasted.

#[cfg(feature = "hydrate")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// See `fivexx::recognise::read_records_as_bytes`; nothing for what cannot be read.
    #[allow(unreachable_pub, reason = "wasm-bindgen exports what is public")]
    #[wasm_bindgen(js_name = readRecords)]
    pub fn read_records(text: &[u8], signatures: &[u8]) -> Option<Vec<u8>> {
        fivexx::recognise::read_records_as_bytes(text, signatures)
    }
}

fn main() {}
