//! Which kind of schema a set of keywords makes, by the rules of `openapiv3`.

use super::reader::{Reader, whole};
use crate::document::codes;
use crate::document::place::Place;
use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, SchemaKind, StringType, Type,
};
use serde_json::{Number, Value};

/// The keywords of one schema.
#[derive(Default)]
pub(super) struct Keywords {
    pub(super) any: AnySchema,
    pub(super) multiple_of: Option<Number>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    /// Which keywords are there, as bits of [`keyword`].
    pub(super) present: u32,
}

const NAMES: [&str; 23] = [
    "type",
    "enum",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "allOf",
    "anyOf",
    "oneOf",
];
const STRING: u32 = 0b11_1100;
const NUMERIC: u32 = 0b111_1100_0100;
const OBJECT: u32 = 0b1111_1000_0000_0000;
const ARRAY: u32 = 0b1111 << 16;
const ALL_OF: u32 = 1 << 20;
const ANY_OF: u32 = 1 << 21;
const ONE_OF: u32 = 1 << 22;
const NOT: u32 = 1 << 23;
const TYPE: u32 = 1;
const ENUM: u32 = 2;

/// The bit of a keyword.
pub(super) fn keyword(name: &str) -> u32 {
    NAMES.iter().position(|known| *known == name).map_or(NOT, |at| 1 << at)
}

impl Keywords {
    pub(super) fn into_kind(
        mut self,
        has_discriminator: bool,
        reader: &mut Reader<'_>,
        at: &Place<'_>,
    ) -> SchemaKind {
        self.drop_boundless(reader, at);
        if has_discriminator && self.is_plain() {
            reader.unused(&at.key("discriminator"));
        }
        let any = &mut self.any;
        match self.present {
            ALL_OF => return SchemaKind::AllOf { all_of: std::mem::take(&mut any.all_of) },
            ANY_OF => return SchemaKind::AnyOf { any_of: std::mem::take(&mut any.any_of) },
            ONE_OF => return SchemaKind::OneOf { one_of: std::mem::take(&mut any.one_of) },
            NOT => {
                if let Some(not) = any.not.take() {
                    return SchemaKind::Not { not };
                }
            }
            _ => {}
        }
        let is_composed = self.present & (ALL_OF | ANY_OF | ONE_OF | NOT) != 0;
        if let (Some(typ), false) = (self.any.typ.clone(), is_composed) {
            self.drop_foreign(&typ, reader, at);
            if let Some(typed) = self.typed(&typ) {
                return SchemaKind::Type(typed);
            }
        }
        let float = |number: Option<Number>| number.and_then(|number| number.as_f64());
        SchemaKind::Any(AnySchema {
            multiple_of: float(self.multiple_of),
            minimum: float(self.minimum),
            maximum: float(self.maximum),
            ..self.any
        })
    }

    /// Whether the schema is of a type that has no alternatives to tell apart.
    fn is_plain(&self) -> bool {
        let is_composed = self.present & (ALL_OF | ANY_OF | ONE_OF) != 0;
        !is_composed && self.any.typ.as_deref().is_some_and(|typ| typ != "object")
    }

    /// Reports that a bound is exclusive which is not there.
    fn drop_boundless(&self, reader: &mut Reader<'_>, at: &Place<'_>) {
        for (is_exclusive, bound, keyword) in [
            (self.any.exclusive_minimum, &self.minimum, "exclusiveMinimum"),
            (self.any.exclusive_maximum, &self.maximum, "exclusiveMaximum"),
        ] {
            if is_exclusive == Some(true) && bound.is_none() {
                reader.unused(&at.key(keyword));
            }
        }
    }

    /// Leaves out keywords that say nothing about values of the type, as JSON Schema has it.
    fn drop_foreign(&mut self, typ: &str, reader: &mut Reader<'_>, at: &Place<'_>) {
        let own = TYPE
            | ENUM
            | match typ {
                "string" => STRING,
                "number" | "integer" => NUMERIC,
                "object" => OBJECT,
                "array" => ARRAY,
                _ => 0,
            };
        let foreign = self.present & !own;
        for (bit, name) in NAMES.iter().enumerate().filter(|(bit, _)| foreign & (1 << bit) != 0) {
            self.present &= !(1 << bit);
            // `false` is what its absence says, and some generators of documents write it everywhere.
            if *name != "uniqueItems" || self.any.unique_items == Some(true) {
                let message = format!("`{name}` says nothing about a value of type {typ}; it is left out");
                reader.note(codes::UNUSED_KEYWORD, message, &at.key(name));
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        self.present & keyword(name) != 0
    }

    /// The kind of a single type; `None` where the crate's types cannot hold what the keywords say.
    fn typed(&mut self, typ: &str) -> Option<Type> {
        let has_enum = self.has("enum");
        let values = std::mem::take(&mut self.any.enumeration);
        let typed = match typ {
            "string" => self.string(&values),
            "number" => self.number(&values),
            "integer" => self.integer(&values),
            "boolean" => {
                all(&values, Value::as_bool).map(|enumeration| Type::Boolean(BooleanType { enumeration }))
            }
            "object" if !has_enum => Some(Type::Object(self.object())),
            "array" if !has_enum => Some(Type::Array(self.array())),
            _ => None,
        };
        if typed.is_none() {
            self.any.enumeration = values;
        }
        typed
    }

    fn string(&mut self, values: &[Value]) -> Option<Type> {
        let enumeration = all(values, |value| value.as_str().map(ToOwned::to_owned))?;
        let any = &mut self.any;
        Some(Type::String(StringType {
            format: any.format.take().into(),
            pattern: any.pattern.take(),
            enumeration,
            min_length: any.min_length,
            max_length: any.max_length,
        }))
    }

    fn number(&mut self, values: &[Value]) -> Option<Type> {
        let enumeration = all(values, Value::as_f64)?;
        let float = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
        Some(Type::Number(NumberType {
            format: self.any.format.take().into(),
            multiple_of: float(&self.multiple_of),
            exclusive_minimum: self.any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.any.exclusive_maximum.unwrap_or_default(),
            minimum: float(&self.minimum),
            maximum: float(&self.maximum),
            enumeration,
        }))
    }

    fn integer(&mut self, values: &[Value]) -> Option<Type> {
        let enumeration = all(values, |value| value.as_number().and_then(whole))?;
        let whole = |number: &Option<Number>| match number {
            Some(number) => whole(number).map(Some),
            None => Some(None),
        };
        Some(Type::Integer(IntegerType {
            multiple_of: whole(&self.multiple_of)?,
            minimum: whole(&self.minimum)?,
            maximum: whole(&self.maximum)?,
            exclusive_minimum: self.any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.any.exclusive_maximum.unwrap_or_default(),
            format: self.any.format.take().into(),
            enumeration,
        }))
    }

    fn object(&mut self) -> ObjectType {
        let any = &mut self.any;
        ObjectType {
            properties: std::mem::take(&mut any.properties),
            required: std::mem::take(&mut any.required),
            additional_properties: any.additional_properties.take(),
            min_properties: any.min_properties,
            max_properties: any.max_properties,
        }
    }

    fn array(&mut self) -> ArrayType {
        let any = &mut self.any;
        ArrayType {
            items: any.items.take(),
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items.unwrap_or_default(),
        }
    }
}

/// The values of an enumeration, where each is of the type or null.
fn all<T>(values: &[Value], read: impl Fn(&Value) -> Option<T>) -> Option<Vec<Option<T>>> {
    values.iter().map(|value| if value.is_null() { Some(None) } else { read(value).map(Some) }).collect()
}
