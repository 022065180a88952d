//! The box that takes anything: typed words and pastes.

use maud::{Markup, html};

/// What stands in the dialog that has the box on pages without one: it stands in the boot script.
pub(in crate::site) fn finder_dialog() -> Markup {
    html! {
        (finder_box("find-anywhere"))
        form method="dialog" { button class="button button--quiet" aria-label="Close" { "✕" } }
    }
}

/// The box, empty. `id` names its parts: a page and its dialog have one each.
pub(in crate::site) fn finder_box(id: &str) -> Markup {
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
            button class="button button--quiet finder__undo" type="button" hidden { "Bring the pasted text back" }
            p class="finder__said" role="status" {}
            p class="finder__reading" hidden {
                progress class="finder__progress" max="1000" value="0" aria-label="Read so far" {}
                button class="button button--quiet finder__stop" type="button" { "Stop" }
            }
            div class="finder__results" id={ (id) "-results" } {}
        }
    }
}
