//! What was recognised in a pasted text.

use maud::{Markup, html};

use super::path_strip::{Size, path_strip};
use crate::catalogue::Layer;
use crate::finder::{
    Excerpt, Finder, Masked, Piece, budget_fragment, conclusion_words, evidence_words, failure_codes_words,
    masked_words, sender_words, title, visible, why_not_words,
};
use crate::recognise::{Certainty, Conclusion, EntryId, EvidenceKind, Finding};
use crate::site_root::SiteRoot;

/// A finding: who sent the error, the evidence in the text, what it is not, and what to fetch next.
pub(super) fn finding_view(
    site: &SiteRoot,
    finder: &Finder,
    raw: &str,
    finding: &Finding,
    excerpt: &Excerpt,
    id: &str,
) -> Markup {
    let rules = finder.recogniser().rules();
    let entry = finding.conclusion.entry();
    let layer = layer(finder, finding);
    let next = entry.and_then(|entry| rules.subject(entry).next.as_ref());
    let page = |entry: EntryId| site.address(&format!("errors/{}/", finder.card(entry).slug));
    html! {
        section class="finding" aria-labelledby={ (id) "-finding" } data-verdict=(key(finding)) {
            p class="finding__verdict" { (conclusion_words(finding)) }
            h2 class="finding__title" id={ (id) "-finding" } {
                @if let Some(entry) = entry { a href=(page(entry)) { (title(finder, finding)) } }
                @else { (title(finder, finding)) }
            }
            p { (sender_words(finder, finding)) }
            @if let Some(layer) = layer { (path_strip(layer, Size::Full)) }
            @if let Some(entry) = entry { p class="finding__summary" { (finder.card(entry).summary) } }
            @if let Conclusion::Sender { entries, .. } = &finding.conclusion {
                @if entries.is_empty() { p { "No entry of the catalogue explains this error of it." } }
                @else {
                    p { "The text leaves open which of these it is; the sender’s log tells:" }
                    ul { @for entry in entries { li { a href=(page(*entry)) { (finder.card(*entry).title) } } } }
                }
            }
            @if let Conclusion::Open { entries } = &finding.conclusion {
                ul {
                    @for entry in entries {
                        li {
                            a href=(page(*entry)) { (finder.card(*entry).title) }
                            @if let Some(next) = &rules.subject(*entry).next { ": " (next.step) " " code { (next.command) } }
                        }
                    }
                }
            }
            @if let Conclusion::About { entries } = &finding.conclusion {
                p { "What it mentions:" }
                ul { @for entry in entries { li { a href=(page(*entry)) { (finder.card(*entry).title) } } } }
            }
            @if finding.conclusion == Conclusion::Nothing { (what_was_read(finding)) (looked_for(site, finder)) }
            (timeout(site, finder, finding))
            @if !finding.evidence.is_empty() {
                h3 { "The evidence" }
                (lines(excerpt))
                ol class="finding__evidence" {
                    @for evidence in &finding.evidence {
                        li {
                            code { (visible(&raw[evidence.raw.clone()]).trim()) }
                            " " (evidence_words(finder, &evidence.kind))
                            @if evidence.count > 1 { ", " (evidence.count) " times in the text" }
                            @if let EvidenceKind::Signature { source, .. } = &evidence.kind {
                                @if let Some(source) = rules.sources.get(source.index()) {
                                    " · " a href=(source.url) { (source.title) }
                                }
                            }
                        }
                    }
                }
            }
            @if let Some(next) = next {
                h3 { "Fetch next" }
                p { (next.step) }
                div class="code-block" {
                    button class="code-block__copy" type="button" { "Copy" }
                    pre { code { (next.command) } }
                }
            }
            @if !finding.others.is_empty() {
                h3 { "What it is not" }
                ul {
                    @for other in &finding.others {
                        li {
                            a href=(page(other.entry)) { (finder.card(other.entry).title) }
                            " " (why_not_words(finder, &other.why)) "."
                        }
                    }
                }
            }
            @if finding.conclusion != Conclusion::Nothing {
                p class="actions" {
                    button class="button button--quiet finding__copy" type="button" { "Copy for the ticket" }
                    span class="said" role="status" {}
                }
                // Filled in where the clipboard refuses the report.
                pre class="finding__report" hidden {}
            }
        }
    }
}

/// The lines with evidence, each piece of it marked and numbered as in the list below.
fn lines(excerpt: &Excerpt) -> Markup {
    let masked = masked_words(excerpt);
    let before = |index: usize| index.checked_sub(1).map_or(0, |before| excerpt.lines[before].0);
    html! {
        pre class="finding__text" tabindex="0" role="group" aria-label="The lines of the text that hold the evidence" {
            @for (index, (number, pieces)) in excerpt.lines.iter().enumerate() {
                @if *number > before(index) + 1 { span class="finding__gap" { "…\n" } }
                @for piece in pieces {
                    @match piece {
                        Piece::Plain(text) => (text),
                        Piece::Marked(text, index) => mark { (text) sup { (index + 1) } },
                        Piece::Masked(index) => (mask(&excerpt.masked[*index], *index)),
                        Piece::Cut => span class="finding__gap" { "…" },
                    }
                }
                "\n"
            }
            @if excerpt.all > before(excerpt.lines.len()) { span class="finding__gap" { "…" } }
        }
        @if excerpt.all > excerpt.lines.len() {
            p class="finding__note" { (excerpt.lines.len()) " of " (excerpt.all) " lines shown." }
        }
        @if !masked.is_empty() {
            p class="finding__note" { (masked) " Select one to see it here; a copy stays masked." }
        }
    }
}

/// A mask, which a reader can lift. What stands behind it is no part of the markup.
fn mask(masked: &Masked, index: usize) -> Markup {
    html! {
        button class="finding__mask" type="button" aria-pressed="false" data-mask=(index) data-label=(masked.shown.label())
            title=(masked.name) { (masked.shown.label()) }
    }
}

/// Whether a time ran out, and the way to the calculator if one did.
fn timeout(site: &SiteRoot, finder: &Finder, finding: &Finding) -> Markup {
    html! {
        @if let Some(fragment) = budget_fragment(finder, finding) {
            p {
                "A time ran out. "
                a href=(site.address(&format!("troubleshoot/#{fragment}"))) {
                    @if finding.times.is_empty() { "Work out the timeout budget" }
                    @else { "Work out the timeout budget with the time in this text" }
                }
            }
        } @else if finding.is_timeout == Some(false) {
            p { "No time ran out here: a timeout budget would not help." }
        }
    }
}

/// What was read of a text in which nothing was recognised.
fn what_was_read(finding: &Finding) -> Markup {
    let records: usize = finding.formats.iter().map(|(_, count)| count).sum();
    let failed = finding.statuses.iter().any(|status| status.code.is_failure());
    html! {
        @if records > 0 {
            p { (records) @if records == 1 { " record was read:" } @else { " records were read:" } }
            ul { @for (format, count) in &finding.formats { li { (format) ", " (count) } } }
            @if !failed { p { "None of them failed. A failure has one of the " (failure_codes_words()) "." } }
        }
        @if finding.lines.1 > 0 && records > 0 {
            p { (finding.lines.1) " of " (finding.lines.0) " lines are of no format that is known." }
        }
    }
}

/// What an unrecognised text was searched for, and how to get one that says more.
fn looked_for(site: &SiteRoot, finder: &Finder) -> Markup {
    let rules = finder.recogniser().rules();
    let marks = rules.patterns.iter().filter(|pattern| !pattern.marks.is_empty()).count();
    html! {
        p { "It was searched for:" }
        ul {
            li { (rules.patterns.len() - marks) " signatures of " (rules.subjects.len()) " entries, in bodies, headers and log lines" }
            li { (marks) " marks of products: headers and footers of their pages" }
            li {
                (failure_codes_words()) ", where programs write them: status lines, titles, JSON "
                "fields, and records of " (finder.formats().len()) " formats: " (finder.formats().join(", "))
            }
        }
        p { "Headers and body together say most. For a URL that fails:" }
        div class="code-block" {
            button class="code-block__copy" type="button" { "Copy" }
            pre { code { "curl -sv -o - 'https://<host>/<path>' 2>&1 | head -c 20000" } }
        }
        p { "Or look through " a href=(site.address("errors/")) { "the whole catalogue" } "." }
    }
}

fn layer(finder: &Finder, finding: &Finding) -> Option<Layer> {
    match &finding.conclusion {
        Conclusion::Entry { entry, .. } => Some(finder.card(*entry).layer),
        Conclusion::Sender { entries, .. } => entries.first().map(|entry| finder.card(*entry).layer),
        _ => None,
    }
}

const fn key(finding: &Finding) -> &'static str {
    match finding.conclusion {
        Conclusion::Entry { certainty: Certainty::Certain, .. } => "certain",
        Conclusion::Entry { certainty: Certainty::Likely, .. } => "likely",
        Conclusion::Sender { .. } => "sender",
        Conclusion::Status { .. } => "status",
        Conclusion::Open { .. } => "open",
        Conclusion::About { .. } => "about",
        Conclusion::Nothing => "nothing",
    }
}
