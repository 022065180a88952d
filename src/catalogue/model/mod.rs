//! What the content folder says, as types.

pub(super) mod article;
pub(super) mod date;
pub(super) mod entry;
pub(super) mod layer;
pub(super) mod limit;
pub(super) mod vendor;
