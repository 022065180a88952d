//! Reads TOML tables field by field, so that every complaint names line, field, what was read and what was expected.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;
use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::catalogue::model::date::Date;
use crate::catalogue::model::entry::{Revision, Source, StatusCode};
use crate::catalogue::problem::{Lines, Problem, quoted};

/// The file being read and the problems found so far, shared by all of its tables.
#[derive(Clone)]
pub(crate) struct Context<'a> {
    path: &'a str,
    text: &'a str,
    /// Lines of the file above the TOML text.
    lines_above: usize,
    lines: Rc<Lines>,
    problems: Rc<RefCell<Vec<Problem>>>,
    places: Rc<RefCell<Places>>,
}

/// Where each value stands, in the order of reading: for problems that show only when files are held together.
#[derive(Debug, Default)]
pub(crate) struct Places(Vec<Place>);

/// A text, number or table that was read.
#[derive(Debug)]
pub(crate) struct Place {
    field: String,
    /// The text itself, a number as it is written, nothing for a table.
    pub(crate) value: String,
    /// The line, from 1.
    pub(crate) line: usize,
}

impl Places {
    /// The places of a field, of an array each item's.
    pub(crate) fn of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Place> {
        in_field(&self.0, field)
    }

    /// The line on which a field has that value, the last one of several; 0 if there is none.
    pub(crate) fn line(&self, field: &str, value: &str) -> usize {
        last_line(&self.0, field, value)
    }

    /// The places in each table of that name, and in its inner tables.
    pub(crate) fn tables<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [Place]> {
        self.0.split(move |place| place.field == name).skip(1)
    }
}

/// The places of a field among some.
pub(crate) fn in_field<'a>(places: &'a [Place], field: &'a str) -> impl Iterator<Item = &'a Place> {
    places.iter().filter(move |place| place.field == field)
}

/// The last line among some places on which a field has that value; 0 if there is none.
pub(crate) fn last_line(places: &[Place], field: &str, value: &str) -> usize {
    in_field(places, field).filter(|place| place.value == value).last().map_or(0, |place| place.line)
}

impl<'a> Context<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str, lines_above: usize) -> Self {
        let lines = Rc::new(Lines::of(text));
        Self { path, text, lines_above, lines, problems: Rc::default(), places: Rc::default() }
    }

    fn report(&self, span: &Range<usize>, field: &str, found: String, expected: &str) {
        self.problems.borrow_mut().push(Problem {
            path: self.path.to_owned(),
            line: self.line(span),
            field: field.to_owned(),
            found,
            expected: expected.to_owned(),
        });
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.lines.line(span.start) + self.lines_above
    }

    /// Remembers where a value stands.
    fn remember(&self, field: &str, value: &DeValue<'_>, span: &Range<usize>) {
        if let DeValue::Array(items) = value {
            for item in items {
                self.remember(field, item.get_ref(), &item.span());
            }
            return;
        }
        let value = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Table(_) => String::new(),
            _ => self.text.get(span.clone()).unwrap_or_default().to_owned(),
        };
        self.places.borrow_mut().0.push(Place { field: field.to_owned(), value, line: self.line(span) });
    }

    /// All problems, in the order of their lines, and where the values stand.
    pub(crate) fn finish(self) -> (Vec<Problem>, Places) {
        let mut problems = self.problems.take();
        problems.sort_by_key(|problem| problem.line);
        (problems, self.places.take())
    }

    /// Parses the text as a table; a syntax error is a problem of its own.
    pub(crate) fn parse(&self) -> Option<Table<'a>> {
        match DeTable::parse(self.text) {
            Ok(parsed) => {
                let span = parsed.span();
                Some(Table::new(self.clone(), String::new(), span, parsed.into_inner()))
            }
            Err(error) => {
                let span = error.span().unwrap_or_default();
                let found = match self.text.get(span.clone()).unwrap_or_default() {
                    "" => "nothing".to_owned(),
                    found => quoted(found),
                };
                self.report(&span, "TOML", format!("{found} ({})", error.message()), "valid TOML");
                None
            }
        }
    }
}

/// A table of which each field is taken once; what is left over at the end is unknown.
pub(crate) struct Table<'a> {
    context: Context<'a>,
    prefix: String,
    span: Range<usize>,
    fields: DeTable<'a>,
    /// Where the fields stand that were taken.
    taken: BTreeMap<String, Range<usize>>,
}

impl<'a> Table<'a> {
    fn new(context: Context<'a>, prefix: String, span: Range<usize>, fields: DeTable<'a>) -> Self {
        Self { context, prefix, span, fields, taken: BTreeMap::new() }
    }

    fn name(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    /// Takes a field if it is there.
    fn take(&mut self, field: &str) -> Option<Spanned<DeValue<'a>>> {
        let key = self.fields.keys().find(|key| key.get_ref() == field)?.clone();
        self.taken.insert(field.to_owned(), key.span());
        self.fields.remove(&key)
    }

    fn missing(&self, field: &str, expected: &str) {
        self.context.report(&self.span, &self.name(field), "nothing".to_owned(), expected);
    }

    /// Takes a field and reads it by `read`, which gives `None` for what does not fit.
    fn read<T>(&mut self, field: &str, expected: &str, read: impl Fn(&DeValue<'a>) -> Option<T>) -> Option<Option<T>> {
        let value = self.take(field)?;
        let result = read(value.get_ref());
        if result.is_some() {
            self.context.remember(&self.name(field), value.get_ref(), &value.span());
        } else {
            let found = self.context.text.get(value.span()).unwrap_or_default();
            self.context.report(&value.span(), &self.name(field), quoted(found), expected);
        }
        Some(result)
    }

    pub(crate) fn required<T>(
        &mut self,
        field: &str,
        expected: &str,
        read: impl Fn(&DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        self.read(field, expected, read).unwrap_or_else(|| {
            self.missing(field, expected);
            None
        })
    }

    pub(crate) fn optional<T>(
        &mut self,
        field: &str,
        expected: &str,
        read: impl Fn(&DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        self.read(field, expected, read).flatten()
    }

    /// A text that is not blank.
    pub(crate) fn text(&mut self, field: &str, expected: &str) -> Option<String> {
        self.required(field, expected, text)
    }

    /// A text of `smallest` to `largest` characters.
    pub(crate) fn text_of_length(&mut self, field: &str, smallest: usize, largest: usize) -> Option<String> {
        let expected = format!("a text of {smallest} to {largest} characters");
        self.required(field, &expected, |value| {
            text(value).filter(|text| (smallest..=largest).contains(&text.chars().count()))
        })
    }

    /// One of the keys of a closed set.
    pub(crate) fn choice<T: Copy>(&mut self, field: &str, all: &[T], key: impl Fn(T) -> &'static str) -> Option<T> {
        let keys: Vec<_> = all.iter().map(|choice| format!("`{}`", key(*choice))).collect();
        let expected = format!("one of {}", keys.join(", "));
        self.required(field, &expected, |value| all.iter().copied().find(|choice| value.as_str() == Some(key(*choice))))
    }

    /// A kebab-case name.
    pub(crate) fn kebab(&mut self, field: &str) -> Option<String> {
        self.required(field, "lower-case words joined by hyphens", |value| text(value).filter(|text| is_kebab(text)))
    }

    /// A list of kebab-case names, each once; empty when the field is absent.
    pub(crate) fn kebab_list(&mut self, field: &str) -> Vec<String> {
        let expected = "a list of lower-case words joined by hyphens, each once";
        self.optional(field, expected, |value| {
            let list = texts(value)?;
            (are_distinct(&list) && list.iter().all(|text| is_kebab(text))).then_some(list)
        })
        .unwrap_or_default()
    }

    /// A day.
    pub(crate) fn date(&mut self, field: &str) -> Option<Date> {
        self.required(field, "a day such as 2026-11-23, without quotes", |value| {
            value.as_datetime()?.to_string().parse().ok()
        })
    }

    /// A status code.
    pub(crate) fn optional_code(&mut self, field: &str) -> Option<StatusCode> {
        self.optional(field, "a status code from 0 to 999", code)
    }

    /// A list of status codes.
    pub(crate) fn optional_codes(&mut self, field: &str) -> Option<Vec<StatusCode>> {
        self.optional(field, "a list of status codes from 0 to 999, each once", |value| {
            let codes: Option<Vec<_>> = value.as_array()?.iter().map(|item| code(item.get_ref())).collect();
            codes.filter(|codes| !codes.is_empty() && are_distinct(codes))
        })
    }

    /// An array of tables; each is given to `read`, which takes its fields.
    pub(crate) fn tables<T>(&mut self, field: &str, mut read: impl FnMut(&mut Table<'a>) -> Option<T>) -> Vec<T> {
        let Some(value) = self.take(field) else { return Vec::new() };
        let span = value.span();
        let name = self.name(field);
        let not_tables = || {
            let found = self.context.text.get(span.clone()).unwrap_or_default();
            self.context.report(&span, &name, quoted(found), "tables, each headed by its name in [[ ]]");
        };
        let DeValue::Array(items) = value.into_inner() else {
            not_tables();
            return Vec::new();
        };
        let mut all = Vec::new();
        for item in items {
            let item_span = item.span();
            match item.into_inner() {
                DeValue::Table(fields) => {
                    self.context.remember(&name, &DeValue::Table(DeTable::new()), &item_span);
                    let mut table = Table::new(self.context.clone(), format!("{name}."), item_span, fields);
                    all.extend(read(&mut table));
                    table.finish();
                }
                _ => {
                    not_tables();
                    break;
                }
            }
        }
        all
    }

    /// A table inside this one.
    pub(crate) fn table<T>(&mut self, field: &str, read: impl FnOnce(&mut Table<'a>) -> Option<T>) -> Option<T> {
        let expected = "a table";
        let Some(value) = self.take(field) else {
            self.missing(field, expected);
            return None;
        };
        let span = value.span();
        let name = self.name(field);
        match value.into_inner() {
            DeValue::Table(fields) => {
                let mut table = Table::new(self.context.clone(), format!("{name}."), span, fields);
                let result = read(&mut table);
                table.finish();
                result
            }
            _ => {
                let found = self.context.text.get(span.clone()).unwrap_or_default();
                self.context.report(&span, &name, quoted(found), expected);
                None
            }
        }
    }

    /// The sources of an entry or limit, at least one; `header` is what heads each of them.
    pub(crate) fn sources(&mut self, header: &str) -> Vec<Source> {
        let before = self.problem_count();
        let sources = self.tables("sources", |table| {
            let id = table.kebab("id");
            let title = table.text("title", "the document's title");
            let url = table.required("url", "an address such as https://example.org/page", |value| {
                text(value).filter(|url| is_https_address(url))
            });
            if let Some(parameter) = url.as_deref().and_then(campaign_parameter) {
                table.complain("url", &quoted(parameter), WITHOUT_CAMPAIGN);
            }
            let retrieved = table.date("retrieved");
            Some(Source { id: id?, title: title?, url: url?, retrieved: retrieved? })
        });
        if sources.is_empty() && self.problem_count() == before {
            self.complain("sources", "none", &format!("at least one {header}"));
        }
        sources
    }

    /// The `[[revisions]]` of an entry or limit, the newest first.
    pub(crate) fn revisions(&mut self) -> Vec<Revision> {
        let mut revisions = self.tables("revisions", |table| {
            let date = table.date("date");
            let was = table.text("was", "what used to be true");
            let now = table.text("now", "what is true since");
            let source = table.kebab("source");
            Some(Revision { date: date?, was: was?, now: now?, source: source? })
        });
        revisions.sort_by_key(|revision| std::cmp::Reverse(revision.date));
        revisions
    }

    /// The number of problems in the file so far. What is empty because of a problem of its own is not also missing.
    pub(crate) fn problem_count(&self) -> usize {
        self.context.problems.borrow().len()
    }

    /// Reports a problem that a field's value alone does not show: where the field stands, or else its table.
    pub(crate) fn complain(&self, field: &str, found: &str, expected: &str) {
        let span = self.taken.get(field).unwrap_or(&self.span);
        self.context.report(span, &self.name(field), found.to_owned(), expected);
    }

    /// Reports whatever nobody took.
    pub(crate) fn finish(self) {
        for key in self.fields.keys() {
            let name = self.name(key.get_ref());
            self.context.report(&key.span(), &name, "a field of that name".to_owned(), "only fields of the schema");
        }
    }
}

/// A text that is not blank.
pub(crate) fn text(value: &DeValue<'_>) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(ToOwned::to_owned)
}

/// A list of texts, none blank.
pub(crate) fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| text(item.get_ref())).collect()
}

/// A whole number.
pub(crate) fn whole_number(value: &DeValue<'_>) -> Option<u64> {
    let number = value.as_integer()?;
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn are_distinct<T: Eq + Hash>(list: &[T]) -> bool {
    let mut seen = HashSet::new();
    list.iter().all(|item| seen.insert(item))
}

fn code(value: &DeValue<'_>) -> Option<StatusCode> {
    whole_number(value).and_then(|code| u16::try_from(code).ok()).filter(|code| *code <= 999).map(StatusCode)
}

/// Whether a text is lower-case words, digits included, joined by single hyphens.
pub(crate) fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// Whether a text is an https address with a host that has a dot, and without anything that has to be escaped.
pub(crate) fn is_https_address(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        host.contains('.')
            && host.split('.').all(is_label)
            && port.parse::<u16>().is_ok()
            && url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`'))
    })
}

/// What an address with a [`campaign_parameter`] should have been.
pub(crate) const WITHOUT_CAMPAIGN: &str = "an address without `utm_` parameters";

/// The first parameter of an address that only says how a reader came by it, such as `utm_source=docs`.
pub(crate) fn campaign_parameter(url: &str) -> Option<&str> {
    let (_, query) = url.split('#').next()?.split_once('?')?;
    query.split(['&', ';']).find(|parameter| parameter.to_ascii_lowercase().starts_with("utm_"))
}
