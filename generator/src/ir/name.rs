//! Names before and after the naming pass.

use std::fmt;

/// What lowering knows about a name: the words that describe the place, the strongest first to give way.
///
/// `["Page", "place_type"]` is the property `place_type` of `Page`. Only the naming pass turns hints into
/// identifiers, for the whole [`Api`](super::Api) at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameHint {
    /// The words, from the outside in, as the document spells them.
    pub words: Vec<String>,
    /// Whether the document (or the manifest) gives this name itself; such a name wins over a derived one.
    pub given: bool,
    /// The words that make the name unique where another one is in the way; empty where `words` are all there is.
    pub longer: Vec<String>,
}

impl NameHint {
    /// A name that the document or the manifest gives.
    pub fn given(name: impl Into<String>) -> Self {
        Self { words: vec![name.into()], given: true, longer: Vec::new() }
    }

    /// A name that is made of the words of a place.
    pub fn of(words: Vec<String>) -> Self {
        Self { words, ..Self::default() }
    }

    /// The name of something inside what this hint names.
    #[must_use]
    pub fn inside(&self, word: impl Into<String>) -> Self {
        let word = word.into();
        let with = |words: &[String]| words.iter().chain([&word]).cloned().collect();
        let longer = if self.longer.is_empty() { Vec::new() } else { with(&self.longer) };
        Self { words: with(&self.words), given: false, longer }
    }

    /// All words that are known: what identifies the place whatever it is called in the end.
    pub fn full(&self) -> &[String] {
        if self.longer.is_empty() { &self.words } else { &self.longer }
    }
}

/// A valid Rust identifier, chosen by the naming pass; empty before it ran.
///
/// A keyword is stored without `r#`; the emitter writes it raw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(pub String);

impl Ident {
    /// The text of the identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
