//! What is gone, and what to use instead.

/// What to use instead of an item that is gone, as a person says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Successor {
    /// The path of the item without the module of the version: `page::personas::list`, `models::Page.name`.
    pub item: String,
    /// What to use instead.
    pub instead: String,
}
