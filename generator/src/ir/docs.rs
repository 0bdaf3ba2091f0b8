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

impl Docs {
    /// Takes over what the documentation of the alias of a place says and that of the place does not.
    pub(crate) fn complete(&mut self, alias: &Self) {
        // The limits are carried down to the items of lists, so they are taken over apart.
        let Self { summary, description, limits: _, link: _, example, deprecated: _ } = alias;
        if self.description.is_none() && self.summary.is_none() {
            self.description.clone_from(description);
            self.summary.clone_from(summary);
        }
        if self.example.is_none() {
            self.example.clone_from(example);
        }
    }

    /// Lets another schema that speaks of the same property count for more.
    pub(crate) fn give_way(&mut self, other: Self) {
        let Self { summary: _, description, limits, link: _, example: _, deprecated: _ } = other;
        self.description = description.or(self.description.take());
        match (&mut self.limits, limits) {
            (Some(own), Some(more)) => own.and(*more),
            (own, more) => *own = more.or(own.take()),
        }
    }

    /// What is said beside the description and the limits.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = &str> {
        let Self { summary: _, description: _, limits: _, link, example, deprecated: _ } = self;
        [link, example].into_iter().flatten().map(String::as_str)
    }
}

/// That an item is deprecated, and what the document says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deprecation {
    /// The note for `#[deprecated(note = "...")]`.
    pub note: Option<String>,
}
