//! Which members of an answer a type reads, so that parsing skips all others.

/// Where a type reads something, as far as that is known before it does.
#[derive(Clone, Copy)]
pub enum Layout {
    /// It may read any part.
    Any,
    /// It reads each item of a list in this way, and so many bytes of memory are reserved for it.
    Items(fn() -> Layout, usize),
    /// It reads the value of each key in this way.
    Values(fn() -> Layout),
    /// It reads these members of an object alone, whose names are one text with `\0` after each, and these of them in
    /// this way; the others in any way.
    ///
    /// A list of names would be checked by the compiler one by one, for each type.
    Members(&'static str, &'static [Inside]),
}

/// The name of a member, and how it is read.
type Inside = (&'static str, fn() -> Layout);

impl Layout {
    /// How an item of a list is read, and how many bytes of memory it takes then.
    pub(super) fn item(self) -> (Self, usize) {
        if let Self::Items(item, size) = self { (item(), size) } else { (Self::Any, 0) }
    }

    /// How the member of an object is read; `None` where nobody reads it.
    pub(super) fn member(self, key: &str) -> Option<Self> {
        match self {
            Self::Any => Some(Self::Any),
            // A list may come as an object whose keys are numbers.
            Self::Items(value, _) | Self::Values(value) => Some(value()),
            Self::Members(names, inside) => {
                // A name with the separator in it reads as two.
                let is_read = names.split('\0').any(|name| name == key) || key.contains('\0');
                let inside = || inside.iter().find(|(name, _)| *name == key);
                is_read.then(|| inside().map_or(Self::Any, |(_, layout)| layout()))
            }
        }
    }
}
