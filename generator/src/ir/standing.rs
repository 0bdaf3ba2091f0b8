//! What of an API stands at which place of its documents.

use super::{Api, BodyKind, TypeKind};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;
use std::collections::BTreeMap;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A type with a definition.
    Type,
    /// A plain type with a name.
    Plain,
    /// A property.
    Member,
}

/// The places of types and properties.
#[derive(Debug, Default)]
pub struct Standings(BTreeMap<SourceId, BTreeMap<Pointer, Standing>>);

impl Standings {
    /// Those of an API.
    pub fn of(api: &Api) -> Self {
        let mut places = Self::default();
        let mut add = |source, pointer: &Pointer, standing| {
            places.0.entry(source).or_default().insert(pointer.clone(), standing);
        };
        for operation in &api.operations {
            if let Some(BodyKind::Properties(fields)) = operation.body.as_ref().map(|body| &body.kind) {
                fields.iter().for_each(|field| add(operation.source, &field.pointer, Standing::Member));
            }
        }
        for definition in &api.types {
            if let TypeKind::Struct(object) = &definition.kind {
                let fields = object.fields.iter();
                fields.for_each(|field| add(definition.source, &field.pointer, Standing::Member));
            }
        }
        // A type with a definition may stand in the place of a property.
        for definition in &api.types {
            let is_plain = matches!(definition.kind, TypeKind::Alias(_));
            let standing = if is_plain { Standing::Plain } else { Standing::Type };
            add(definition.source, &definition.pointer, standing);
        }
        places
    }

    /// What stands at a place of a document.
    pub fn at(&self, source: SourceId, place: &Pointer) -> Option<Standing> {
        self.0.get(&source)?.get(place).copied()
    }
}
