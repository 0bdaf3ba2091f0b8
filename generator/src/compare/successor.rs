//! What is gone, and what to use instead.

/// What to use instead of an item that is gone, as a person says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Successor {
    /// The path of the item without the module of the version: `page::personas::list`, `models::Page.name`.
    pub item: String,
    /// What to use instead.
    pub instead: String,
}

/// A Rust item that the older version had and the newer one has not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gone {
    /// Its path without the module of the version.
    pub item: String,
    /// What to use instead, where it is known: a path without the module of the version, or the words of a person.
    pub successor: Option<String>,
    /// Why it is gone, where the older document says: its note on the deprecation.
    pub reason: Option<String>,
}
