//! Visits the objects of a document, where the grammar says that they are.

use crate::document::grammar::{Holds, ObjectKind};
use crate::document::place::JsonPlace;
use serde_json::Value;

/// Visits every schema, the outer before the inner; the visitor may change it.
pub(in crate::document) fn schemas(document: &mut Value, visit: &mut dyn FnMut(&mut Value, &JsonPlace<'_>)) {
    objects(document, &mut |slot, kind, at| {
        if kind == ObjectKind::Schema {
            visit(slot, at);
        }
    });
}

pub(in crate::document) type Visit<'v> = &'v mut dyn FnMut(&mut Value, ObjectKind, &JsonPlace<'_>);

/// Visits every object of the document, the outer before the inner; the visitor may change it.
pub(in crate::document) fn objects(document: &mut Value, visit: Visit<'_>) {
    walk(document, ObjectKind::OpenApi, &JsonPlace::ROOT, visit);
}

/// The text of the reference that an object is.
pub(in crate::document) fn reference(slot: &Value) -> Option<&str> {
    text(slot, "$ref")
}

/// The member of an object that is a text. Most objects are small, and asked by every rule: looking at each key costs
/// less than the hash of one.
pub(in crate::document) fn text<'v>(slot: &'v Value, key: &str) -> Option<&'v str> {
    slot.as_object()?.iter().find(|(member, _)| *member == key)?.1.as_str()
}

fn walk(slot: &mut Value, kind: ObjectKind, at: &JsonPlace<'_>, visit: Visit<'_>) {
    visit(slot, kind, at);
    let Value::Object(members) = slot else { return };
    for (key, value) in members.iter_mut() {
        let Some(holds) = kind.step(key) else { continue };
        let at = &at.key(key);
        match (holds, value) {
            (Holds::One(kind), value) => walk(value, kind, at, visit),
            (Holds::OneOrList(kind), value @ (Value::Object(_) | Value::Bool(_))) => {
                walk(value, kind, at, visit);
            }
            (Holds::List(kind) | Holds::OneOrList(kind), Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    walk(item, kind, &at.index(index), visit);
                }
            }
            (Holds::Map(kind), Value::Object(members)) => {
                for (name, member) in members.iter_mut() {
                    walk(member, kind, &at.key(name), visit);
                }
            }
            _ => {}
        }
    }
}
