//! What page and worker say to each other: lines of text.

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Grows with each question: only the answer to the last one is shown.
    pub number: u32,
    /// What narrows the results, words such as `code:504 vendor:nginx`.
    pub filters: String,
    /// Whether it was pasted rather than typed.
    pub is_pasted: bool,
    /// What stands in the box.
    pub text: String,
}

/// The word before the filters of a paste.
const PASTED: &str = "pasted";

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The question's number.
    pub number: u32,
    /// What is announced, a line.
    pub said: String,
    /// Markup to show.
    pub markup: String,
}

impl Question {
    /// The question as a message.
    pub fn to_message(&self) -> String {
        let Self { number, filters, is_pasted, text } = self;
        let pasted = if *is_pasted { PASTED } else { "" };
        format!("{number}\n{pasted} {filters}\n{text}")
    }

    /// Reads a message.
    pub fn from_message(message: &str) -> Option<Self> {
        let (number, line, text) = parts(message)?;
        let (pasted, filters) = line.split_once(' ')?;
        Some(Self { number, filters: filters.to_owned(), is_pasted: pasted == PASTED, text: text.to_owned() })
    }
}

impl Reply {
    /// The reply as a message.
    pub fn to_message(&self) -> String {
        let Self { number, said, markup } = self;
        format!("{number}\n{said}\n{markup}")
    }

    /// Reads a message.
    pub fn from_message(message: &str) -> Option<Self> {
        let (number, said, markup) = parts(message)?;
        Some(Self { number, said: said.to_owned(), markup: markup.to_owned() })
    }
}

fn parts(message: &str) -> Option<(u32, &str, &str)> {
    let (number, rest) = message.split_once('\n')?;
    let (line, text) = rest.split_once('\n')?;
    Some((number.parse().ok()?, line, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_was_meant() {
        for is_pasted in [false, true] {
            let question = Question { number: 7, filters: "code:504".into(), is_pasted, text: "a\nb\n".into() };
            assert_eq!(Question::from_message(&question.to_message()), Some(question));
        }
        let reply = Reply { number: 8, said: String::new(), markup: "<p>\n</p>".into() };
        assert_eq!(Reply::from_message(&reply.to_message()), Some(reply));
        assert_eq!(Question::from_message("no number\n\n"), None);
    }
}
