//! What page and worker say to each other: lines of text. A long text goes in parts, each of which is answered before the
//! next is sent, so that neither side is held up.

/// What the page asks. The text follows in messages of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Grows with each question: only the answer to the last one is shown.
    pub number: u32,
    /// What narrows the results, words such as `code:504 vendor:nginx`.
    pub filters: String,
    /// Whether it was pasted rather than typed.
    pub is_pasted: bool,
    /// The length of the text that follows, in UTF-16 units.
    pub length: u32,
}

/// What the page asks of the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To begin: the address of the site's top, with its scheme and host, and that of the guide.
    Begin {
        /// The address below which the pages stand.
        site: String,
        /// The address of the guide.
        guide: String,
        /// The address of the glue of the readers of logs.
        records_glue: String,
        /// The address of their wasm.
        records_wasm: String,
        /// The version of the site's code, which all of these must be of.
        version: String,
        /// How often this failed before: the copy of the guide that the browser has may be why.
        attempt: u32,
    },
    /// A question.
    Ask(Question),
    /// What stands behind a mask of the last answer.
    Lift {
        /// The number of the question that was answered.
        number: u32,
        /// The index of the mask in the answer.
        index: usize,
    },
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// It listens.
    Ready,
    /// It has a part of a text, and wants the next.
    More {
        /// The question's number.
        number: u32,
    },
    /// It is reading.
    Progress {
        /// The question's number.
        number: u32,
        /// How much is read, in thousandths.
        thousandths: u16,
    },
    /// It cannot answer: why.
    Failed(String),
    /// The answer.
    Answer(Reply),
    /// What stands behind a mask.
    Lifted {
        /// The number of the question that was answered.
        number: u32,
        /// The index of the mask in the answer.
        index: usize,
        /// The secret.
        text: String,
    },
}

/// An answer. Nothing in it is secret: it may be kept for as long as the tab is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The question's number.
    pub number: u32,
    /// What is announced, a line.
    pub said: String,
    /// Whether the question may stand in the address of the page: words that were searched for, without a secret in them.
    pub is_shareable: bool,
    /// Whether it is a finding in a text rather than a list of entries.
    pub is_finding: bool,
    /// The finding as markdown; empty for a list.
    pub report: String,
    /// Markup to show.
    pub markup: String,
}

impl Request {
    /// The request as a message.
    pub fn to_message(&self) -> String {
        match self {
            Self::Begin { site, guide, records_glue, records_wasm, version, attempt } => {
                format!("begin\n{site}\n{guide}\n{records_glue}\n{records_wasm}\n{version}\n{attempt}")
            }
            Self::Ask(Question { number, filters, is_pasted, length }) => {
                format!("ask\n{number} {} {length} {filters}", u8::from(*is_pasted))
            }
            Self::Lift { number, index } => format!("lift\n{number} {index}"),
        }
    }

    /// Reads a message.
    pub fn from_message(message: &str) -> Option<Self> {
        let (kind, rest) = message.split_once('\n')?;
        match kind {
            "begin" => {
                let mut lines = rest.splitn(6, '\n').map(str::to_owned);
                let mut next = || lines.next();
                Some(Self::Begin {
                    site: next()?,
                    guide: next()?,
                    records_glue: next()?,
                    records_wasm: next()?,
                    version: next()?,
                    attempt: next()?.parse().ok()?,
                })
            }
            "ask" => {
                let mut words = rest.splitn(4, ' ');
                let mut next = || words.next();
                Some(Self::Ask(Question {
                    number: next()?.parse().ok()?,
                    is_pasted: next()? == "1",
                    length: next()?.parse().ok()?,
                    filters: next()?.to_owned(),
                }))
            }
            "lift" => {
                let (number, index) = rest.split_once(' ')?;
                Some(Self::Lift { number: number.parse().ok()?, index: index.parse().ok()? })
            }
            _ => None,
        }
    }
}

impl Response {
    /// The response as a message.
    pub fn to_message(&self) -> String {
        match self {
            Self::Ready => "ready\n".to_owned(),
            Self::More { number } => format!("more\n{number}"),
            Self::Progress { number, thousandths } => format!("progress\n{number} {thousandths}"),
            Self::Failed(why) => format!("failed\n{why}"),
            Self::Answer(reply) => reply.to_message(),
            Self::Lifted { number, index, text } => format!("lifted\n{number} {index} {text}"),
        }
    }

    /// Reads a message.
    pub fn from_message(message: &str) -> Option<Self> {
        let (kind, rest) = message.split_once('\n')?;
        match kind {
            "ready" => Some(Self::Ready),
            "more" => Some(Self::More { number: rest.parse().ok()? }),
            "progress" => {
                let (number, thousandths) = rest.split_once(' ')?;
                Some(Self::Progress { number: number.parse().ok()?, thousandths: thousandths.parse().ok()? })
            }
            "failed" => Some(Self::Failed(rest.to_owned())),
            "answer" => Reply::from_message(message).map(Self::Answer),
            "lifted" => {
                let mut words = rest.splitn(3, ' ');
                let mut next = || words.next();
                let (number, index) = (next()?.parse().ok()?, next()?.parse().ok()?);
                Some(Self::Lifted { number, index, text: next()?.to_owned() })
            }
            _ => None,
        }
    }
}

impl Reply {
    /// The reply as a message: a line of facts, a line that is announced, then the report and the markup.
    pub fn to_message(&self) -> String {
        let Self { number, said, is_shareable, is_finding, report, markup } = self;
        let (is_shareable, is_finding) = (u8::from(*is_shareable), u8::from(*is_finding));
        format!("answer\n{number} {is_shareable} {is_finding} {}\n{said}\n{report}{markup}", report.len())
    }

    /// Reads a message.
    pub fn from_message(message: &str) -> Option<Self> {
        let rest = message.strip_prefix("answer\n")?;
        let (facts, rest) = rest.split_once('\n')?;
        let (said, texts) = rest.split_once('\n')?;
        let mut facts = facts.split(' ');
        let mut next = || facts.next();
        let (number, is_shareable, is_finding) = (next()?.parse().ok()?, next()? == "1", next()? == "1");
        let (report, markup) = texts.split_at_checked(next()?.parse().ok()?)?;
        let (said, report, markup) = (said.to_owned(), report.to_owned(), markup.to_owned());
        Some(Self { number, said, is_shareable, is_finding, report, markup })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_was_meant() {
        let question = |is_pasted| Question { number: 7, filters: "code:504 a:b".into(), is_pasted, length: 3 };
        for request in [
            Request::Begin {
                site: "https://a.example/docs/".into(),
                guide: "/docs/guide.bin".into(),
                records_glue: "/docs/records.js".into(),
                records_wasm: "/docs/records.wasm".into(),
                version: "0123abcd".into(),
                attempt: 2,
            },
            Request::Ask(question(true)),
            Request::Ask(Question { filters: String::new(), ..question(false) }),
            Request::Lift { number: 7, index: 2 },
        ] {
            assert_eq!(Request::from_message(&request.to_message()), Some(request));
        }
        let reply = Reply {
            number: 8,
            said: String::new(),
            is_shareable: true,
            is_finding: false,
            report: "é\n".into(),
            markup: "<p>\n</p>".into(),
        };
        assert_eq!(Reply::from_message(&reply.to_message()).as_ref(), Some(&reply));
        for response in [
            Response::Ready,
            Response::Failed("the server answered 500".into()),
            Response::More { number: 1 },
            Response::Progress { number: 1, thousandths: 1000 },
            Response::Lifted { number: 1, index: 0, text: "a b\nc".into() },
            Response::Answer(reply),
        ] {
            assert_eq!(Response::from_message(&response.to_message()), Some(response));
        }
    }

    #[test]
    fn what_is_no_message_is_none() {
        for text in ["", "ask", "ask\n", "ask\nx 0 0 ", "answer\n1 0 0 99\n\nshort", "answer\n1 0 0 1\n\né", "other\n1"]
        {
            assert_eq!(Request::from_message(text), None, "{text:?}");
            assert_eq!(Response::from_message(text), None, "{text:?}");
        }
    }
}
