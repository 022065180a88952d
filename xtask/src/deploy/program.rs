//! The servers that there is a template for.

use std::ffi::OsStr;

/// A server that `deploy/` has a template for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Program {
    /// <https://nginx.org>, with `ngx_brotli`'s `brotli_static`.
    Nginx,
    /// <https://caddyserver.com>.
    Caddy,
}

impl Program {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Nginx, Self::Caddy];

    /// The one that is called so.
    pub fn named(name: &OsStr) -> Option<Self> {
        Self::ALL.into_iter().find(|program| name == program.name())
    }

    /// What it is called on the command line, and as a program.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        }
    }

    /// Its template in `deploy/`.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Nginx => include_str!("../../../deploy/nginx/site.conf"),
            Self::Caddy => include_str!("../../../deploy/caddy/Caddyfile"),
        }
    }

    /// The name of the file that is written.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Nginx => "fivexx.conf",
            Self::Caddy => "Caddyfile",
        }
    }

    pub(super) fn default_listen(self) -> &'static str {
        match self {
            Self::Nginx => "80",
            Self::Caddy => ":80",
        }
    }
}
