//! What the keywords of one schema mean together.

use super::{
    Additional, Exclusive, Limits, Schema, SchemaDiscriminator, SchemaId, SchemaReference, SchemaType,
    SchemaTypes,
};
use crate::pointer::Pointer;
use serde_json::{Number, Value};

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

    /// The type that a format is one of.
    fn of_format(format: &str) -> Self {
        match format {
            "float" | "double" => Self::Number,
            "int32" | "int64" | "uint32" | "uint64" | "int8" | "int16" | "uint8" | "uint16" | "uint" => {
                Self::Integer
            }
            _ => Self::String,
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

    /// Whether it lists a type.
    pub(crate) fn contains(&self, typ: SchemaType) -> bool {
        self.0.contains(&Some(typ))
    }

    /// Those beside `null`; an integer is a number.
    pub(crate) fn kinds(&self) -> Vec<SchemaType> {
        let is_covered = |typ| typ == SchemaType::Integer && self.contains(SchemaType::Number);
        self.0.into_iter().flatten().filter(|typ| *typ != SchemaType::Null && !is_covered(*typ)).collect()
    }

    /// Whether there is no value but `null`.
    fn is_null(&self) -> bool {
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

impl SchemaReference {
    /// The last name of what it leads to.
    pub(crate) fn name(&self) -> Option<String> {
        Pointer::of_reference(&self.text).and_then(|pointer| pointer.last())
    }
}

impl SchemaDiscriminator {
    /// Whether it names alternatives beside the one that a union with one alternative has.
    pub(crate) fn names_several(&self) -> bool {
        self.mapping.len() > 1 || self.default.is_some()
    }
}

impl Limits {
    /// The smallest number, and whether it is itself excluded.
    pub(crate) fn least(&self) -> Option<(&Number, bool)> {
        bound(self.minimum.as_ref(), self.exclusive_minimum.as_ref(), |new, old| new >= old)
    }

    /// The largest number, and whether it is itself excluded.
    pub(crate) fn most(&self) -> Option<(&Number, bool)> {
        bound(self.maximum.as_ref(), self.exclusive_maximum.as_ref(), |new, old| new <= old)
    }
}

/// The tighter of two bounds, and whether it is exclusive.
fn bound<'l>(
    inclusive: Option<&'l Number>,
    exclusive: Option<&'l Exclusive>,
    is_tighter: fn(f64, f64) -> bool,
) -> Option<(&'l Number, bool)> {
    match (inclusive, exclusive) {
        (inclusive, Some(Exclusive::Flag(is_exclusive))) => Some((inclusive?, *is_exclusive)),
        (Some(old), Some(Exclusive::Bound(new))) if !is_tighter(new.as_f64()?, old.as_f64()?) => {
            Some((old, false))
        }
        (_, Some(Exclusive::Bound(new))) => Some((new, true)),
        (inclusive, None) => Some((inclusive?, false)),
    }
}

impl Schema {
    /// The type that the keywords speak of, where `type` itself is missing.
    pub(crate) fn effective_type(&self) -> Option<SchemaType> {
        let limits = self.limits.as_deref();
        let has = |test: fn(&Limits) -> bool| limits.is_some_and(test);
        if self.typ.is_some() {
            self.typ
        } else if !self.properties.is_empty() || self.additional.is_some() || !self.required.is_empty() {
            Some(SchemaType::Object)
        } else if self.has_items() {
            Some(SchemaType::Array)
        } else if has(|limits| {
            limits.pattern.is_some() || limits.min_length.is_some() || limits.max_length.is_some()
        }) {
            Some(SchemaType::String)
        } else if let Some(format) = &self.format {
            Some(SchemaType::of_format(format))
        } else {
            has(|limits| limits.least().is_some() || limits.most().is_some()).then_some(SchemaType::Number)
        }
    }

    /// Whether the schema says something about the form of the value, not only about its meaning.
    pub(crate) fn is_structural(&self) -> bool {
        self.typ.is_some()
            || !self.values().is_empty()
            || self.has_alternatives()
            || !self.all_of.is_empty()
            || !self.properties.is_empty()
            || self.additional.is_some()
            || self.has_items()
            || self.format.is_some()
    }

    /// Whether it has `oneOf` or `anyOf`.
    pub(crate) fn has_alternatives(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// Whether it says anything about the items of a list.
    pub(crate) fn has_items(&self) -> bool {
        self.items.is_some() || !self.prefix_items().is_empty()
    }

    /// `additionalProperties` as it is written.
    pub(crate) fn written_additional(&self) -> Option<Additional> {
        match self.held.as_deref() {
            Some(held) if !held.patterns.is_empty() => held.rest,
            _ => self.additional,
        }
    }

    /// Whether `anyOf` only holds a branch for each type of `type`.
    pub(crate) fn is_split(&self) -> bool {
        self.held.as_deref().is_some_and(|held| held.is_split)
    }

    /// The schemas of the first items.
    pub(crate) fn prefix_items(&self) -> &[SchemaId] {
        self.held.as_deref().map_or(&[], |held| &held.prefix_items)
    }

    /// The only values that are allowed: those of `enum`, or that of `const`, or null if there is no other type.
    pub(crate) fn values(&self) -> &[Value] {
        match self.constant() {
            Some(constant) => std::slice::from_ref(constant),
            None if self.enumeration.is_empty() && self.types.is_null() => &[Value::Null],
            None => &self.enumeration,
        }
    }

    /// The place of the [`values`](Self::values).
    pub(crate) fn place_of_values(&self) -> Pointer {
        self.pointer.child(match (self.constant(), self.enumeration.is_empty()) {
            (Some(_), _) => "const",
            (None, true) => "type",
            (None, false) => "enum",
        })
    }

    /// Whether the schema itself says that null is a value.
    pub(crate) fn says_null(&self) -> bool {
        self.nullable || self.types.contains(SchemaType::Null)
    }

    /// The `const`.
    pub(in crate::document) fn constant(&self) -> Option<&Value> {
        self.rare.as_deref()?.constant.as_ref()
    }

    /// The schema of a property.
    pub(crate) fn property(&self, name: &str) -> Option<SchemaId> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, id)| *id)
    }

    /// The `discriminator`.
    pub(crate) fn discriminator(&self) -> Option<&SchemaDiscriminator> {
        self.rare.as_deref()?.discriminator.as_ref()
    }

    /// The `default`.
    pub(crate) fn default_value(&self) -> Option<&Value> {
        self.rare.as_deref()?.default.as_ref()
    }

    /// The `example`, or the first of `examples`.
    pub(crate) fn example(&self) -> Option<&Value> {
        let rare = self.rare.as_deref()?;
        rare.example.as_ref().or(rare.examples.first()).filter(|example| !example.is_null())
    }

    /// The first of these extensions that it has.
    pub(crate) fn extension(&self, names: &[&str]) -> Option<&Value> {
        let others = &self.rare.as_deref()?.others;
        names.iter().find_map(|name| others.get(*name))
    }

    /// The schema inside this one that the first one or two tokens name, and the tokens after them.
    pub(super) fn step<'t>(&self, tokens: &'t [String]) -> Option<(SchemaId, &'t [String])> {
        let (keyword, rest) = tokens.split_first()?;
        let branches = match keyword.as_str() {
            "items" => return Some((self.items?, rest)),
            "additionalProperties" => match self.additional? {
                Additional::Schema(id) => return Some((id, rest)),
                Additional::Any(_) => return None,
            },
            "properties" => {
                let (name, rest) = rest.split_first()?;
                return Some((self.property(name)?, rest));
            }
            "patternProperties" => {
                let (pattern, rest) = rest.split_first()?;
                let patterns = &self.held.as_deref()?.patterns;
                return Some((patterns.iter().find(|(known, _)| known == pattern)?.1, rest));
            }
            "prefixItems" => self.prefix_items(),
            "allOf" => &self.all_of,
            "anyOf" => &self.any_of,
            "oneOf" => &self.one_of,
            _ => return None,
        };
        let (index, rest) = rest.split_first()?;
        Some((*branches.get(index.parse::<usize>().ok()?)?, rest))
    }

    /// The schemas inside this one, each with the keyword that holds it and its name.
    pub(super) fn members(&self) -> Vec<((&'static str, &str), SchemaId)> {
        let additional = match self.additional {
            Some(Additional::Schema(id)) => Some(id),
            _ => None,
        };
        let single = [("items", self.items), ("not", self.not), ("additionalProperties", additional)];
        let lists: [(_, &[SchemaId]); 4] = [
            ("allOf", &self.all_of),
            ("anyOf", &self.any_of),
            ("oneOf", &self.one_of),
            ("prefixItems", self.prefix_items()),
        ];
        let mut members: Vec<_> = single.iter().filter_map(|(key, id)| Some(((*key, ""), (*id)?))).collect();
        members.extend(lists.iter().flat_map(|(key, ids)| ids.iter().map(|id| ((*key, ""), *id))));
        members.extend(self.properties.iter().map(|(name, id)| (("properties", name.as_str()), *id)));
        // The order of properties says nothing.
        members.sort_by_key(|(key, _)| *key);
        members
    }

    /// Whether two schemas say the same, but for the schemas inside them.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        fn keywords(schema: &Schema) -> impl PartialEq + '_ {
            let texts = (&schema.title, &schema.description, &schema.format, &schema.required);
            let flags = (schema.nullable, schema.read_only, schema.write_only, schema.deprecated);
            let additional = schema.additional.filter(|additional| matches!(additional, Additional::Any(_)));
            let reference = schema.reference.as_deref().map(|reference| &reference.text);
            (reference, texts, flags, schema.types, schema.values(), additional, &schema.limits, &schema.rare)
        }
        keywords(self) == keywords(other)
    }
}
