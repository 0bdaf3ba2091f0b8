//! Values that the document gives, as the code that makes them.

use super::{Values, literal};
use crate::emit::ident::ident;
use crate::emit::{constructor, union};
use crate::ir::{Field, Role, Struct, TypeDef, TypeKind, TypeRef};
use serde_json::{Map, Value};

impl Values<'_, '_> {
    /// What may be passed for a value as an argument, see `argument_type`; `None` where it does not fit the type.
    pub(super) fn given(&self, ty: &TypeRef, value: &Value) -> Option<String> {
        match (self.scope.cx.api.resolve(ty), value) {
            (TypeRef::List(item), Value::Array(values)) if !values.is_empty() => {
                let items: Option<Vec<_>> = values.iter().map(|value| self.given_item(item, value)).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            (TypeRef::Map(item), Value::Object(members)) if !members.is_empty() => {
                let pair = |(key, value): (&String, &Value)| {
                    Some(format!("({}, {})", literal(key), self.given_item(item, value)?))
                };
                Some(format!("[{}]", members.iter().map(pair).collect::<Option<Vec<_>>>()?.join(", ")))
            }
            (TypeRef::List(_) | TypeRef::Map(_), _) => None,
            (resolved, value) => self.given_item(resolved, value),
        }
    }

    /// What may stand in a list or a map that is passed, see `item_type`.
    fn given_item(&self, ty: &TypeRef, value: &Value) -> Option<String> {
        let resolved = self.scope.cx.api.resolve(ty);
        match (resolved, value) {
            (TypeRef::String | TypeRef::Secret, Value::String(text)) => Some(literal(text)),
            (TypeRef::Named(id), value) => self.given_turned(&self.scope.cx.api[*id], value),
            _ => self.exactly(resolved, value),
        }
    }

    /// A value of a named type, or what turns into it.
    fn given_turned(&self, definition: &TypeDef, value: &Value) -> Option<String> {
        if let TypeKind::Union(union) = &definition.kind
            && union::is_made_from(self.scope, definition, union)
        {
            let made = union.variants.iter().find_map(|variant| {
                let made = self.exactly(&variant.ty, value)?;
                Some((self.scope.cx.api.resolve(&variant.ty), made))
            });
            return match (made?, value) {
                ((TypeRef::String, _), Value::String(text)) => Some(literal(text)),
                ((TypeRef::Named(_), made), _) => Some(made),
                _ => self.given_named(definition, value),
            };
        }
        self.given_named(definition, value)
    }

    /// A value of exactly this type.
    fn exactly(&self, ty: &TypeRef, value: &Value) -> Option<String> {
        let library = &self.scope.cx.package.crate_name;
        match (self.scope.cx.api.resolve(ty), value) {
            (TypeRef::Named(id), value) => self.given_named(&self.scope.cx.api[*id], value),
            (TypeRef::String | TypeRef::Secret, Value::String(text)) => {
                Some(format!("{}.into()", literal(text)))
            }
            (TypeRef::Timestamp, Value::String(text)) => {
                Some(format!("{}.parse().expect(\"a time\")", literal(text)))
            }
            (TypeRef::Integer(_), Value::Number(number)) if !number.is_f64() => Some(number.to_string()),
            (TypeRef::Float, Value::Number(number)) => Some(format!("{:?}", number.as_f64()?)),
            (TypeRef::Boolean, Value::Bool(value)) => Some(value.to_string()),
            // The name of the file says what is in it.
            (TypeRef::Bytes, Value::String(name)) => Some(format!(
                "{library}::File::new({}, \"application/octet-stream\", \"...\")",
                literal(name)
            )),
            (TypeRef::Any, value) => Some(format!("serde_json::json!({value})")),
            (TypeRef::List(item), Value::Array(values)) => {
                let items: Option<Vec<_>> = values.iter().map(|value| self.exactly(item, value)).collect();
                Some(format!("vec![{}]", items?.join(", ")))
            }
            (TypeRef::Nullable(_), Value::Null) => Some("None".to_owned()),
            (TypeRef::Nullable(inner), value) => Some(format!("Some({})", self.exactly(inner, value)?)),
            _ => None,
        }
    }

    fn given_named(&self, definition: &TypeDef, value: &Value) -> Option<String> {
        let path = self.model(definition);
        match (&definition.kind, value) {
            (TypeKind::Struct(structure), Value::Object(members)) if definition.has_constructor => {
                self.given_struct(&path, structure, members)
            }
            (TypeKind::Enumeration(enumeration), value) => {
                let wire = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let known = enumeration.values.iter().find(|known| known.wire == wire)?;
                Some(format!("{path}::{}", ident(&known.variant)))
            }
            (TypeKind::Union(union), value) => union.variants.iter().find_map(|variant| {
                let made = self.exactly(&variant.ty, value)?;
                let made = if variant.boxed { format!("Box::new({made})") } else { made };
                Some(format!("{path}::{}({made})", ident(&variant.name)))
            }),
            _ => None,
        }
    }

    /// A struct with the members that are given; `None` where it lacks one that it needs, or has others.
    fn given_struct(&self, path: &str, structure: &Struct, members: &Map<String, Value>) -> Option<String> {
        let arguments = constructor::arguments(structure).into_iter().map(|field| {
            let value = members.get(&field.wire_name)?;
            match field.nullable {
                true if value.is_null() => Some("None".to_owned()),
                true => Some(format!("Some({})", self.exactly(&field.ty, value)?)),
                false => self.given(&field.ty, value),
            }
        });
        let mut made = format!("{path}::new({})", arguments.collect::<Option<Vec<_>>>()?.join(", "));
        for (key, value) in members {
            let field = structure.fields.iter().find(|field| field.wire_name == *key)?;
            made.push_str(&self.given_member(field, value)?);
        }
        Some(made)
    }

    /// The call that sets a member, if it takes one.
    fn given_member(&self, field: &Field, value: &Value) -> Option<String> {
        match &field.role {
            Role::Argument(_) => Some(String::new()),
            // The value is set already; another is one of another type.
            Role::Constant => self.exactly(&field.ty, value).map(|_| String::new()),
            role if role.is_setter() => {
                Some(format!(".{}({})", ident(&field.name), self.given(&field.ty, value)?))
            }
            _ => None,
        }
    }
}
