//! What is compared on its own, so that the demands on it are told there.

use super::Spot;
use crate::compare::side::Side;
use crate::ir::{BodyKind, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// The places in the documents as they were written of what is compared on its own.
#[derive(Debug, Default)]
pub(in crate::compare) struct Told {
    /// The named types, and whether one is only another name for a plain one.
    types: BTreeMap<Spot, bool>,
    /// The properties.
    members: BTreeSet<Spot>,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// A type with a definition.
    Type,
    /// A plain type with a name.
    Plain,
    /// A property.
    Member,
}

impl Told {
    pub(in crate::compare) fn of(side: &Side) -> Self {
        let mut told = Self::default();
        for definition in &side.api.types {
            let source = definition.source;
            let place = |pointer| (source, side.in_document(source, pointer));
            let is_plain = matches!(definition.kind, TypeKind::Alias(_));
            told.types.insert(place(&definition.pointer), is_plain);
            if let TypeKind::Struct(object) = &definition.kind {
                told.members.extend(object.fields.iter().map(|field| place(&field.pointer)));
            }
        }
        for operation in &side.api.operations {
            let source = operation.source;
            if let Some(BodyKind::Properties(fields)) = operation.body.as_ref().map(|body| &body.kind) {
                let places = fields.iter().map(|field| (source, side.in_document(source, &field.pointer)));
                told.members.extend(places);
            }
        }
        told
    }

    pub(super) fn at(&self, place: &Spot) -> Option<Telling> {
        match self.types.get(place) {
            Some(true) => Some(Telling::Plain),
            Some(false) => Some(Telling::Type),
            None => self.members.contains(place).then_some(Telling::Member),
        }
    }
}
