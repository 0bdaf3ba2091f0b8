//! The types that JSON Schema names, and lists of them.

use super::{SchemaType, SchemaTypes};
use crate::ir::Values;
use serde_json::Value;

impl SchemaType {
    /// The type of this name, whatever its case.
    pub(in crate::document) fn parse(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "string" => Self::String,
            "number" => Self::Number,
            "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            "object" => Self::Object,
            "array" => Self::Array,
            _ => return None,
        })
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type of a value.
    pub(in crate::document) fn of_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_f64() => Self::Number,
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// Whether its values are among those that a keyword says something about.
    pub(in crate::document) fn is_among(self, values: Values) -> bool {
        let is_number = matches!(self, Self::Number | Self::Integer);
        match values {
            Values::All => true,
            Values::Strings => self == Self::String,
            Values::Numbers => is_number,
            Values::Scalars => is_number || self == Self::String,
            Values::Objects => self == Self::Object,
            Values::Arrays => self == Self::Array,
        }
    }

    /// Whether its values have no parts.
    pub(crate) fn is_scalar(self) -> bool {
        matches!(self, Self::Boolean | Self::Integer | Self::Number | Self::String)
    }
}

impl SchemaTypes {
    fn add(&mut self, typ: SchemaType) {
        let slot = self.0.iter_mut().find(|slot| slot.is_none_or(|known| known == typ));
        slot.into_iter().for_each(|slot| *slot = Some(typ));
    }

    /// The types, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = SchemaType> + '_ {
        self.0.into_iter().flatten()
    }

    /// Whether it lists a type.
    pub(crate) fn contains(&self, typ: SchemaType) -> bool {
        self.0.contains(&Some(typ))
    }

    /// Those beside `null`. An integer is a number too, but a float does not hold every integer.
    pub(crate) fn kinds(&self) -> Vec<SchemaType> {
        self.0.into_iter().flatten().filter(|typ| *typ != SchemaType::Null).collect()
    }

    /// Whether there are several beside `null`.
    pub(super) fn has_several(&self) -> bool {
        self.0.iter().flatten().filter(|typ| **typ != SchemaType::Null).count() > 1
    }

    /// Whether there is no value but `null`.
    pub(super) fn is_null(&self) -> bool {
        *self == Self::from_iter([SchemaType::Null])
    }
}

impl FromIterator<SchemaType> for SchemaTypes {
    fn from_iter<I: IntoIterator<Item = SchemaType>>(types: I) -> Self {
        let mut all = Self::default();
        types.into_iter().for_each(|typ| all.add(typ));
        all
    }
}
