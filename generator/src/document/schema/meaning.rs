//! What the keywords of one schema mean together.

use super::{
    Additional, Format, Literal, Rare, Schema, SchemaDiscriminator, SchemaId, SchemaReference, SchemaType,
};
use crate::ir::{LimitKeyword, LimitValue};
use crate::number::Number;
use crate::pointer::Pointer;
use serde_json::Value;
use std::cmp::Ordering;

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

impl Schema {
    /// The schema as it is written.
    pub(crate) fn written(&self) -> &Self {
        self.written.as_deref().unwrap_or(self)
    }

    /// The value of a keyword that narrows values.
    pub(crate) fn limit(&self, keyword: LimitKeyword) -> Option<&LimitValue> {
        self.limits.iter().find(|limit| limit.keyword == keyword).map(|limit| &limit.value)
    }

    /// The value of a keyword that is a count.
    pub(crate) fn count(&self, keyword: LimitKeyword) -> Option<usize> {
        match self.limit(keyword)? {
            LimitValue::Number(count) => count.whole()?.try_into().ok(),
            LimitValue::Flag(_) | LimitValue::Text(_) => None,
        }
    }

    /// The smallest number, and whether it is itself excluded.
    pub(crate) fn least(&self) -> Option<(&Number, bool)> {
        self.bound(LimitKeyword::Minimum, LimitKeyword::ExclusiveMinimum, Ordering::Greater)
    }

    /// The largest number, and whether it is itself excluded.
    pub(crate) fn most(&self) -> Option<(&Number, bool)> {
        self.bound(LimitKeyword::Maximum, LimitKeyword::ExclusiveMaximum, Ordering::Less)
    }

    /// The tighter of two bounds, and whether it is exclusive.
    fn bound(
        &self,
        inclusive: LimitKeyword,
        exclusive: LimitKeyword,
        tighter: Ordering,
    ) -> Option<(&Number, bool)> {
        let old = match self.limit(inclusive) {
            Some(LimitValue::Number(old)) => Some(old),
            _ => None,
        };
        match self.limit(exclusive) {
            Some(LimitValue::Flag(is_exclusive)) => Some((old?, *is_exclusive)),
            Some(LimitValue::Number(new)) => match old {
                Some(old) if old.cmp(new) == tighter => Some((old, false)),
                _ => Some((new, true)),
            },
            _ => Some((old?, false)),
        }
    }

    /// The type that the keywords speak of, where `type` itself is missing.
    pub(crate) fn effective_type(&self) -> Option<SchemaType> {
        let has_any =
            |keywords: &[LimitKeyword]| keywords.iter().any(|keyword| self.limit(*keyword).is_some());
        if self.typ.is_some() {
            self.typ
        } else if !self.properties.is_empty() || self.additional.is_some() || !self.required.is_empty() {
            Some(SchemaType::Object)
        } else if self.has_items() {
            Some(SchemaType::Array)
        } else if has_any(&[LimitKeyword::Pattern, LimitKeyword::MinLength, LimitKeyword::MaxLength]) {
            Some(SchemaType::String)
        } else if let Some(format) = &self.format {
            Some(Format::kind(format))
        } else {
            (self.least().is_some() || self.most().is_some()).then_some(SchemaType::Number)
        }
    }

    /// Whether the schema says something about the form of the value, not only about its meaning.
    pub(crate) fn is_structural(&self) -> bool {
        self.has_form() || self.has_alternatives() || !self.all_of.is_empty()
    }

    /// Whether its own keywords, without those that hold other schemas for the same value, say so.
    pub(crate) fn has_form(&self) -> bool {
        self.typ.is_some()
            || !self.values().is_empty()
            || !self.properties.is_empty()
            || self.additional.is_some()
            || self.has_items()
            || self.format.is_some()
    }

    /// Whether it has `oneOf` or `anyOf`.
    pub(crate) fn has_alternatives(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// What other members hold, where neither `additionalProperties` nor anything closer says it.
    pub(crate) fn unevaluated(&self) -> Option<Additional> {
        let unevaluated = self.conditions.as_deref()?.unevaluated;
        unevaluated.filter(|additional| *additional != Additional::Any(false))
    }

    /// The schema of the items after those that have schemas of their own.
    pub(crate) fn items_after(&self) -> Option<SchemaId> {
        let unevaluated = self.conditions.as_deref().and_then(|conditions| conditions.unevaluated_items);
        self.items.or(match unevaluated {
            Some(Additional::Schema(id)) => Some(id),
            // The first schema of the arena takes any value.
            Some(Additional::Any(true)) => Some(SchemaId::default()),
            _ => None,
        })
    }

    /// The schemas that a value may have to meet under a condition.
    pub(crate) fn conditional(&self) -> impl Iterator<Item = SchemaId> + '_ {
        let conditions = self.conditions.as_deref();
        conditions.into_iter().flat_map(|conditions| {
            let dependent = conditions.dependent.iter().map(|(_, id)| *id);
            conditions.then.into_iter().chain(conditions.otherwise).chain(dependent)
        })
    }

    /// Whether it says that a value is a list.
    pub(crate) fn is_list(&self) -> bool {
        self.effective_type() == Some(SchemaType::Array)
    }

    /// Whether it says anything about the items of a list.
    pub(crate) fn has_items(&self) -> bool {
        self.items.is_some() || !self.prefix_items().is_empty()
    }

    /// `additionalProperties` as it is written.
    pub(crate) fn written_additional(&self) -> Option<Additional> {
        self.written().additional
    }

    /// Whether it is written nowhere, and stands for what a schema around it allows beside what that one says.
    pub(crate) fn is_implied(&self) -> bool {
        self.written.as_ref().is_some_and(|written| !written.is_structural()) && !self.is_structural()
    }

    /// Whether `anyOf` only holds a branch for each type of `type`.
    pub(crate) fn is_split(&self) -> bool {
        self.any_of.len() > self.written().any_of.len()
    }

    /// The schemas of the first items.
    pub(crate) fn prefix_items(&self) -> &[SchemaId] {
        self.held.as_deref().map_or(&[], |held| &held.prefix_items)
    }

    /// The only values that are allowed: those of `enum`, or that of `const`, or null if there is no other type.
    pub(crate) fn values(&self) -> &[Literal] {
        static NULL: [Literal; 1] = [Literal::NULL];
        match self.constant() {
            Some(constant) => std::slice::from_ref(constant),
            None if self.enumeration.is_empty() && self.types.is_null() => &NULL,
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
    pub(in crate::document) fn constant(&self) -> Option<&Literal> {
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
    pub(crate) fn default_value(&self) -> Option<&Literal> {
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

    /// Writes the whole numbers that an integer may be as integers: `10.0` is one, and `1e3`.
    pub(in crate::document) fn whole_numbers(&mut self) {
        if self.typ != Some(SchemaType::Integer) {
            return;
        }
        for value in &mut self.enumeration {
            if let Value::Number(number) = value.value_mut()
                && let Some(whole) = whole(number)
            {
                *number = whole.into();
            }
        }
    }
}

impl Rare {
    /// The format that the keywords of the content give: `contentEncoding: base64` is `byte`. Without an encoding a
    /// text is the content as it is, whatever its `contentMediaType`; as a part of a form, lowering makes a file of it.
    pub(in crate::document) fn content_format(&self) -> Option<&'static str> {
        match self.content_encoding.as_ref().and_then(Value::as_str) {
            Some("base64") => Some("byte"),
            Some("base64url") => Some("base64url"),
            Some("binary") => Some("binary"),
            _ => None,
        }
    }
}

/// The number as an integer, if it is a whole one: `10`, but also `10.0` and `1e1`.
pub(crate) fn whole(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let float = number.as_f64()?;
        // Beyond 2^53 a float can no longer distinguish neighbouring integers.
        (float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0).then_some(float as i64)
    })
}
