//! The finder: a wasm of its own, for a page and its worker alike. Nothing else.

fn main() {
    #[cfg(feature = "hydrate")]
    fivexx::finder_ui::start();
}
