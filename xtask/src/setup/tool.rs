/*!
What a tool is: how to look for it, and how to install it.
*/

use anyhow::Result;

/// Something that a command needs.
#[derive(Clone, Copy, Debug)]
pub struct Tool {
    /// What it is called in messages.
    pub name: &'static str,
    /// Checks whether it is installed. Must be quick: it runs each time.
    pub look: fn() -> Result<State>,
    /// Installs it. Only called if `look` returned [`State::Missing`].
    pub get: fn() -> Result<()>,
    /// What to install by hand, and how, if `get` fails.
    pub by_hand: &'static str,
}

/// What [`Tool::look`] found.
#[derive(Debug)]
pub enum State {
    /// It is installed; where, or in which version.
    Ready(String),
    /// It is missing; how it is about to be installed.
    Missing(String),
    /// It is missing and cannot be installed; why.
    Blocked(String),
}
