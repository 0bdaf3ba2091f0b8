//! Words for the alternatives of a union: for their variants, and for the names of their types.

use super::context::Lowerer;
use super::docs;
use super::shape::Shape;
use crate::document::schema::{Schema, SchemaDiscriminator, SchemaId, SchemaType};
use std::collections::HashMap;

/// How many lists inside lists a word speaks of.
const MAX_LISTS: usize = 3;

/// For each property, how many alternatives have it and how many require it.
type Owners<'a> = HashMap<&'a str, (usize, usize)>;

impl<'a> Lowerer<'a> {
    /// A word for each alternative: the name of a component, a title, a constant, or what it has that others have not.
    pub(super) fn branch_words(
        &self,
        ids: &[SchemaId],
        discriminator: Option<&SchemaDiscriminator>,
        inherited: Option<SchemaType>,
    ) -> Vec<String> {
        let own: Vec<Option<String>> = ids.iter().map(|id| self.own_word(*id, discriminator)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in own.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let is_unique = |word: &str| counts.get(word).copied() == Some(1);
        if own.iter().all(|word| word.as_deref().is_some_and(is_unique)) {
            return own.into_iter().flatten().collect();
        }
        let owners = self.owners(ids);
        let shapes: Vec<Shape> = ids.iter().map(|id| self.shape(*id, inherited)).collect();
        let has_lists = shapes.iter().filter(|shape| **shape == Shape::List).count() > 1;
        let words = ids.iter().zip(&own).zip(shapes).map(|((id, own), shape)| {
            let distinction = || (shape == Shape::Object).then(|| self.distinction(*id, &owners)).flatten();
            match own {
                Some(own) if is_unique(own) => own.clone(),
                _ if shape == Shape::List && has_lists => self.list_word(*id, 0),
                Some(own) => distinction().map_or(own.clone(), |word| format!("{own} {word}")),
                None => distinction().unwrap_or_else(|| shape.word().to_owned()),
            }
        });
        words.collect()
    }

    /// What a list holds: `string list`.
    fn list_word(&self, id: SchemaId, depth: usize) -> String {
        let items = self.peek(id).and_then(|schema| schema.items);
        let word = items.map(|items| match (&self.schemas[items].reference, self.shape(items, None)) {
            (Some(reference), _) => reference.name().unwrap_or_default(),
            (None, Shape::List) if depth < MAX_LISTS => self.list_word(items, depth + 1),
            (None, shape) => self.own_word(items, None).unwrap_or_else(|| shape.word().to_owned()),
        });
        format!("{} list", word.unwrap_or_default())
    }

    fn own_word(&self, id: SchemaId, discriminator: Option<&SchemaDiscriminator>) -> Option<String> {
        let schema = &self.schemas[id];
        if let Some(reference) = &schema.reference {
            return Some(reference.name().unwrap_or_else(|| reference.text.clone()));
        }
        let title = docs::text(schema.title.as_deref());
        title.or_else(|| self.constant(schema, discriminator)).or_else(|| self.first_member(schema))
    }

    /// The value of the property that identifies an alternative, or its only constant.
    fn constant(&self, schema: &'a Schema, discriminator: Option<&SchemaDiscriminator>) -> Option<String> {
        let constant = |id: SchemaId| match self.peek(id)?.values() {
            [only] => only.as_str().map(str::to_owned),
            _ => None,
        };
        match discriminator {
            Some(discriminator) => constant(schema.property(&discriminator.property)?),
            None => schema.properties.iter().find_map(|(_, id)| constant(*id)),
        }
    }

    /// The name of the first component that an alternative extends.
    fn first_member(&self, schema: &'a Schema) -> Option<String> {
        schema.all_of.iter().find_map(|id| self.schemas[*id].reference.as_ref()?.name())
    }

    /// How many of the alternatives have each property.
    fn owners(&self, ids: &[SchemaId]) -> Owners<'a> {
        let mut owners = Owners::new();
        for (name, required) in ids.iter().flat_map(|id| self.own_names(*id)) {
            let counts = owners.entry(name).or_default();
            counts.0 += 1;
            counts.1 += usize::from(required);
        }
        owners
    }

    /// The properties that an alternative has itself, the required ones first.
    fn own_names(&self, id: SchemaId) -> Vec<(&'a str, bool)> {
        let Some(schema) = self.peek(id) else { return Vec::new() };
        let names = schema.properties.iter().map(|(name, _)| (name.as_str(), schema.required.contains(name)));
        let mut names: Vec<_> = names.collect();
        names.sort_by_key(|(_, required)| !required);
        names
    }

    /// The first property that no other alternative has, or that no other requires: `with link`.
    fn distinction(&self, id: SchemaId, owners: &Owners<'a>) -> Option<String> {
        let own = self.own_names(id);
        let has_alone = |name: &str| owners.get(name).is_some_and(|(count, _)| *count == 1);
        let requires_alone = |name: &str| owners.get(name).is_some_and(|(_, count)| *count == 1);
        own.iter()
            .find(|(name, _)| has_alone(name))
            .or_else(|| own.iter().find(|(name, required)| *required && requires_alone(name)))
            .map(|(name, _)| format!("with {name}"))
    }
}
