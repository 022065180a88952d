//! Rules over what was read: those that a file cannot break alone.

pub(super) mod decisive;
pub(super) mod references;
