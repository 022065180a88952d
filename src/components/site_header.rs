//! The line at the top of every page.

use leptos::prelude::*;

use crate::app::use_site;

/// Name, navigation, theme. `boot.js` serves the theme switch, so that it works before the app is up and on pages
/// where it never is.
#[component]
pub fn SiteHeader() -> impl IntoView {
    let site = use_site();
    view! {
        <header class="site-header">
            <a class="site-header__name" href=site.address("")>"five" <b>"xx"</b></a>
            <nav aria-label="Site">
                <ul class="site-header__links">
                    <li><a href=site.address("errors/")>"Errors"</a></li>
                    <li><a href=site.address("troubleshoot/")>"Troubleshoot"</a></li>
                    <li><a href=site.address("about/")>"About"</a></li>
                </ul>
            </nav>
            <label class="theme-switch">
                <span class="visually-hidden">"Theme"</span>
                <select id="theme" autocomplete="off">
                    <option value="">"Auto"</option>
                    <option value="light">"Light"</option>
                    <option value="dark">"Dark"</option>
                </select>
            </label>
        </header>
    }
}
