//! Reads a value through serde, so that JSON and YAML obey the same rules.

use super::{Cause, unquoted};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::collections::HashSet;
use std::fmt;
use std::vec::Drain;

/// How many bytes of text cost as much as a value.
const CHUNK: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

/// The state while a text is read.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) syntax: Syntax,
    /// Whether there was a tag that is not one of YAML's own.
    pub(super) is_tagged: bool,
    /// Whether a schema of strings has a value without quotes that was read as something else.
    pub(super) has_unquoted: bool,
    /// Why reading ended, where it ended here and not in the parser.
    pub(super) failure: Option<Cause>,
    /// How many values may still be made, a string counting once more for every `CHUNK`; only aliases can use it up.
    budget: usize,
    /// The members of the objects and the items of the lists that are open, the outer ones first. Only when all are
    /// there is their number known, and room made for that many and no more.
    members: Vec<(String, Value)>,
    items: Vec<Value>,
}

impl Reader {
    pub(super) fn new(syntax: Syntax, length: usize) -> Self {
        let budget = length.saturating_mul(10).saturating_add(100_000);
        let (members, items) = (Vec::new(), Vec::new());
        Self { syntax, is_tagged: false, has_unquoted: false, failure: None, budget, members, items }
    }

    pub(super) fn seed(&mut self) -> Node<'_> {
        Node { reader: self, text: Text::Root }
    }

    fn fail<E: Error>(&mut self, cause: Cause) -> E {
        self.failure = Some(cause);
        E::custom("see the failure of the reader")
    }

    /// Counts the values that are made, because aliases of a large part are cheap to write.
    fn spend<E: Error>(&mut self, cost: usize) -> Result<(), E> {
        self.budget = self.budget.checked_sub(cost).ok_or_else(|| self.fail(Cause::Aliases))?;
        Ok(())
    }

    fn text<E: Error>(&mut self, text: &str) -> Result<String, E> {
        self.spend(text.len() / CHUNK)?;
        Ok(text.to_owned())
    }
}

/// Which scalars are read as they are written: `version: 26.0` is the string `26.0` and not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    /// The root: `openapi`, `swagger` and `overlay` hold versions, `info` holds one.
    Root,
    /// The `info` object.
    Info,
    /// The value itself is a version.
    Version,
    /// Everything else.
    Elsewhere,
}

impl Text {
    fn inside(self, key: &str) -> Self {
        match (self, key) {
            (Self::Root, "openapi" | "swagger" | "overlay") | (Self::Info, "version") => Self::Version,
            (Self::Root, "info") => Self::Info,
            _ => Self::Elsewhere,
        }
    }
}

pub(super) struct Node<'r> {
    reader: &'r mut Reader,
    text: Text,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        // A plain scalar of YAML that is requested as a string comes as it is written; JSON distinguishes numbers.
        if self.text == Text::Version && self.reader.syntax == Syntax::Yaml {
            deserializer.deserialize_str(self)
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.text == Text::Version { "a string" } else { "a value" })
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.reader.text(value).map(Value::String)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_, content) = access.variant::<IgnoredAny>()?;
        self.reader.is_tagged = true;
        content.newtype_variant_seed(Node { reader: self.reader, text: self.text })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let start = self.reader.items.len();
        while let Some(item) =
            access.next_element_seed(Node { reader: self.reader, text: Text::Elsewhere })?
        {
            self.reader.spend(1)?;
            self.reader.items.push(item);
        }
        Ok(Value::Array(self.reader.items.drain(start..).collect()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let start = self.reader.members.len();
        let mut has_values = false;
        loop {
            let Some(key) = access.next_key_seed(Key(self.reader))? else { break };
            self.reader.spend(1)?;
            has_values |= matches!(key.as_str(), "enum" | "const" | "default");
            let value = Node { reader: self.reader, text: self.text.inside(&key) };
            let value = access.next_value_seed(value)?;
            self.reader.members.push((key, value));
        }
        let map = object(self.reader.members.drain(start..), self.reader.syntax);
        let map = map.map_err(|cause| self.reader.fail(cause))?;
        // JSON has its own forms of numbers, which its writers choose.
        self.reader.has_unquoted |=
            has_values && self.reader.syntax == Syntax::Yaml && unquoted::is_affected(&map);
        Ok(Value::Object(map))
    }
}

fn float(value: f64) -> Value {
    // JSON has no infinity; the text is what YAML writes.
    Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number)
}

/// The object of these members, which are in the order of the text.
fn object(members: Drain<'_, (String, Value)>, syntax: Syntax) -> Result<Map<String, Value>, Cause> {
    let mut map = Map::with_capacity(members.len());
    let mut merged = HashSet::new();
    for (key, value) in members {
        if key == "<<" && syntax == Syntax::Yaml {
            merge(value, &mut map, &mut merged)?;
            continue;
        }
        match map.entry(key) {
            Entry::Occupied(slot) if !merged.remove(slot.key()) => {
                return Err(Cause::Duplicate(slot.key().clone()));
            }
            Entry::Occupied(mut slot) => drop(slot.insert(value)),
            Entry::Vacant(slot) => drop(slot.insert(value)),
        }
    }
    Ok(map)
}

/// Applies a merge key: the mapping's own members win, and so does the earlier of several merged mappings.
fn merge(value: Value, map: &mut Map<String, Value>, merged: &mut HashSet<String>) -> Result<(), Cause> {
    let parts = match value {
        Value::Array(parts) => parts,
        other => vec![other],
    };
    for part in parts {
        let Value::Object(members) = part else {
            return Err(Cause::MergeKey);
        };
        for (key, value) in members {
            if !map.contains_key(&key) {
                merged.insert(key.clone());
                map.insert(key, value);
            }
        }
    }
    Ok(())
}

/// A key, which is a string whatever it looks like: `200:`, `true:`, `null:`.
struct Key<'r>(&'r mut Reader);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string or a number")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        self.0.text(key)
    }
}
