//! Cargo features: what an item of the generated crate is compiled with.

use std::collections::BTreeSet;

/// The Cargo features that an item of the generated crate is compiled with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gate {
    /// It is always compiled.
    #[default]
    Always,
    /// It is compiled with any of these features. Without one of them, it never is.
    AnyOf(BTreeSet<String>),
}

impl Gate {
    /// What nothing needs yet.
    pub fn never() -> Self {
        Self::AnyOf(BTreeSet::new())
    }

    /// Adds what needs the item too, and says whether that changed anything.
    pub fn join(&mut self, other: &Self) -> bool {
        match (&mut *self, other) {
            (Self::Always, _) => false,
            (_, Self::Always) => {
                *self = Self::Always;
                true
            }
            (Self::AnyOf(own), Self::AnyOf(other)) => {
                let before = own.len();
                own.extend(other.iter().cloned());
                own.len() > before
            }
        }
    }

    /// The features, in order; none where the item is always compiled.
    pub fn features(&self) -> impl Iterator<Item = &str> {
        let features = match self {
            Self::Always => None,
            Self::AnyOf(features) => Some(features),
        };
        features.into_iter().flatten().map(String::as_str)
    }
}

impl FromIterator<String> for Gate {
    /// Any of these features; always, where there is none.
    fn from_iter<I: IntoIterator<Item = String>>(features: I) -> Self {
        let features: BTreeSet<String> = features.into_iter().collect();
        if features.is_empty() { Self::Always } else { Self::AnyOf(features) }
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;

    fn gate(features: &[&str]) -> Gate {
        features.iter().map(|&feature| feature.to_owned()).collect()
    }

    #[test]
    fn a_gate_is_as_wide_as_all_that_needs_the_item() {
        let mut joined = Gate::never();
        assert!(joined.join(&gate(&["b"])) && joined.join(&gate(&["a", "b"])) && !joined.join(&gate(&["a"])));
        assert_eq!(joined, gate(&["a", "b"]));
        assert!(joined.features().eq(["a", "b"]));
        assert!(joined.join(&Gate::Always) && !joined.join(&gate(&["c"])));
        assert_eq!((joined.features().count(), joined), (0, gate(&[])));
    }
}
