//! The schemas of a document: flat data in one arena, each behind a number.
//!
//! `openapiv3` holds the document around the schemas. Where it wants a schema, it has a reference that names the number
//! of one.

mod arena;
mod meaning;

pub use arena::SchemaArena;

use crate::pointer::Pointer;
use openapiv3::ReferenceOr;
use serde_json::{Map, Number, Value};

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

/// A schema of the document. What it does not say is `None`, `false` or empty.
///
/// Most members hold one keyword as it is written. `typ`, `format`, `additional` and `any_of` also hold what the reader
/// derives from other keywords or merges with them, and `all_of` holds what a reference beside keywords leads to.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// Its number.
    pub id: SchemaId,
    /// Where it stands.
    pub pointer: Pointer,
    /// `$ref`; a schema that has it says nothing else. If something stands beside it, it is the first of `all_of`.
    pub reference: Option<Box<SchemaReference>>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `type`, which may be a list.
    pub types: SchemaTypes,
    /// The one type of its values: that of `type` beside `null`, or of the value of `const`, or a list for a tuple.
    pub typ: Option<SchemaType>,
    /// `format`, or what the keywords of the content say instead.
    pub format: Option<String>,
    /// `enum`.
    pub enumeration: Vec<Value>,
    /// `properties`, in the order of the document.
    pub properties: Vec<(String, SchemaId)>,
    /// `required`.
    pub required: Vec<String>,
    /// `additionalProperties`, and what the patterns of names allow.
    pub additional: Option<Additional>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`. The branches of several types, each with the keywords that apply to it, stand here too.
    pub any_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `not`.
    pub not: Option<SchemaId>,
    /// `nullable`.
    pub nullable: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// The keywords that narrow the type without changing it.
    pub limits: Option<Box<Limits>>,
    /// The schemas that few schemas hold.
    pub held: Option<Box<Held>>,
    /// The keywords that few schemas have.
    pub rare: Option<Box<Rare>>,
}

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

/// The keywords that narrow a type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minLength`.
    pub min_length: Option<usize>,
    /// `maxLength`.
    pub max_length: Option<usize>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<Exclusive>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Exclusive>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minItems`.
    pub min_items: Option<usize>,
    /// `maxItems`.
    pub max_items: Option<usize>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<usize>,
    /// `maxProperties`.
    pub max_properties: Option<usize>,
}

/// An exclusive bound.
#[derive(Clone, Debug, PartialEq)]
pub enum Exclusive {
    /// Whether the bound beside it is exclusive, as OpenAPI 3.0 has it.
    Flag(bool),
    /// The bound itself, as OpenAPI 3.1 has it.
    Bound(Number),
}

/// The schemas that few schemas hold.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// `prefixItems`: the items of a tuple. Those after them are of `items`.
    pub prefix_items: Vec<SchemaId>,
    /// `patternProperties`.
    pub patterns: Vec<(String, SchemaId)>,
    /// `additionalProperties` as it is written, where there are patterns; `additional` is what both allow.
    pub rest: Option<Additional>,
    /// Whether `any_of` only holds a branch for each type of `type`.
    pub is_split: bool,
}

/// The keywords that few schemas have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rare {
    /// `const`.
    pub constant: Option<Value>,
    /// `default`.
    pub default: Option<Value>,
    /// `example`.
    pub example: Option<Value>,
    /// `examples`.
    pub examples: Vec<Value>,
    /// `contentEncoding`.
    pub content_encoding: Option<Value>,
    /// `contentMediaType`.
    pub content_media_type: Option<Value>,
    /// The URL of `externalDocs`.
    pub link: Option<String>,
    /// `discriminator`.
    pub discriminator: Option<SchemaDiscriminator>,
    /// Extensions, and the keywords that are not represented, as they are written: conditions, `not`, identifiers and
    /// others.
    pub others: Map<String, Value>,
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
