//! Reads TOML tables field by field, so that every complaint names line, field, what was read and what was expected.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::positions::{Position, Positions};
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
    positions: Rc<RefCell<Positions>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str, lines_above: usize) -> Self {
        let lines = Rc::new(Lines::of(text));
        Self { path, text, lines_above, lines, problems: Rc::default(), positions: Rc::default() }
    }

    fn report(&self, span: &Range<usize>, field: &str, found: String, expected: &str) {
        self.problems.borrow_mut().push(Problem::new(self.path, self.line(span), field, found, expected));
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.lines.line(span.start) + self.lines_above
    }

    /// Remembers the line of a value.
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
        self.positions.borrow_mut().push(Position { field: field.to_owned(), value, line: self.line(span) });
    }

    /// All problems, in the order of their lines, and the positions of the values.
    pub(crate) fn finish(self) -> (Vec<Problem>, Positions) {
        let mut problems = self.problems.take();
        problems.sort_by_key(|problem| problem.line);
        (problems, self.positions.take())
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
    /// The spans of the fields that were taken.
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

    /// The number of problems in the file so far. What is empty because of a problem of its own is not also missing.
    pub(crate) fn problem_count(&self) -> usize {
        self.context.problems.borrow().len()
    }

    /// Reports a problem that a field's value alone does not show: on the field's line, or else on its table's.
    pub(crate) fn complain(&self, field: &str, found: &str, expected: &str) {
        let span = self.taken.get(field).unwrap_or(&self.span);
        self.context.report(span, &self.name(field), found.to_owned(), expected);
    }

    /// Reports the fields that were not taken.
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
