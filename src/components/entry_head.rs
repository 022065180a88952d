//! The head of an entry: on a phone, its first screen.

use leptos::prelude::*;

use super::PathStrip;
use crate::app::use_site;
use crate::page_data::EntryData;

/// The code, the title, who sends it, the path strip, what it is, and the first step to take.
#[component]
pub fn EntryHead(
    /// The entry.
    data: EntryData,
) -> impl IntoView {
    let site = use_site();
    let entry = data.entry;
    let codes = entry
        .codes
        .iter()
        .map(|code| view! { <a class="code-mark" href=site.address(&format!("codes/{code}/"))>{code.to_string()}</a> })
        .collect_view();
    let is_server_error = entry.codes.iter().all(|code| (500..600).contains(&code.0));
    let category = if is_server_error { "5xx server error" } else { "not a 5xx status" };
    view! {
        <header class="entry-head">
            <div class="entry-head__codes">
                {codes}
                <ul class="entry-head__facts">
                    <li class="severity" data-severity=entry.severity.key()>{entry.severity.label()}</li>
                    <li>{category}</li>
                    <li>
                        "sent by "
                        <a href=site.address(&format!("vendors/{}/", entry.vendor))>{data.vendor}</a>
                    </li>
                </ul>
            </div>
            <h1>{entry.title}</h1>
            <PathStrip layer=entry.layer />
            <p class="lead">{entry.summary}</p>
            {data
                .steps
                .first()
                .map(|lead| {
                    view! {
                        <p class="first-step">
                            <a class="first-step__link" href="#step-1" target="_self">"First step"</a>
                            <span>{lead.clone()}</span>
                        </p>
                    }
                })}
            <p class="entry-head__verified">
                "Verified on " <time datetime=entry.verified.to_string()>{entry.verified.in_words()}</time>
            </p>
        </header>
    }
}
