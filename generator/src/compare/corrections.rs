//! Where a change was made, if an overlay made it: there a person has to look, and not at what the overlay corrects.

use super::rules::ChangeKind;
use super::version_model::{Location, VersionModel};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;
use serde_json::Value;

/// Where something stands.
#[derive(Clone, Debug)]
pub(super) enum ChangeSite {
    /// The place of a whole thing in the loaded document.
    Thing(SourceId, Pointer),
    /// The place in the loaded document of what is around something that is not there.
    Around(SourceId, Pointer),
}

/// How many values are searched for one that an overlay wrote.
const MAX_SEARCHED: usize = 10_000;

/// The file and the place of what changed: that which an overlay wrote, else that of the thing itself.
pub(super) fn written(model: &VersionModel, site: &ChangeSite, change_kind: ChangeKind) -> Location {
    let (ChangeSite::Thing(source, pointer) | ChangeSite::Around(source, pointer)) = site;
    let (source, own) = (*source, model.origin(*source, pointer));
    if !model.has_overlays() || model.is_overlay(own.0) {
        return own;
    }
    let search = Search { model, source };
    let at = model.in_document(source, pointer);
    search.keywords(&at, change_kind).or_else(|| search.presence(&at, change_kind)).unwrap_or(own)
}

/// The action that took something away which the other version has at a place of its own.
pub(super) fn removal(model: &VersionModel, other: &VersionModel, site: &ChangeSite) -> Option<Location> {
    let ChangeSite::Thing(source, pointer) = site else { return None };
    let at = other.in_document(*source, pointer);
    let is_it = |place: &Pointer, value: &Value| {
        let there = other.document(*source).and_then(|document| document.pointer(place.as_str()));
        // The items of a list move, so they are recognised by their names.
        let is_item = place.last().is_some_and(|token| token.parse::<usize>().is_ok());
        at.is_within(place) && (!is_item || there.is_some_and(|there| there.get("name") == value.get("name")))
    };
    let found = model.removals().find(|removal| is_it(&removal.place, &removal.value))?;
    Some(found.action.clone())
}

struct Search<'a> {
    model: &'a VersionModel,
    source: SourceId,
}

impl Search<'_> {
    /// What an overlay did to one of the keywords that a difference shows in.
    fn keywords(&self, at: &Pointer, change_kind: ChangeKind) -> Option<Location> {
        use ChangeKind::{ScopeAdded, ScopeGone, SecurityLoosened, SecurityTightened, Server};
        // What stands around it counts too.
        let is_inherited =
            matches!(change_kind, Server | SecurityTightened | SecurityLoosened | ScopeAdded | ScopeGone);
        let around = [at.parent(), Some(Pointer::root())].into_iter().flatten().filter(|_| is_inherited);
        let mut places = [at.clone(), at.child("schema")].into_iter().chain(around);
        places.find_map(|at| keywords(change_kind).iter().find_map(|keyword| self.done(&at.child(keyword))))
    }

    /// What an overlay did to the list of what is required, for one of the properties.
    fn presence(&self, at: &Pointer, change_kind: ChangeKind) -> Option<Location> {
        use ChangeKind::{AddedArgument, ArgumentMoved, Demanded, Optional, PresenceKept};
        if ![AddedArgument, ArgumentMoved, Demanded, Optional, PresenceKept].contains(&change_kind) {
            return None;
        }
        let properties = at.parent().filter(|place| place.last().as_deref() == Some("properties"))?;
        let (list, name) = (properties.parent()?.child("required"), Value::String(at.last()?));
        let listed = self.model.document(self.source)?.pointer(list.as_str()).and_then(Value::as_array);
        if let Some(index) = listed.and_then(|names| names.iter().position(|one| *one == name)) {
            return self.done(&list.child(index));
        }
        let mut removals = self.model.removals();
        let is_it = |place: &Pointer, value: &Value| match value {
            Value::Array(names) => *place == list && names.contains(&name),
            one => place.parent().as_ref() == Some(&list) && *one == name,
        };
        removals.find(|removal| is_it(&removal.place, &removal.value)).map(|removal| removal.action.clone())
    }

    /// What an overlay did at a place or inside of it.
    fn done(&self, place: &Pointer) -> Option<Location> {
        let value = self.model.document(self.source)?.pointer(place.as_str());
        let Some(value) = value else {
            let mut removals = self.model.removals();
            return removals.find(|removal| removal.place == *place).map(|removal| removal.action.clone());
        };
        self.inside(value, place, &mut 0)
    }

    fn inside(&self, value: &Value, at: &Pointer, searched: &mut usize) -> Option<Location> {
        *searched += 1;
        if *searched > MAX_SEARCHED {
            return None;
        }
        let written = self.model.written(self.source, at);
        if self.model.is_overlay(written.0) {
            return Some(written);
        }
        match value {
            Value::Object(members) => {
                members.iter().find_map(|(key, value)| self.inside(value, &at.child(key), searched))
            }
            Value::Array(items) => items
                .iter()
                .enumerate()
                .find_map(|(index, item)| self.inside(item, &at.child(index), searched)),
            _ => None,
        }
    }
}

/// The keywords that a difference shows in.
fn keywords(change_kind: ChangeKind) -> &'static [&'static str] {
    const TYPES: &[&str] = &[
        "type",
        "format",
        "$ref",
        "nullable",
        "items",
        "prefixItems",
        "additionalProperties",
        "enum",
        "const",
        "allOf",
        "oneOf",
        "anyOf",
        "properties",
        "required",
        "content",
        "requestBody",
        "responses",
    ];
    match change_kind {
        ChangeKind::Renamed => &["operationId", "tags", "name"],
        ChangeKind::Moved | ChangeKind::Form => {
            &["in", "style", "explode", "name", "allowReserved", "content", "requestBody", "discriminator"]
        }
        ChangeKind::Retyped
        | ChangeKind::KindChanged
        | ChangeKind::Boxed
        | ChangeKind::AbilityLost
        | ChangeKind::AbilityGained => TYPES,
        ChangeKind::FailureRetyped
        | ChangeKind::FailureTyped
        | ChangeKind::StreamRetyped
        | ChangeKind::StreamTyped => &["responses"],
        ChangeKind::EventTyped => &["requestBody"],
        ChangeKind::ListRetyped | ChangeKind::ListFollowed => &["responses", "parameters", "x-paging"],
        ChangeKind::AddedArgument
        | ChangeKind::ArgumentMoved
        | ChangeKind::Demanded
        | ChangeKind::Optional
        | ChangeKind::PresenceKept => &["required", "nullable", "type", "anyOf", "oneOf"],
        ChangeKind::Nullable | ChangeKind::NotNullable => &["nullable", "type", "anyOf", "oneOf"],
        ChangeKind::ReadOnly | ChangeKind::Writable | ChangeKind::WriteOnly | ChangeKind::Readable => {
            &["readOnly", "writeOnly"]
        }
        ChangeKind::DefaultChanged | ChangeKind::DefaultDocumented => &["default"],
        ChangeKind::Deprecated | ChangeKind::Undeprecated => &["deprecated", "x-deprecated"],
        ChangeKind::Described => &["description", "summary", "title"],
        ChangeKind::Remarked => &["externalDocs", "example", "examples", "responses", "x-graph-requirements"],
        ChangeKind::Server => &["servers"],
        ChangeKind::SecurityTightened
        | ChangeKind::SecurityLoosened
        | ChangeKind::ScopeAdded
        | ChangeKind::ScopeGone => &["security"],
        ChangeKind::Credential => &["type", "scheme"],
        ChangeKind::PermissionAdded | ChangeKind::PermissionGone => &["x-graph-permissions"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
