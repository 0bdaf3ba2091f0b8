//! What is compared on its own, so that its constraints are reported there.

use crate::compare::version_model::Location;
use crate::compare::version_model::VersionModel;
use crate::ir::{BodyKind, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// The places in the documents as they were written of what is compared on its own.
#[derive(Debug, Default)]
pub(in crate::compare) struct Tracked {
    /// The named types, and whether one is only another name for a plain one.
    types: BTreeMap<Location, bool>,
    /// The properties.
    members: BTreeSet<Location>,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TrackedAs {
    /// A type with a definition.
    Type,
    /// A plain type with a name.
    Plain,
    /// A property.
    Member,
}

impl Tracked {
    pub(in crate::compare) fn of(side: &VersionModel) -> Self {
        let mut tracked = Self::default();
        for definition in &side.api.types {
            let source = definition.source;
            let place = |pointer| (source, side.in_document(source, pointer));
            let is_plain = matches!(definition.kind, TypeKind::Alias(_));
            tracked.types.insert(place(&definition.pointer), is_plain);
            if let TypeKind::Struct(object) = &definition.kind {
                tracked.members.extend(object.fields.iter().map(|field| place(&field.pointer)));
            }
        }
        for operation in &side.api.operations {
            let source = operation.source;
            if let Some(BodyKind::Properties(fields)) = operation.body.as_ref().map(|body| &body.kind) {
                let places = fields.iter().map(|field| (source, side.in_document(source, &field.pointer)));
                tracked.members.extend(places);
            }
        }
        tracked
    }

    pub(super) fn at(&self, place: &Location) -> Option<TrackedAs> {
        match self.types.get(place) {
            Some(true) => Some(TrackedAs::Plain),
            Some(false) => Some(TrackedAs::Type),
            None => self.members.contains(place).then_some(TrackedAs::Member),
        }
    }
}
