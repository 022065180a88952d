//! How names are written, and how spellings that the glossary rules out are found in a text.

use std::cmp::Reverse;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::signature::Signature;

/// Names with the spellings that are wrong.
#[derive(Debug, Default)]
pub(crate) struct Glossary {
    /// Finds the spellings, right and wrong; `None` where there are none.
    finder: Option<AhoCorasick>,
    /// For each spelling, in the finder's order: what is to be written in its place; `None` for a right one.
    instead: Vec<Option<String>>,
}

/// A spelling that the glossary rules out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misspelling<'a> {
    /// Where in the text it begins.
    pub(crate) start: usize,
    /// The spelling.
    pub(crate) found: &'a str,
    /// The right one.
    pub(crate) instead: &'a str,
}

/// A spelling as it stands in the file: the text, and what is to be written in its place.
pub(crate) type Spelling = (String, Option<String>);

impl Glossary {
    pub(crate) fn new(spellings: Vec<Spelling>) -> Result<Self, aho_corasick::BuildError> {
        let (texts, instead): (Vec<_>, Vec<_>) = spellings.into_iter().unzip();
        let finder = if texts.is_empty() { None } else { Some(AhoCorasick::new(texts)?) };
        Ok(Self { finder, instead })
    }

    /// The wrong spellings in a text, in its order, but for those in a quotation of one of the `signatures`: what a
    /// program writes is not ours to mend.
    ///
    /// Where one spelling stands inside another, the longer one counts: with a name `Acme Gateway`, `Acme` may be
    /// wrong elsewhere.
    pub(crate) fn misspellings<'a>(&'a self, text: &'a str, signatures: &[Signature]) -> Vec<Misspelling<'a>> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut found: Vec<_> = finder
            .find_overlapping_iter(text)
            .map(|found| (found.range(), found.pattern().as_usize()))
            .filter(|(range, _)| is_word(text, range))
            .collect();
        found.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        let mut end = 0;
        let mut misspellings = Vec::new();
        for (range, spelling) in found {
            if range.end <= end {
                continue;
            }
            end = range.end;
            if let Some(Some(instead)) = self.instead.get(spelling)
                && !is_quoted(text, &range, signatures)
            {
                misspellings.push(Misspelling { start: range.start, found: &text[range], instead });
            }
        }
        misspellings
    }
}

/// Whether a span of a text is a word or several: no part of a longer word, of the name of a host or file
/// (`www.acme.example`), or of a name of lower-case words joined by hyphens (`acme-deploy`, but not `Acme-hosted`).
fn is_word(text: &str, span: &Range<usize>) -> bool {
    let belongs = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (mut before, mut after) = (text[..span.start].chars().rev(), text[span.end..].chars());
    // The two characters on either side, the nearer one first.
    let sides = [[before.next(), before.next()], [after.next(), after.next()]];
    let is_lower_case = !text[span.clone()].contains(char::is_uppercase);
    let is_joint = |mark: Option<char>| mark == Some('.') || (mark == Some('-') && is_lower_case);
    !sides.iter().any(|[near, far]| belongs(*near) || (is_joint(*near) && belongs(*far)))
}

/// Whether a span of a text stands in double quotation marks, straight or curly, with what one of the signatures says.
fn is_quoted(text: &str, span: &Range<usize>, signatures: &[Signature]) -> bool {
    const MARKS: [char; 3] = ['"', '“', '”'];
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let Some(open) = before.rfind(MARKS) else { return false };
    let Some(close) = after.find(MARKS) else { return false };
    let opens = if before[open..].starts_with('"') {
        before.matches('"').count() % 2 == 1
    } else {
        before[open..].starts_with('“')
    };
    let quotation = text[open..span.end + close].trim_start_matches(MARKS).to_ascii_lowercase();
    let quotation = quotation.trim();
    opens
        && signatures.iter().any(|signature| {
            let pattern = signature.pattern.to_ascii_lowercase();
            pattern.contains(quotation) || quotation.contains(pattern.trim())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{SignatureLocation, SignatureWeight};

    fn glossary() -> Glossary {
        let wrong = |spelling: &str, instead: &str| (spelling.to_owned(), Some(instead.to_owned()));
        let spellings = vec![
            ("GitHub".to_owned(), None),
            wrong("Github", "GitHub"),
            wrong("github", "GitHub"),
            ("NGINX Plus".to_owned(), None),
            wrong("NGINX", "nginx"),
            wrong("Postgres", "PostgreSQL"),
            wrong("Postgres SQL", "PostgreSQL"),
        ];
        Glossary::new(spellings).unwrap()
    }

    fn signature(pattern: &str) -> Signature {
        let (location, weight) = (SignatureLocation::Log, SignatureWeight::Strong);
        Signature { location, pattern: pattern.to_owned(), weight, source: "a".to_owned() }
    }

    #[test]
    fn wrong_spellings_are_found_as_whole_words() {
        for (text, found) in [
            ("Github", &["Github"][..]),
            ("GitHub and Github, then github.", &["Github", "github"]),
            ("Github-hosted, (Github), Github's, Github/GitHub", &["Github", "Github", "Github", "Github"]),
            ("Githubs Github_x xGithub Github2 éGithub", &[]),
            ("github.com, www.github and github.", &["github"]),
            ("x-github-event, github-runner and my-github, but non-Github", &["Github"]),
            ("GITHUB", &[]),
        ] {
            let glossary = glossary();
            let spellings: Vec<_> = glossary.misspellings(text, &[]).iter().map(|wrong| wrong.found).collect();
            assert_eq!(spellings, found, "{text}");
        }
    }

    #[test]
    fn the_longer_of_two_spellings_counts() {
        let glossary = glossary();
        assert_eq!(glossary.misspellings("NGINX Plus", &[]), []);
        assert_eq!(
            glossary.misspellings("NGINX Postgres SQL", &[]),
            [
                Misspelling { start: 0, found: "NGINX", instead: "nginx" },
                Misspelling { start: 6, found: "Postgres SQL", instead: "PostgreSQL" }
            ]
        );
    }

    #[test]
    fn quotations_of_signatures_may_spell_otherwise() {
        let glossary = glossary();
        let signatures = [signature("NGINX: no answer from ")];
        for (text, count) in [
            ("it says \"NGINX: no answer\" and", 0),
            ("it says “nginx: no answer from NGINX at noon” and", 0),
            ("it says \"so\" and NGINX: no answer, \"too\"", 1),
            ("it says \"NGINX is tired\" and", 1),
            ("it says ”NGINX: no answer“ and", 1),
            ("it says \"NGINX: no answer", 1),
        ] {
            assert_eq!(glossary.misspellings(text, &signatures).len(), count, "{text}");
            assert_ne!(glossary.misspellings(text, &[]).len(), 0, "{text}");
        }
    }

    #[test]
    fn an_empty_glossary_rules_nothing_out() {
        assert_eq!(Glossary::new(Vec::new()).unwrap().misspellings("Github", &[]), []);
    }
}
