//! The line at the top of every page.

use maud::{Markup, html};

use crate::app::Site;

/// Name, navigation, theme. `boot.js` serves the theme switch, so that it works before the app is up and on pages
/// where it never is.
pub fn site_header(site: &Site) -> Markup {
    html! {
        header class="site-header" {
            a class="site-header__name" href=(site.address("")) { "five" b { "xx" } }
            nav aria-label="Site" {
                ul class="site-header__links" {
                    li { a href=(site.address("")) data-finder-open aria-keyshortcuts="/ Control+K" { "Find" kbd { "/" } } }
                    li { a href=(site.address("errors/")) { "Errors" } }
                    li { a href=(site.address("troubleshoot/")) { "Troubleshoot" } }
                    li { a href=(site.address("limits/")) { "Limits" } }
                    li { a href=(site.address("about/")) { "About" } }
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
        }
    }
}
