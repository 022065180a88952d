//! On which lines the values of a TOML file stand.

/// The positions of all values, in the order of reading: for problems that show only when files are compared.
#[derive(Debug, Default)]
pub(crate) struct Positions(Vec<Position>);

/// A text, number or table that was read, and its line.
#[derive(Debug)]
pub(crate) struct Position {
    pub(super) field: String,
    /// The text itself, a number as it is written, nothing for a table.
    pub(crate) value: String,
    /// The line, from 1.
    pub(crate) line: usize,
}

impl Positions {
    pub(super) fn push(&mut self, position: Position) {
        self.0.push(position);
    }

    /// The positions of a field, of an array each item's.
    pub(crate) fn of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Position> {
        in_field(&self.0, field)
    }

    /// The line on which a field has that value, the last one of several; 0 if there is none.
    pub(crate) fn line(&self, field: &str, value: &str) -> usize {
        last_line(&self.0, field, value)
    }

    /// The positions in each table of that name, and in its inner tables.
    pub(crate) fn tables<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [Position]> {
        self.0.split(move |position| position.field == name).skip(1)
    }
}

/// The positions of a field among some.
pub(crate) fn in_field<'a>(positions: &'a [Position], field: &'a str) -> impl Iterator<Item = &'a Position> {
    positions.iter().filter(move |position| position.field == field)
}

/// The last line among some positions on which a field has that value; 0 if there is none.
pub(crate) fn last_line(positions: &[Position], field: &str, value: &str) -> usize {
    in_field(positions, field).filter(|position| position.value == value).last().map_or(0, |position| position.line)
}
