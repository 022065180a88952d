//! A finding as markdown, for the ticket.

use std::fmt::Write;

use super::answer::Finder;
use super::excerpt::{Excerpt, Piece, visible};
use super::wording::{
    budget_fragment, conclusion_words, evidence_words, masked_words, sender_words, title, why_not_words,
};
use crate::recognise::{Conclusion, EntryId, Finding};

/// The finding in the text `raw` as markdown. `address` makes the full address of a page from its path below the base. What
/// is quoted of the text is what was pasted, but for secrets, which stay masked, and controls of the direction of text.
pub fn report(
    finder: &Finder,
    raw: &str,
    finding: &Finding,
    excerpt: &Excerpt,
    address: impl Fn(&str) -> String,
) -> String {
    let mut text = String::new();
    let page = |entry: EntryId| address(&format!("errors/{}/", finder.card(entry).slug));
    let title = title(finder, finding);
    let title = match &finding.conclusion {
        Conclusion::Entry { entry, .. } | Conclusion::Status { entry } => format!("[{title}]({})", page(*entry)),
        _ => title,
    };
    let _ = writeln!(text, "**{}: {title}**\n", conclusion_words(finding));
    let sender = sender_words(finder, finding);
    if !sender.is_empty() {
        let _ = writeln!(text, "{sender}\n");
    }
    let candidates = finding.conclusion.candidates();
    let relation = if matches!(finding.conclusion, Conclusion::About { .. }) { "it mentions" } else { "it may be" };
    for entry in candidates {
        let _ = writeln!(text, "- {relation} [{}]({})", finder.card(*entry).title, page(*entry));
    }
    if !candidates.is_empty() {
        text.push('\n');
    }
    if !finding.evidence.is_empty() {
        write_excerpt(&mut text, excerpt);
        for evidence in &finding.evidence {
            let found = in_code(visible(&raw[evidence.raw.clone()]).trim());
            let times = if evidence.count > 1 { format!(", {} times", evidence.count) } else { String::new() };
            let _ = writeln!(text, "- {found}{times}: {}", evidence_words(finder, &evidence.kind));
        }
        text.push('\n');
    }
    for other in &finding.others {
        let card = finder.card(other.entry);
        let _ =
            writeln!(text, "- Not [{}]({}): it {}", card.title, page(other.entry), why_not_words(finder, &other.why));
    }
    if let Some(fragment) = budget_fragment(finder, finding) {
        let _ = writeln!(text, "\nTimeout budget: {}", address(&format!("troubleshoot/#{fragment}")));
    }
    text
}

/// The lines in a fence that none of them can end.
fn write_excerpt(text: &mut String, excerpt: &Excerpt) {
    let mut lines = String::new();
    for (_, pieces) in &excerpt.lines {
        for piece in pieces {
            lines.push_str(match piece {
                Piece::Plain(part) | Piece::Marked(part, _) => part,
                Piece::Masked(index) => excerpt.masked[*index].shown.label(),
                Piece::Cut => "…",
            });
        }
        lines.push('\n');
    }
    let fence = "`".repeat(longest_run(&lines).max(2) + 1);
    let _ = writeln!(text, "{fence}text\n{lines}{fence}\n");
    let masked = masked_words(excerpt);
    if !masked.is_empty() {
        let _ = writeln!(text, "{masked}\n");
    }
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|other| other != '`').map(str::len).max().unwrap_or_default()
}

/// A text as code in a line, by the rules of <https://spec.commonmark.org/0.31.2/#code-spans>.
fn in_code(text: &str) -> String {
    let marks = "`".repeat(longest_run(text) + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{gap}{text}{gap}{marks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_quoted_text_ends_its_marks() {
        assert_eq!(in_code("a"), "`a`");
        assert_eq!(in_code("a ``b`` c"), "```a ``b`` c```");
        assert_eq!(in_code("`a"), "`` `a ``");
    }
}
