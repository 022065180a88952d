//! The finder: a wasm of its own, for a page and its worker alike. Nothing else.

// Views are types, and a page of them is deep.
#![recursion_limit = "512"]

fn main() {
    #[cfg(feature = "hydrate")]
    fivexx::finder_ui::start();
}
