//! How much schemas say of the values inside a list or a map, where several speak of it.

use super::context::Lowerer;
use super::object::Parts;
use crate::document::schema::{Additional, Schema, SchemaId, SchemaType};

/// How deeply schemas are looked into.
const MAX_LOOK: usize = 24;

impl<'a> Lowerer<'a> {
    /// Adds what one schema of an object says. A schema that only narrows the other values does not take their type
    /// away.
    pub(super) fn add_to(&self, parts: &mut Parts<'a>, schema: &'a Schema) {
        let known = parts.additional;
        parts.add(schema);
        if let (Some((Additional::Schema(old), _)), Some((Additional::Schema(new), _))) =
            (known, parts.additional)
            && self.detail(old) > self.detail(new)
        {
            parts.additional = known;
        }
    }

    /// How much a schema says of its type, or of the types of its items or other values: nothing, that it has one, or
    /// that it is an integer, which every other number is wider than.
    pub(super) fn detail(&self, id: SchemaId) -> u8 {
        self.detail_within(id, 0)
    }

    fn detail_within(&self, id: SchemaId, depth: usize) -> u8 {
        let Some(schema) = self.peek(id).filter(|_| depth < MAX_LOOK) else { return 0 };
        let inside = schema.items.or(match schema.additional {
            Some(Additional::Schema(id)) => Some(id),
            _ => None,
        });
        let members = schema.all_of.iter().map(|member| self.detail_within(*member, depth + 1)).max();
        let own = match (inside, schema.typ) {
            (Some(inside), _) => self.detail_within(inside, depth + 1),
            (None, Some(SchemaType::Integer)) => 2,
            (None, Some(_)) => 1,
            (None, None) => {
                let is_said = schema.has_alternatives()
                    || !schema.properties.is_empty()
                    || !schema.values().is_empty()
                    || schema.format.is_some();
                u8::from(is_said)
            }
        };
        own.max(members.unwrap_or_default())
    }
}
