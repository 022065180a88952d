//! How a secret looks, in the small language of `content/secrets.toml`: literal text, and classes of characters in angle
//! brackets with how many of them there are, such as `ghp_<alnum 36>` or `SG.<url64 16..24>.<url64 40..>`.

use std::fmt;

/// A class of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    HexLower,
    HexUpper,
    Lower,
    Upper,
    Alnum,
    Word,
    Url64,
    Base64,
    Crypt,
}

impl Class {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "digit" => Self::Digit,
            "hex" => Self::HexLower,
            "HEX" => Self::HexUpper,
            "lower" => Self::Lower,
            "upper" => Self::Upper,
            "alnum" => Self::Alnum,
            "word" => Self::Word,
            "url64" => Self::Url64,
            "base64" => Self::Base64,
            "crypt" => Self::Crypt,
            _ => return None,
        })
    }

    /// Whether a byte is one of the class.
    const fn has(self, byte: u8) -> bool {
        match self {
            Self::Digit => byte.is_ascii_digit(),
            Self::HexLower => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Self::HexUpper => matches!(byte, b'0'..=b'9' | b'A'..=b'F'),
            Self::Lower => byte.is_ascii_digit() || byte.is_ascii_lowercase(),
            Self::Upper => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            Self::Url64 => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
            Self::Crypt => byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'$' | b'+' | b'=' | b','),
        }
    }
}

/// A part of a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// This very text.
    Literal(String),
    /// As many characters of the class as there are, from the first number to the second.
    Run(Class, usize, usize),
}

/// How a text looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    parts: Vec<Part>,
}

/// A shape that cannot be read: why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShapeError(String);

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A class without an upper bound takes this many characters, more than any documented token has.
const MOST: usize = 16_384;

impl Shape {
    /// Reads a shape.
    ///
    /// # Errors
    /// A bracket that is not closed, a class that is not known, a number that is none, nothing at all.
    pub fn parse(text: &str) -> Result<Self, ShapeError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('<') {
            let (class, after) =
                after.split_once('>').ok_or_else(|| ShapeError(format!("“<{after}” has no closing “>”")))?;
            if !literal.is_empty() {
                parts.push(Part::Literal(literal.to_owned()));
            }
            parts.extend(runs(class).ok_or_else(|| ShapeError(format!("“<{class}>” is no class with a number")))?);
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.to_owned()));
        }
        if parts.is_empty() {
            return Err(ShapeError("an empty shape fits everywhere".to_owned()));
        }
        Ok(Self { parts })
    }

    /// The first byte of every text of this shape, if there is only one.
    pub(super) fn first_byte(&self) -> Option<u8> {
        match self.parts.first() {
            Some(Part::Literal(text)) => text.bytes().next(),
            _ => None,
        }
    }

    /// How many bytes at the start have this shape. Characters that go on after its last class belong to it, so that a
    /// token of a longer kind than the documented one is taken whole.
    pub(super) fn length_at(&self, runs: &mut Runs<'_>, start: usize) -> Option<usize> {
        let mut at = start;
        for part in &self.parts {
            match part {
                Part::Literal(literal) => {
                    at += runs.bytes.get(at..)?.starts_with(literal.as_bytes()).then_some(literal.len())?;
                }
                Part::Run(class, least, most) => {
                    let run = (runs.end(*class, at) - at).min(*most);
                    at += (run >= *least).then_some(run)?;
                }
            }
        }
        if let Some(Part::Run(class, ..)) = self.parts.last() {
            at = runs.end(*class, at);
        }
        Some(at - start)
    }

    /// Whether the whole text has this shape.
    pub(super) fn fits(&self, text: &str) -> bool {
        self.length_at(&mut Runs::new(text.as_bytes()), 0) == Some(text.len())
    }

    /// A text of this shape, other for every seed: samples are put together when they are needed, so that no file holds
    /// one that a scanner for secrets would take for real.
    #[cfg(feature = "ssr")]
    pub fn sample(&self, seed: u64) -> String {
        let mut numbers = Numbers(seed);
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Run(class, least, _) => {
                    // The padding of base64 stands at its end alone, where a shape spells it out.
                    let letters: Vec<u8> = (b'!'..=b'~').filter(|byte| class.has(*byte) && *byte != b'=').collect();
                    text.extend((0..*least).map(|_| char::from(letters[numbers.below(letters.len())])));
                }
            }
        }
        text
    }
}

/// Where the runs of a class end in a text. An offset in a run that is known is answered without going through it again: in
/// a megabyte of one class a shape may begin at every other byte.
#[derive(Debug)]
pub(super) struct Runs<'a> {
    bytes: &'a [u8],
    /// The last runs that were gone through, newest last.
    known: Vec<(Class, usize, usize)>,
}

impl<'a> Runs<'a> {
    /// A shape has a handful of runs at the most.
    const KEPT: usize = 12;

    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, known: Vec::new() }
    }

    fn end(&mut self, class: Class, at: usize) -> usize {
        let is_known = |(known, start, end): &&(Class, usize, usize)| *known == class && (*start..*end).contains(&at);
        if let Some((.., end)) = self.known.iter().rev().find(is_known) {
            return *end;
        }
        let rest = self.bytes.get(at..).unwrap_or_default();
        let end = at + rest.iter().take_while(|byte| class.has(**byte)).count();
        if end > at {
            if self.known.len() == Self::KEPT {
                self.known.remove(0);
            }
            self.known.push((class, at, end));
        }
        end
    }
}

/// The runs that a class in brackets stands for.
fn runs(class: &str) -> Option<Vec<Part>> {
    if class == "uuid" {
        let dash = || Part::Literal("-".to_owned());
        let run = |length| Part::Run(Class::HexLower, length, length);
        return Some(vec![run(8), dash(), run(4), dash(), run(4), dash(), run(4), dash(), run(12)]);
    }
    let (name, numbers) = class.split_once(' ')?;
    let class = Class::from_name(name)?;
    let (least, most) = match numbers.split_once("..") {
        None => (numbers, numbers),
        Some((least, "")) => (least, ""),
        Some((least, most)) => (least, most),
    };
    let least = least.parse().ok()?;
    let most = if most.is_empty() { MOST } else { most.parse().ok()? };
    (least <= most && most > 0).then(|| vec![Part::Run(class, least, most)])
}

/// Numbers that look random and are the same in every run: splitmix64, <https://prng.di.unimi.it/splitmix64.c>.
#[cfg(feature = "ssr")]
struct Numbers(u64);

#[cfg(feature = "ssr")]
impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % end.max(1) as u64).unwrap_or_default()
    }
}

/// A text of samples with its classes replaced by characters, and what stands between « and » in it.
///
/// # Errors
/// A class that cannot be read.
#[cfg(feature = "ssr")]
pub fn expand_sample(template: &str, seed: u64) -> Result<(String, Vec<String>), ShapeError> {
    let mut text = String::new();
    let mut rest = template;
    let mut number = seed;
    // Only what can be a class is one: `<html>` is text.
    while let Some(start) = rest.find('<') {
        let class = rest[start..].find('>').map(|end| &rest[start..=start + end]);
        text.push_str(&rest[..start]);
        match class.filter(|class| runs(&class[1..class.len() - 1]).is_some()) {
            Some(class) => {
                number = number.wrapping_add(1);
                text.push_str(&Shape::parse(class)?.sample(number));
                rest = &rest[start + class.len()..];
            }
            None => {
                text.push('<');
                rest = &rest[start + 1..];
            }
        }
    }
    text.push_str(rest);
    let marked = text.split('«').skip(1).filter_map(|part| part.split_once('»'));
    let marked = marked.map(|(marked, _)| marked.to_owned()).collect();
    Ok((text.replace(['«', '»'], ""), marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_held_against_a_shape() {
        let shape = Shape::parse("SG.<url64 4>.<alnum 2..3>").unwrap();
        let length = |text: &str| shape.length_at(&mut Runs::new(text.as_bytes()), 0);
        assert_eq!(length("SG.ab_d.123 x"), Some(11));
        assert_eq!(length("SG.ab_d.12345"), Some(13), "what goes on belongs to it");
        assert_eq!(length("SG.ab_d.1"), None);
        assert_eq!(length("SG.ab"), None);
        assert!(Shape::parse("<uuid>").unwrap().fits("123e4567-e89b-12d3-a456-426614174000"));
    }

    #[test]
    fn a_shape_that_cannot_be_read_says_why() {
        for (text, words) in [
            ("a<alnum 3", "has no closing"),
            ("<letters 3>", "“<letters 3>” is no class"),
            ("<hex x>", "is no class with a number"),
            ("<hex 5..2>", "is no class with a number"),
            ("", "an empty shape"),
        ] {
            let error = Shape::parse(text).unwrap_err().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_sample_has_its_shape() {
        let shape = Shape::parse("x_<base64 20..>==").unwrap();
        let samples: Vec<_> = (0..50).map(|seed| shape.sample(seed)).collect();
        assert!(samples.iter().all(|sample| sample.len() == 24));
        assert!(samples.iter().any(|sample| *sample != samples[0]));
        let (text, marked) = expand_sample("<b>«ghp_<alnum 8>» and <hex 4>", 1).unwrap();
        assert!(text.starts_with("<b>ghp_") && text.len() == "<b>ghp_12345678 and 1234".len(), "{text}");
        assert_eq!(marked.len(), 1);
        assert!(text.contains(&marked[0]));
    }
}
