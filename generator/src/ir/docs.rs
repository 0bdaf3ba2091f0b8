//! What the documentation of an item is made from.

use super::Limits;

/// The documentation of a type, a field, a parameter or an operation. All texts are Markdown as in the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One line; the first of the description where the document has no summary.
    pub summary: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// What narrows its values beyond their type, if anything does.
    pub limits: Option<Box<Limits>>,
    /// The link to the reference (`externalDocs.url`).
    pub link: Option<String>,
    /// An example value of the document, as JSON text.
    pub example: Option<String>,
    /// Set where the document says `deprecated: true`.
    pub deprecated: Option<Deprecation>,
}

/// That an item is deprecated, and what the document says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deprecation {
    /// The note for `#[deprecated(note = "...")]`.
    pub note: Option<String>,
}
