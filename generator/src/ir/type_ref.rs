//! Uses of types.

use super::MappedType;
use std::sync::Arc;

/// The index of a [`TypeDef`](super::TypeDef) in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A use of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A type with a definition of its own.
    Named(TypeId),
    /// Text.
    String,
    /// Text that must not be shown (`format: password`).
    Secret,
    /// A date with a time (`format: date-time`).
    Timestamp,
    /// Text of another format that has a type of its own.
    Text(TextFormat),
    /// A type of a person's own, which the project gives to the schema or to its format.
    Mapped(Arc<MappedType>),
    /// An integer.
    Integer(IntegerWidth),
    /// A floating-point number of 64 bits.
    Float,
    /// A boolean.
    Boolean,
    /// The content of a file or an octet stream.
    Bytes,
    /// Any JSON value.
    Any,
    /// A list.
    List(Box<TypeRef>),
    /// An object whose keys are not known, by key.
    Map(Box<TypeRef>),
    /// A value or `null`, where that is inside a list or a map.
    Nullable(Box<TypeRef>),
}

/// A format of text that has a type of its own in the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextFormat {
    /// `format: date`.
    Date,
    /// `format: time`.
    TimeOfDay,
    /// `format: duration`.
    Duration,
    /// `format: uuid`.
    Uuid,
    /// `format: byte`: bytes as base64.
    Base64,
    /// `format: base64url`: bytes as base64 with the letters that a URL can hold.
    Base64Url,
}

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntegerWidth {
    /// `format: int32`.
    I32,
    /// `format: int64`, or no format.
    I64,
    /// `format: uint32`.
    U32,
    /// `format: uint64`.
    U64,
}

/// The types that generated code has anyway, by their paths: what a project gives such a path needs no route.
const KNOWN: [(&str, TypeRef); 15] = [
    ("String", TypeRef::String),
    ("bool", TypeRef::Boolean),
    ("f64", TypeRef::Float),
    ("i32", TypeRef::Integer(IntegerWidth::I32)),
    ("i64", TypeRef::Integer(IntegerWidth::I64)),
    ("u32", TypeRef::Integer(IntegerWidth::U32)),
    ("u64", TypeRef::Integer(IntegerWidth::U64)),
    ("serde_json::Value", TypeRef::Any),
    ("crate::Secret", TypeRef::Secret),
    ("crate::Timestamp", TypeRef::Timestamp),
    ("crate::Date", TypeRef::Text(TextFormat::Date)),
    ("crate::TimeOfDay", TypeRef::Text(TextFormat::TimeOfDay)),
    ("crate::IsoDuration", TypeRef::Text(TextFormat::Duration)),
    ("crate::Base64", TypeRef::Text(TextFormat::Base64)),
    ("crate::Base64Url", TypeRef::Text(TextFormat::Base64Url)),
];

impl TextFormat {
    /// The format in a document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::TimeOfDay => "time",
            Self::Duration => "duration",
            Self::Uuid => "uuid",
            Self::Base64 => "byte",
            Self::Base64Url => "base64url",
        }
    }
}

impl IntegerWidth {
    /// The format in a document.
    pub fn name(self) -> &'static str {
        match self {
            Self::I32 => "int32",
            Self::I64 => "int64",
            Self::U32 => "uint32",
            Self::U64 => "uint64",
        }
    }
}

impl TypeRef {
    /// The type that stands for what a project names.
    pub fn of_mapped(mapped: &Arc<MappedType>) -> Self {
        let path = mapped.path.to_string();
        let known = KNOWN.iter().find(|(known, _)| *known == path).map(|(_, ty)| ty.clone());
        known.unwrap_or_else(|| Self::Mapped(Arc::clone(mapped)))
    }

    /// The named type inside lists, maps and `null`, if there is one.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.named(),
            _ => None,
        }
    }

    /// The type of a person's own inside lists, maps and `null`, if there is one.
    pub fn mapped(&self) -> Option<&Arc<MappedType>> {
        match self {
            Self::Mapped(mapped) => Some(mapped),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.mapped(),
            _ => None,
        }
    }

    /// Whether it is, or holds, values of which nothing is known.
    pub fn holds_any(&self) -> bool {
        match self {
            Self::Any => true,
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.holds_any(),
            _ => false,
        }
    }

    /// Whether Rust has a default for it. `named` says so of a type with a definition of its own.
    pub fn has_default(&self, named: impl FnOnce(TypeId) -> bool) -> bool {
        match self {
            Self::Named(id) => named(*id),
            Self::Mapped(mapped) => mapped.traits.has_default,
            Self::Secret | Self::Timestamp | Self::Text(_) | Self::Bytes => false,
            _ => true,
        }
    }
}
