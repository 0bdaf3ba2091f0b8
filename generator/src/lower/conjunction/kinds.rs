//! Sets of JSON kinds.

use crate::document::schema::{Schema, SchemaType};
use serde_json::Value;

/// A set of JSON kinds. The integers and the other numbers are kinds of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::lower) struct Kinds(u8);

/// A kind for which there is a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::lower) enum Kind {
    Text,
    Number,
    Boolean,
    List,
    Object,
    /// Nothing says which.
    Any,
}

impl Kinds {
    pub(super) const NULL: Self = Self(1);
    const BOOLEAN: Self = Self(1 << 1);
    const INTEGER: Self = Self(1 << 2);
    const FRACTION: Self = Self(1 << 3);
    const STRING: Self = Self(1 << 4);
    const LIST: Self = Self(1 << 5);
    const OBJECT: Self = Self(1 << 6);
    pub(super) const ALL: Self = Self((1 << 7) - 1);

    /// The kinds that a schema allows by its type, else by its values. What it says of one kind only, such as its
    /// properties, allows all others.
    pub(super) fn of(schema: &Schema) -> Self {
        let mut kinds = if schema.types != Default::default() {
            schema.types.iter().fold(Self(0), |kinds, typ| kinds.or(typ.into()))
        } else if let Some(typ) = schema.typ {
            typ.into()
        } else if !schema.values().is_empty() {
            schema.values().iter().fold(Self(0), |kinds, value| kinds.or(Self::of_value(value)))
        } else {
            Self::ALL
        };
        if schema.says_null() || schema.values().iter().any(|value| value.is_null()) {
            kinds = kinds.or(Self::NULL);
        }
        kinds
    }

    /// The kind of which a schema speaks, although it allows others.
    pub(super) fn implied(schema: &Schema) -> Option<Self> {
        schema.effective_type().map(Self::from)
    }

    fn of_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.as_f64().is_some_and(|number| number.fract() != 0.0) => {
                Self::FRACTION
            }
            Value::Number(number) if number.is_f64() => Self::INTEGER.or(Self::FRACTION),
            Value::Number(_) => Self::INTEGER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::LIST,
            Value::Object(_) => Self::OBJECT,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn without_null(self) -> Self {
        Self(self.0 & !Self::NULL.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// Whether `null` is among them.
    pub(super) fn has_null(self) -> bool {
        self.meets(Self::NULL)
    }

    /// Whether no schema says which.
    pub(in crate::lower) fn is_all(self) -> bool {
        self == Self::ALL
    }

    /// Whether all numbers are integers.
    pub(in crate::lower) fn is_integer(self) -> bool {
        !self.meets(Self::FRACTION)
    }

    /// The kinds with a type.
    pub(in crate::lower) fn each(self) -> Vec<Kind> {
        let kinds = [
            (Self::STRING, Kind::Text),
            (Self::INTEGER.or(Self::FRACTION), Kind::Number),
            (Self::BOOLEAN, Kind::Boolean),
            (Self::LIST, Kind::List),
            (Self::OBJECT, Kind::Object),
        ];
        kinds.into_iter().filter(|(kinds, _)| self.meets(*kinds)).map(|(_, kind)| kind).collect()
    }
}

impl From<SchemaType> for Kinds {
    fn from(typ: SchemaType) -> Self {
        match typ {
            SchemaType::Null => Self::NULL,
            SchemaType::Boolean => Self::BOOLEAN,
            SchemaType::Integer => Self::INTEGER,
            SchemaType::Number => Self::INTEGER.or(Self::FRACTION),
            SchemaType::String => Self::STRING,
            SchemaType::Array => Self::LIST,
            SchemaType::Object => Self::OBJECT,
        }
    }
}

impl Kind {
    /// A type of this kind.
    pub(in crate::lower) fn of(typ: SchemaType) -> Option<Self> {
        Kinds::from(typ).without_null().each().pop()
    }

    /// A word for an alternative of this kind that has no name.
    pub(in crate::lower) fn word(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Object => "object",
            Self::Any => "any",
        }
    }
}
