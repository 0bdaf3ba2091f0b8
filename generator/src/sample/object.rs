//! Makes objects.

use super::alternatives::tag_of;
use super::maker::Maker;
use super::purpose::Purpose;
use super::schema::{count, required};
use super::{Object, text};
use serde_json::Value;

impl Maker<'_> {
    /// An object with its required members and, if everything is to be made, the others.
    pub(super) fn object(&self, schema: &Object, purpose: Purpose<'_>) -> Option<Value> {
        let required = required(schema);
        let none = Object::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let most = count(schema, "maxProperties").unwrap_or(usize::MAX);
        let fewest = count(schema, "minProperties").unwrap_or(0);
        let mut members = Object::new();
        for name in &required {
            let value = match properties.get(*name) {
                Some(property) => self.make_for(property, Purpose { name, ..purpose })?,
                None => self.additional(schema, name).unwrap_or_else(|| free(name)),
            };
            members.insert((*name).to_owned(), value);
        }
        for (name, property) in properties {
            let is_wanted = self.is_full() || members.len() < fewest;
            if !is_wanted
                || members.len() >= most
                || members.contains_key(name)
                || self.sampler.is_elsewhere(property)
            {
                continue;
            }
            if let Some(value) = self.make_for(property, Purpose { name, ..purpose }) {
                members.insert(name.clone(), value);
            }
        }
        self.add_dependent(schema, properties, &mut members, purpose);
        self.fill(schema, &mut members, fewest, most);
        self.tag_own(schema, properties, &mut members);
        Some(Value::Object(in_order(properties, members)))
    }

    /// Adds undeclared keys until there are enough, and at least one if everything is to be made.
    fn fill(&self, schema: &Object, members: &mut Object, fewest: usize, most: usize) {
        let is_map = schema.get("additionalProperties").is_some_and(Value::is_object);
        let wanted = if is_map && self.is_full() { members.len() + 1 } else { members.len() };
        for index in 0..wanted.max(fewest).min(most).saturating_sub(members.len()) {
            let Some(key) = self.key(schema, index) else { return };
            let Some(value) = self.additional(schema, &key) else { return };
            members.insert(key, value);
        }
    }

    /// Adds what members that are there depend on.
    fn add_dependent(
        &self,
        schema: &Object,
        properties: &Object,
        members: &mut Object,
        purpose: Purpose<'_>,
    ) {
        let Some(dependent) = schema.get("dependentRequired").and_then(Value::as_object) else { return };
        // What is added may depend on more.
        for _ in 0..dependent.len() {
            let said = dependent.iter().filter(|(name, _)| members.contains_key(*name));
            let names = said.filter_map(|(_, names)| names.as_array()).flatten().filter_map(Value::as_str);
            let missing: Vec<&str> = names.filter(|name| !members.contains_key(*name)).collect();
            for name in missing {
                let value = match properties.get(name) {
                    Some(property) => self.make_for(property, Purpose { name, ..purpose }),
                    None => self.additional(schema, name).or_else(|| Some(free(name))),
                };
                members.extend(value.map(|value| (name.to_owned(), value)));
            }
        }
    }

    /// An undeclared key, another for each index.
    fn key(&self, schema: &Object, index: usize) -> Option<String> {
        match schema.get("propertyNames") {
            Some(names @ Value::Object(_)) => {
                let name = self.make_for(names, Purpose { name: "key", index })?;
                name.as_str().map(str::to_owned)
            }
            _ if index == 0 => Some("key".to_owned()),
            _ => Some(format!("key{index}")),
        }
    }

    /// The value of an undeclared key; `None` if none is allowed.
    fn additional(&self, schema: &Object, name: &str) -> Option<Value> {
        match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => None,
            Some(schema @ Value::Object(_)) => self.make(schema, name),
            _ => Some(free(name)),
        }
    }

    /// If the object's own schema has a discriminator, the object names itself in it.
    fn tag_own(&self, schema: &Object, properties: &Object, members: &mut Object) {
        let Some(discriminator) = schema.get("discriminator") else { return };
        let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
        let declared = properties.get(property).map(|property| self.sampler.merged(property).schema);
        let is_fixed =
            declared.is_some_and(|schema| schema.contains_key("enum") || schema.contains_key("const"));
        if let (true, false, Some(reference)) = (members.contains_key(property), is_fixed, self.reference()) {
            members.insert(property.to_owned(), Value::String(tag_of(&reference, discriminator)));
        }
    }
}

/// The members in the order in which the schema names them.
fn in_order(properties: &Object, mut members: Object) -> Object {
    let named: Vec<_> = properties.keys().filter_map(|name| members.shift_remove_entry(name)).collect();
    named.into_iter().chain(members).collect()
}

/// A value for a place that accepts any value.
fn free(name: &str) -> Value {
    Value::String(text::text(Purpose { name, index: 0 }, 0, usize::MAX))
}
