//! The box that takes anything: typed words and pastes.

use maud::{Markup, html};

/// The box, empty. `id` names its parts: a page and its dialog have one each.
pub fn finder_box(id: &str) -> Markup {
    html! {
        div class="finder" data-finder {
            label class="finder__label" for=(id) { "What do you have? Words, a code, or a paste" }
            input class="finder__input" id=(id) type="search" role="combobox" aria-expanded="false"
                aria-controls={ (id) "-results" } aria-autocomplete="list" aria-describedby={ (id) "-hint" }
                autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search"
                placeholder="504, H12, upstream timed out …";
            p class="finder__hint" id={ (id) "-hint" } {
                "Paste a response, headers or log lines: it says who sent the error. Nothing leaves your browser."
            }
            div class="finder__paste" hidden {
                label class="finder__label" for={ (id) "-pasted" } { "Pasted text" }
                textarea class="finder__pasted" id={ (id) "-pasted" } rows="6" spellcheck="false" {}
                p class="finder__note" {}
                button class="button button--quiet finder__clear" type="button" { "Clear" }
            }
            p class="finder__said" role="status" {}
            div class="finder__results" id={ (id) "-results" } {}
        }
    }
}
