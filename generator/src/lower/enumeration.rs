//! Enumerations of strings and of integers.

use super::context::Lowerer;
use super::{codes, docs, scalar};
use crate::document::schema::{Literal, Schema, SchemaId, SchemaType, whole};
use crate::ir::{Docs, Enumeration, EnumerationValue, Ident, IntegerWidth, TypeKind, TypeRef};
use crate::markdown::code;
use crate::pointer::Pointer;
use indexmap::IndexSet;
use serde_json::Value;

/// How far a value may be from the schema that it is the only value of.
const MAX_DEPTH: usize = 32;

/// A value of an enumeration with what the document says about it.
pub(super) struct Choice {
    pub(super) value: Literal,
    pub(super) title: Option<String>,
    pub(super) docs: Docs,
}

impl<'a> Lowerer<'a> {
    /// The type of a schema with `enum`.
    pub(super) fn enumeration(&mut self, schema: &'a Schema) -> TypeKind {
        self.enumeration_of(choices(schema), schema.typ, &schema.place_of_values())
    }

    /// An enumeration of the given values, or the type that they have in common where they are not all of one kind.
    pub(super) fn enumeration_of(
        &mut self,
        choices: Vec<Choice>,
        typ: Option<SchemaType>,
        pointer: &Pointer,
    ) -> TypeKind {
        // A number with a zero fraction is an integer (JSON Schema 2020-12, section 4.2.3).
        let is_integer = typ != Some(SchemaType::String)
            && choices.iter().all(|choice| choice.value.as_number().and_then(whole).is_some());
        let is_string = choices.iter().all(|choice| choice.value.is_string())
            || (typ == Some(SchemaType::String) && choices.iter().all(|choice| is_scalar(&choice.value)));
        if choices.is_empty() {
            self.reporter.report(codes::ENUM_UNCHECKED, "only null is allowed, which does not show", pointer);
            return TypeKind::Alias(typ.map_or(TypeRef::Any, |typ| scalar::of(typ, None)));
        }
        if !is_integer && !is_string {
            return TypeKind::Alias(self.weaker(&choices, typ, pointer));
        }
        let is_odd = |typ: &SchemaType| match typ {
            SchemaType::Boolean => true,
            SchemaType::Integer | SchemaType::Number => is_string,
            _ => false,
        };
        if let Some(typ) = typ.filter(is_odd) {
            let message = format!("the values are not of type {}; the type is left out", typ.name());
            self.reporter.report(codes::ENUM_VALUE_TYPE, message, pointer);
        }
        let mut seen = IndexSet::new();
        let mut values = Vec::with_capacity(choices.len());
        for choice in choices {
            let wire = match &*choice.value {
                Value::String(text) => text.clone(),
                _ => {
                    if !is_integer {
                        let message = format!("`{}` is not a string; it is read as one", choice.value);
                        self.reporter.report(codes::ENUM_VALUE_TYPE, message, pointer);
                    }
                    choice
                        .value
                        .as_number()
                        .and_then(whole)
                        .map_or_else(|| choice.value.to_string(), |number| number.to_string())
                }
            };
            if !seen.insert(wire.clone()) {
                let message = format!("{} is listed twice", code(&wire));
                self.reporter.report(codes::ENUM_DUPLICATE, message, pointer);
                continue;
            }
            let Choice { title, docs, .. } = choice;
            values.push(EnumerationValue { wire, title, variant: Ident::default(), docs });
        }
        TypeKind::Enumeration(Enumeration { values, is_integer, unknown: Ident::default(), order: None })
    }

    /// The only value that a schema allows, or one that it consists of, where that is a boolean or a number with a
    /// fraction. One text or integer is an enumeration.
    pub(super) fn only_value(&self, id: SchemaId) -> Option<String> {
        self.only_value_within(id, MAX_DEPTH)
    }

    fn only_value_within(&self, id: SchemaId, depth: usize) -> Option<String> {
        let (schema, depth) = (&self.schemas[id], depth.checked_sub(1)?);
        let next = schema.reference.as_ref().and_then(|reference| reference.next);
        let [only] = schema.values() else {
            return next.iter().chain(&schema.all_of).find_map(|id| self.only_value_within(*id, depth));
        };
        let is_number =
            only.as_f64().is_some_and(f64::is_finite) && only.as_number().and_then(whole).is_none();
        (schema.typ != Some(SchemaType::String) && (only.is_boolean() || is_number)).then(|| only.to_string())
    }

    fn weaker(&mut self, choices: &[Choice], typ: Option<SchemaType>, pointer: &Pointer) -> TypeRef {
        let all = |test: fn(&Value) -> bool| choices.iter().all(|choice| test(&choice.value));
        if choices.len() == 1 && (all(Value::is_boolean) || all(Value::is_number)) {
            let message = "the only value that is allowed does not show";
            self.reporter.report(codes::ENUM_UNCHECKED, message, pointer);
            return if all(Value::is_boolean) { TypeRef::Boolean } else { TypeRef::Float };
        }
        let ty = if all(Value::is_boolean) {
            return TypeRef::Boolean;
        } else if typ != Some(SchemaType::Number) && all(|value| value.is_i64() || value.is_u64()) {
            TypeRef::Integer(IntegerWidth::U64)
        } else if all(Value::is_number) {
            TypeRef::Float
        } else {
            typ.filter(|typ| typ.is_scalar()).map_or(TypeRef::Any, |typ| scalar::of(typ, None))
        };
        let values: Vec<_> = choices.iter().map(|choice| choice.value.to_string()).collect();
        let message = format!("the values ({}) are not all strings or all integers", values.join(", "));
        self.reporter.report(codes::ENUM_MIXED, message, pointer);
        ty
    }
}

/// The values of a schema, without `null`, with the names and texts of the extensions in use for that.
pub(super) fn choices(schema: &Schema) -> Vec<Choice> {
    let titles = schema.extension(&["x-enum-varnames", "x-enumNames"]);
    let texts = schema.extension(&["x-enum-descriptions", "x-enumDescriptions"]);
    let find = |list: Option<&Value>, index: usize, value: &Value| -> Option<String> {
        let found = match list? {
            Value::Array(list) => list.get(index)?,
            Value::Object(map) => map.get(value.as_str()?)?,
            _ => return None,
        };
        docs::text(found.as_str())
    };
    let numbered = schema.values().iter().enumerate().filter(|(_, value)| !value.is_null());
    numbered
        .map(|(index, value)| Choice {
            title: find(titles.filter(|titles| titles.is_array()), index, value),
            docs: Docs { description: find(texts, index, value), ..Docs::default() },
            value: value.clone(),
        })
        .collect()
}

fn is_scalar(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}
