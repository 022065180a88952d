//! What is secret and what is not: the list of kinds, which is content (`content/secrets.toml`).

use serde::{Deserialize, Serialize};

/// What is shown instead of a secret, in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shown {
    /// What proves who somebody is: the value of `Authorization`, a password.
    Credential,
    /// The value of `Cookie` or `Set-Cookie`.
    Cookie,
    /// A token by its own shape, or by the name before it.
    Token,
    /// A key of an API, a service or a certificate.
    Key,
    /// A password.
    Password,
    /// An e-mail address.
    Email,
    /// An IPv4 or IPv6 address.
    Address,
}

impl Shown {
    /// Every one, in the order in which a count lists them.
    pub const ALL: [Self; 7] =
        [Self::Credential, Self::Password, Self::Key, Self::Token, Self::Cookie, Self::Email, Self::Address];

    /// The word of the content file, and of the page.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Credential => "credential",
            Self::Cookie => "cookie",
            Self::Token => "token",
            Self::Key => "key",
            Self::Password => "password",
            Self::Email => "e-mail",
            Self::Address => "IP address",
        }
    }

    /// How several are called.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Credential => "credentials",
            Self::Cookie => "cookies",
            Self::Token => "tokens",
            Self::Key => "keys",
            Self::Password => "passwords",
            Self::Email => "e-mail addresses",
            Self::Address => "IP addresses",
        }
    }

    /// What is shown instead of the secret.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Credential => "[credential]",
            Self::Cookie => "[cookie]",
            Self::Token => "[token]",
            Self::Key => "[key]",
            Self::Password => "[password]",
            Self::Email => "[e-mail]",
            Self::Address => "[IP address]",
        }
    }
}

/// How a kind is found that has neither a shape of its own nor a name before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reader {
    /// Behind the name of a scheme: `Bearer …`, `Basic …`.
    Scheme,
    /// Before the host of an address: `https://user:password@host`.
    Userinfo,
    /// In an option of a command: `curl -u user:password`.
    Command,
    /// Between `-----BEGIN … PRIVATE KEY-----` and its end.
    PrivateKey,
    /// `name@example.com`.
    Email,
    /// Four numbers with dots, or groups with colons; host names that are made of them.
    Address,
    /// Long, and of letters and digits that look drawn at random.
    Random,
}

impl Reader {
    /// Every reader.
    pub const ALL: [Self; 7] =
        [Self::Scheme, Self::Userinfo, Self::Command, Self::PrivateKey, Self::Email, Self::Address, Self::Random];

    /// The word of the content file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scheme => "scheme",
            Self::Userinfo => "userinfo",
            Self::Command => "command",
            Self::PrivateKey => "private-key",
            Self::Email => "e-mail",
            Self::Address => "address",
            Self::Random => "random",
        }
    }
}

/// What the value behind a name has to be, to be masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Anything but a word that says how things stand, such as `expired`.
    Any,
    /// Long enough, with letters and digits: the name alone means many things.
    Random,
    /// Of this [shape](super::Shape).
    Shape(String),
}

/// A kind of secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretKind {
    /// As a reader would call it.
    pub name: String,
    /// What is shown instead.
    pub shown: Shown,
    /// Shapes by which it is known wherever it stands.
    pub looks: Vec<String>,
    /// Names of headers, fields, variables and options whose value it is: parts in lower case, joined by `-`.
    pub names: Vec<String>,
    /// What the value behind such a name has to be.
    pub value: Value,
    /// The reader that finds it.
    pub reader: Option<Reader>,
}

/// What looks like a secret and is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HarmlessKind {
    /// As a reader would call it.
    pub name: String,
    /// Shapes by which it is known.
    pub looks: Vec<String>,
    /// Names before it: parts in lower case, joined by `-`.
    pub names: Vec<String>,
}

/// What is secret and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kinds {
    /// Kinds of secrets.
    pub secrets: Vec<SecretKind>,
    /// What looks like one and is none.
    pub harmless: Vec<HarmlessKind>,
    /// Last parts of names that say something *about* a secret: `token_count`, `password_changed_at`.
    pub attributes: Vec<String>,
}
