//! What documents say of the modules of functions.

use super::Ident;

/// A tag that a document describes. The operations that have it stand in one module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in the document.
    pub name: String,
    /// The module of its operations; set by the naming pass.
    pub module: Ident,
    /// The documented text in short.
    pub summary: Option<String>,
    /// The documented text.
    pub description: Option<String>,
    /// The name of the tag that it belongs to.
    pub parent: Option<String>,
}
