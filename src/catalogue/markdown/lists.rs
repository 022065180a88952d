//! Lists: the steps of an entry, their first sentences and commands.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{parse, uncited};

/// The first code block of the outermost ordered list: the number of its item from 0, and the code.
pub(crate) fn first_code_block(text: &str) -> Option<(usize, String)> {
    let (mut depth, mut items) = (0, 0);
    let mut code: Option<String> = None;
    for event in parse(text) {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => items += 1,
            Event::Start(Tag::CodeBlock(_)) if items > 0 => code = Some(String::new()),
            Event::Text(text) => code.iter_mut().for_each(|code| code.push_str(&text)),
            Event::End(TagEnd::CodeBlock) if code.is_some() => break,
            _ => {}
        }
    }
    code.map(|code| (items - 1, code.trim_end().to_owned()))
}

/// For each item of the outermost ordered list: the bold text with which it begins, plain; `None` where it begins
/// otherwise. Empty where there is no such list.
pub(crate) fn list_leads(text: &str) -> Vec<Option<String>> {
    let mut leads = Vec::new();
    let mut depth = 0;
    let mut lead: Option<String> = None;
    let mut at_start = false;
    for event in uncited(text) {
        match event {
            Event::Start(Tag::List(start)) => {
                depth += 1;
                if depth == 1 && start.is_none() {
                    return Vec::new();
                }
            }
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => {
                leads.push(None);
                at_start = true;
            }
            Event::Start(Tag::Paragraph) => {}
            Event::Start(Tag::Strong) if at_start && depth == 1 => {
                lead = Some(String::new());
                at_start = false;
            }
            Event::End(TagEnd::Strong) if lead.is_some() => {
                if let (Some(slot), Some(text)) = (leads.last_mut(), lead.take()) {
                    *slot = Some(text);
                }
            }
            Event::Text(text) | Event::Code(text) => {
                at_start = false;
                if let Some(lead) = &mut lead {
                    lead.push_str(&text);
                }
            }
            Event::SoftBreak if lead.is_some() => {
                if let Some(lead) = &mut lead {
                    lead.push(' ');
                }
            }
            _ => at_start = false,
        }
    }
    leads
}

/// A list that stands in no other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OuterList {
    /// The number with which it begins; `None` for one without numbers.
    pub(crate) first: Option<u64>,
    /// Where its items begin.
    pub(crate) items: Vec<usize>,
}

/// The outermost lists of a text.
pub(crate) fn outer_lists(text: &str) -> Vec<OuterList> {
    let mut depth = 0_usize;
    let mut lists = Vec::<OuterList>::new();
    for (event, range) in parse(text).into_offset_iter() {
        match event {
            Event::Start(Tag::List(first)) => {
                if depth == 0 {
                    lists.push(OuterList { first, items: Vec::new() });
                }
                depth += 1;
            }
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) if depth == 1 => {
                if let Some(list) = lists.last_mut() {
                    list.items.push(range.start);
                }
            }
            _ => {}
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_the_bold_beginnings() {
        assert_eq!(
            list_leads("1. **Do `this`.** More **bold**.\n\n   1. **inner**\n2. plain **no**\n"),
            [Some("Do this.".to_owned()), None]
        );
        assert!(list_leads("- **a**").is_empty());
    }

    #[test]
    fn a_citation_is_no_part_of_a_lead() {
        assert_eq!(list_leads("1. **Wait 29 s.[^a]** More."), [Some("Wait 29 s.".to_owned())]);
    }

    #[test]
    fn lists_inside_lists_are_not_counted() {
        let lists = outer_lists("1. a\n   - b\n2. c\n\ntext\n\n3. d\n\n- e");
        assert_eq!(lists.iter().map(|list| list.first).collect::<Vec<_>>(), [Some(1), Some(3), None]);
        assert_eq!(lists[0].items, [0, 12]);
    }
}
