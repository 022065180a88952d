//! The line at the top of every page.

use maud::{Markup, html};

use crate::site_root::SiteRoot;

/// Name, navigation, theme. `navigation` are labels and paths below the base. The boot script serves the theme switch, so
/// that it works before the app is up and on pages where it never is.
pub(in crate::site) fn site_header<'n>(
    site: &SiteRoot,
    navigation: impl Iterator<Item = (&'n str, &'n str)>,
) -> Markup {
    html! {
        header class="site-header" {
            a class="site-header__name" href=(site.address("")) { "five" b { "xx" } }
            nav aria-label="Site" {
                ul class="site-header__links" {
                    li { a href=(site.address("")) data-finder-open aria-keyshortcuts="/ Control+K" { "Find" kbd { "/" } } }
                    @for (label, path) in navigation { li { a href=(site.address(path)) { (label) } } }
                }
            }
            label class="theme-switch" {
                span class="visually-hidden" { "Theme" }
                select id="theme" autocomplete="off" {
                    option value="" { "Auto" }
                    option value="light" { "Light" }
                    option value="dark" { "Dark" }
                }
            }
            p class="notice-line without-script" {
                "Controls need JavaScript, which is off or did not load. "
                a href="." { "Reload" }
            }
        }
    }
}
