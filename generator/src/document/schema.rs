//! The schemas of a document: flat data in one arena, each behind a number.
//!
//! `openapiv3` holds the document around the schemas. Where it wants a schema, it has a reference that names the number
//! of one.

mod arena;
mod blocks;
mod derive;
mod format;
mod keyword;
mod literal;
mod meaning;
mod types;

pub use arena::SchemaArena;
pub(crate) use format::Format;
pub(in crate::document) use keyword::schema_keywords;
pub use keyword::{Conditions, Held, Rare, Schema};
pub use literal::Literal;
pub(crate) use meaning::whole;

use openapiv3::ReferenceOr;

/// The number of a schema in its arena.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(u32);

/// What the references of `openapiv3` that name a schema start with.
const SCHEME: &str = "schema:";

impl SchemaId {
    /// Its place in the arena.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// What stands in the place of the schema in a document of `openapiv3`.
    pub(super) fn to_reference<T>(self) -> ReferenceOr<T> {
        ReferenceOr::Reference { reference: format!("{SCHEME}{}", self.0) }
    }

    /// The schema that stands in a place of a document of `openapiv3`; the one that takes any value where none does.
    pub(crate) fn of<T>(place: &ReferenceOr<T>) -> Self {
        let ReferenceOr::Reference { reference } = place else { return Self::default() };
        Self(reference.strip_prefix(SCHEME).and_then(|number| number.parse().ok()).unwrap_or_default())
    }
}

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaType {
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`.
    Integer,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `array`.
    Array,
    /// `object`.
    Object,
}

/// The types of a list, each once, in its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SchemaTypes([Option<SchemaType>; 7]);

/// A reference to a schema.
#[derive(Clone, Debug)]
pub struct SchemaReference {
    /// The text of `$ref`.
    pub text: String,
    /// The schema that it names, which may be a reference itself.
    pub next: Option<SchemaId>,
    /// Where it leads in the end.
    pub target: Target,
}

/// Where a reference leads, through all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// To a schema.
    Schema(SchemaId),
    /// Nowhere, as this reference names nothing.
    Unknown(SchemaId),
    /// In a circle.
    #[default]
    Circle,
}

/// What the members of an object hold that no property names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Anything, or that there are none.
    Any(bool),
    /// Values of a schema.
    Schema(SchemaId),
}

/// The property that says which alternative a value is of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchemaDiscriminator {
    /// `propertyName`.
    pub property: String,
    /// `mapping`.
    pub mapping: Vec<(String, String)>,
    /// `defaultMapping`.
    pub default: Option<String>,
}
