//! What of a text may be shown: secrets are found by what they are, and what is known to be harmless stays. Pure.
//!
//! The list of both is content, [`Kinds`]. A text is read for
//! - shapes: tokens that are known by a prefix and their length;
//! - names: the value of a header, a field, a variable, an option, in whatever writing (`value`), whose name says that it is
//!   secret, however that is written (`names`);
//! - what stands where secrets do: behind `Bearer`, before `@host`, in a block of PEM (`readers`);
//! - what looks random (`random`), where neither its name nor its shape says that it is harmless.

mod characters;
mod kinds;
mod names;
mod placeholder;
mod random;
mod readers;
mod scheme;
mod shape;
mod value;

use std::ops::Range;

pub use kinds::{HarmlessKind, Kinds, Reader, SecretKind, Shown, Value};
#[cfg(feature = "ssr")]
pub use shape::expand_sample;
pub use shape::{Shape, ShapeError};

use crate::sorting::sort_by_key;
use characters::is_name_without_digits;
use names::{Meaning, Name, NameReader, Names};
use shape::Runs;
use value::{Lines, Rule, Written};

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// Its kind, as an index of the list.
    pub kind: usize,
}

/// Finds secrets.
#[derive(Debug)]
pub struct Masker {
    kinds: Kinds,
    names: Names,
    /// What the value behind a name of each kind of secret has to be.
    rules: Vec<Rule>,
    /// Shapes of secrets and of what is harmless.
    shapes: Vec<(Shape, Meaning)>,
    /// For each first byte the shapes that begin with it, as indexes.
    by_first_byte: Vec<Vec<usize>>,
    /// The shapes that begin with any of a class.
    by_class: Vec<usize>,
}

/// No separator of a name and its value is longer, in bytes.
const NEAR: usize = 24;

impl Masker {
    /// Makes the kinds ready.
    ///
    /// # Errors
    /// A shape that cannot be read.
    pub fn new(kinds: Kinds) -> Result<Self, ShapeError> {
        let secrets = kinds.secrets.iter().enumerate();
        let secrets =
            secrets.flat_map(|(index, kind)| kind.looks.iter().map(move |look| (look, Meaning::Secret(index))));
        let harmless = kinds.harmless.iter().flat_map(|kind| &kind.looks).map(|look| (look, Meaning::Harmless));
        let shapes = secrets.chain(harmless).map(|(look, meaning)| Ok((Shape::parse(look)?, meaning)));
        let shapes = shapes.collect::<Result<Vec<_>, ShapeError>>()?;
        let mut by_first_byte = vec![Vec::new(); 256];
        let mut by_class = Vec::new();
        for (index, (shape, _)) in shapes.iter().enumerate() {
            match shape.first_byte() {
                Some(byte) => by_first_byte[usize::from(byte)].push(index),
                None => by_class.push(index),
            }
        }
        let rules = kinds.secrets.iter().map(|kind| Rule::new(&kind.value)).collect::<Result<_, _>>()?;
        Ok(Self { names: Names::new(&kinds), rules, shapes, by_first_byte, by_class, kinds })
    }

    /// A kind of secret.
    pub fn kind(&self, index: usize) -> Option<&SecretKind> {
        self.kinds.secrets.get(index)
    }

    /// The secrets in a text, in their order and apart from each other. Its time grows as the text does.
    pub fn secrets(&self, text: &str) -> Vec<Secret> {
        let mut found: Vec<Secret> = Vec::new();
        let mut harmless: Vec<Range<usize>> = Vec::new();
        let public = self.by_shape(text, &mut found, &mut harmless);
        self.by_name(text, &public, &mut found, &mut harmless);
        let of = |reader: Reader| self.kinds.secrets.iter().position(|kind| kind.reader == Some(reader));
        if let Some(kind) = of(Reader::Scheme) {
            readers::schemes(text, |span| found.push(Secret { span, kind }));
        }
        if let Some(kind) = of(Reader::Userinfo) {
            readers::userinfo(text, |span| found.push(Secret { span, kind }));
        }
        if let Some(kind) = of(Reader::Command) {
            readers::commands(text, |span| found.push(Secret { span, kind }));
        }
        if let Some(kind) = of(Reader::PrivateKey) {
            readers::pem(text, |span, is_private| {
                if is_private {
                    found.push(Secret { span, kind });
                } else {
                    harmless.push(span);
                }
            });
        }
        if let Some(kind) = of(Reader::Email) {
            readers::emails(text, |span| found.push(Secret { span, kind }));
        }
        if let Some(kind) = of(Reader::Address) {
            readers::addresses(text, |span| found.push(Secret { span, kind }));
        }
        if let Some(kind) = of(Reader::Random) {
            sort_by_key(&mut harmless, |span| span.start);
            let mut next = 0;
            readers::random_words(text, |span| {
                while harmless.get(next).is_some_and(|known| known.end <= span.start) {
                    next += 1;
                }
                let is_known = harmless.get(next).is_some_and(|known| known.start < span.end);
                if !is_known {
                    found.push(Secret { span, kind });
                }
            });
        }
        apart(found)
    }

    /// The text with its secrets masked: for checks of the content and for tests. What a page shows is put together from
    /// [`secrets`](Self::secrets).
    #[cfg(feature = "ssr")]
    pub fn masked(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for secret in self.secrets(text) {
            masked.push_str(&text[end..secret.span.start]);
            masked.push_str(self.kind(secret.kind).map_or("", |kind| kind.shown.label()));
            end = secret.span.end;
        }
        masked.push_str(&text[end..]);
        masked
    }

    /// Finds what is known by its shape. Gives the spans of what is harmless whatever stands before it: of shapes that begin
    /// with a text of their own.
    fn by_shape(&self, text: &str, found: &mut Vec<Secret>, harmless: &mut Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut public = Vec::new();
        let bytes = text.as_bytes();
        let mut runs = Runs::new(bytes);
        let mut end = 0;
        for at in 0..bytes.len() {
            if at < end || !text.is_char_boundary(at) {
                continue;
            }
            let with_byte = &self.by_first_byte[usize::from(bytes[at])];
            let is_class = bytes[at].is_ascii_alphanumeric();
            if with_byte.is_empty() && (!is_class || self.by_class.is_empty()) || !readers::is_start(bytes, at) {
                continue;
            }
            // A shape that begins with any letter begins where no other sign of a word stands.
            let by_class: &[usize] =
                if is_class && !matches!(bytes[..at], [.., b'_' | b'-']) { &self.by_class } else { &[] };
            let fits = with_byte.iter().chain(by_class).filter_map(|index| {
                let (shape, meaning) = &self.shapes[*index];
                Some((shape.length_at(&mut runs, at)?, shape.first_byte().is_some(), *meaning))
            });
            if let Some((length, is_own, meaning)) = fits.max_by_key(|(length, ..)| *length) {
                let span = at..at + length;
                end = span.end;
                match meaning {
                    Meaning::Secret(kind) => found.push(Secret { span, kind }),
                    Meaning::Harmless => {
                        public.extend(is_own.then(|| span.clone()));
                        harmless.push(span);
                    }
                }
            }
        }
        public
    }

    /// Finds what is known by the name before it, or behind it.
    fn by_name(&self, text: &str, public: &[Range<usize>], found: &mut Vec<Secret>, harmless: &mut Vec<Range<usize>>) {
        let mut lines = Lines::new(text);
        let mut names = NameReader::new(text);
        while let Some(Name { span: name, with_word_before }) = names.next() {
            // `Request ID: …`, `api key: …`.
            let together = with_word_before.and_then(|both| self.names.meaning_together(&text[both]));
            match together.or_else(|| self.names.meaning(&text[name.clone()])) {
                Some(Meaning::Secret(kind)) => {
                    let Some(value) = self.value_of_secret(&mut lines, &name, kind, public) else { continue };
                    let is_near = value.span.start <= name.end + NEAR;
                    let masked = self.push_value(text, kind, value, found);
                    // What is masked is not read again; what stands before it, as attributes do, is.
                    if is_near {
                        names.skip_to(masked);
                    }
                }
                Some(Meaning::Harmless) => {
                    harmless.extend(value::value_behind(&mut lines, &name, None).map(|value| value.span));
                }
                None => {
                    let Some((value, label)) = value::value_before_its_name(&mut lines, &name) else { continue };
                    match self.names.meaning(&text[label]) {
                        Some(Meaning::Secret(kind)) => names.skip_to(self.push_value(text, kind, value, found)),
                        Some(Meaning::Harmless) => harmless.push(value.span),
                        None => {}
                    }
                }
            }
        }
    }

    /// The value behind a name of that kind of secret, unless it is something that stands there without being one.
    fn value_of_secret(
        &self,
        lines: &mut Lines<'_>,
        name: &Range<usize>,
        kind: usize,
        public: &[Range<usize>],
    ) -> Option<Written> {
        let value = value::value_behind(lines, name, Some(self.kinds.secrets[kind].shown))?;
        let (name, word) = (&lines.text[name.clone()], &lines.text[value.span.clone()]);
        let is_public = public
            .binary_search_by_key(&value.span.start, |known| known.start)
            .is_ok_and(|index| public[index].end >= value.span.end);
        // Where a shell works, and where it worked before.
        let is_folder = matches!(name, "PWD" | "OLDPWD") && word.starts_with(['/', '~']);
        // A list of names is no list of secrets.
        let is_name = value.is_listed && is_name_without_digits(word) && self.names.meaning(word).is_some();
        (!is_public && !is_folder && !is_name).then_some(value)
    }

    /// Takes a value if it can be a secret, and gives the offset from which on the text is to be read.
    fn push_value(&self, text: &str, kind: usize, value: Written, found: &mut Vec<Secret>) -> usize {
        let shown = self.kinds.secrets[kind].shown;
        let is_secret = value::is_secret_value(&text[value.span.clone()], &self.rules[kind], shown, value.context);
        if !is_secret {
            return 0;
        }
        let end = value.span.end;
        found.push(Secret { span: value.span, kind });
        end
    }
}

/// Secrets in their order, those that overlap made one, of the kind of the longer.
pub fn apart(mut found: Vec<Secret>) -> Vec<Secret> {
    sort_by_key(&mut found, |secret| (secret.span.start, std::cmp::Reverse(secret.span.end)));
    let mut all: Vec<Secret> = Vec::new();
    for secret in found {
        match all.last_mut() {
            Some(last) if secret.span.start < last.span.end => {
                if secret.span.len() > last.span.len() {
                    last.kind = secret.kind;
                }
                last.span.end = last.span.end.max(secret.span.end);
            }
            _ => all.push(secret),
        }
    }
    all
}
