//! Ids of what the guide lists. Each is an index into one list, and a type of its own, so that no id is looked up in another
//! list. Files hold an id as one variable-length integer.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u16);

        impl $name {
            /// How many there can be.
            pub const MOST: usize = 1 << u16::BITS;

            /// Every id in order: zip it with the list.
            pub fn all() -> impl Iterator<Item = Self> {
                (0..=u16::MAX).map(Self)
            }

            /// The id of what stands at `index`; `None` from [`MOST`](Self::MOST) on.
            pub fn from_index(index: usize) -> Option<Self> {
                u16::try_from(index).ok().map(Self)
            }

            /// The index in the list.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

id! {
    /// An entry: an index into [`Rules::subjects`](super::Rules), and into the guide's cards.
    EntryId
}

id! {
    /// A vendor: an index into [`Rules::vendors`](super::Rules), and into the guide's vendors.
    VendorId
}

id! {
    /// A document that shows signatures: an index into [`Rules::sources`](super::Rules).
    SourceId
}
