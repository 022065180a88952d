//! A finding as markdown, for the ticket.

use std::fmt::Write;

use super::answer::Finder;
use super::wording::{budget_fragment, evidence_words, sender_words, title, verdict_words, why_not_words};
use crate::recognise::{Finding, Piece, Verdict, excerpt};

/// The finding as markdown. `address` makes the full address of a page from its path below the base. Secrets in the
/// excerpt are masked.
pub fn report(finder: &Finder, finding: &Finding, address: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    let page = |entry: usize| address(&format!("errors/{}/", finder.cards()[entry].slug));
    let title = title(finder, finding);
    let title = match &finding.verdict {
        Verdict::Entry { entry, .. } | Verdict::Status { entry } => format!("[{title}]({})", page(*entry)),
        Verdict::Sender { .. } | Verdict::Nothing => title,
    };
    let _ = writeln!(text, "**{}: {title}**\n", verdict_words(finding));
    let sender = sender_words(finder, finding);
    if !sender.is_empty() {
        let _ = writeln!(text, "{sender}\n");
    }
    if let Verdict::Sender { entries, .. } = &finding.verdict {
        for entry in entries {
            let _ = writeln!(text, "- it may be [{}]({})", finder.cards()[*entry].title, page(*entry));
        }
        text.push('\n');
    }
    let excerpt = excerpt(finding);
    if !finding.evidence.is_empty() {
        // A fence longer than any in the text.
        let longest = finding.text.split(|other| other != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        let _ = writeln!(text, "{fence}text");
        for (_, pieces) in &excerpt.lines {
            for piece in pieces {
                text.push_str(match piece {
                    Piece::Plain(part) | Piece::Marked(part, _) => part,
                    Piece::Masked(label) => label,
                    Piece::Cut => "…",
                });
            }
            text.push('\n');
        }
        let _ = writeln!(text, "{fence}\n");
        for evidence in &finding.evidence {
            let found = &finding.text[evidence.span.clone()];
            let times = if evidence.count > 1 { format!(", {} times", evidence.count) } else { String::new() };
            let _ =
                writeln!(text, "- `{}`{times}: {}", found.replace('`', "'"), evidence_words(finder, &evidence.kind));
        }
        text.push('\n');
    }
    for other in &finding.others {
        let card = &finder.cards()[other.entry];
        let _ =
            writeln!(text, "- Not [{}]({}): it {}", card.title, page(other.entry), why_not_words(finder, &other.why));
    }
    if let Some(fragment) = budget_fragment(finder, finding) {
        let _ = writeln!(text, "\nTimeout budget: {}", address(&format!("troubleshoot/#{fragment}")));
    }
    text
}
