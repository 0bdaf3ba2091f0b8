//! Visits the objects of a document, where the grammar says that they are.

use crate::document::grammar::{Holds, ObjectKind};
use crate::document::place::JsonPlace;
use serde_json::Value;

/// How a schema is held by what contains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// As the value of a keyword: `items`, `additionalProperties`.
    Keyword,
    /// As an item of a list, or under a name of the author's.
    Member,
}

/// Visits every schema, the outer before the inner; the visitor may change it.
pub(super) fn schemas(document: &mut Value, visit: &mut dyn FnMut(&mut Value, Role, &JsonPlace<'_>)) {
    objects(document, &mut |slot, kind, role, at| {
        if kind == ObjectKind::Schema {
            visit(slot, role, at);
        }
    });
}

type Visit<'v> = &'v mut dyn FnMut(&mut Value, ObjectKind, Role, &JsonPlace<'_>);

/// Visits every object of the document, the outer before the inner; the visitor may change it.
pub(super) fn objects(document: &mut Value, visit: Visit<'_>) {
    walk(document, ObjectKind::OpenApi, Role::Keyword, &JsonPlace::ROOT, visit);
}

fn walk(slot: &mut Value, kind: ObjectKind, role: Role, at: &JsonPlace<'_>, visit: Visit<'_>) {
    visit(slot, kind, role, at);
    let Value::Object(members) = slot else { return };
    for (key, value) in members.iter_mut() {
        let Some(holds) = kind.step(key) else { continue };
        let at = &at.key(key);
        match (holds, value) {
            (Holds::One(kind), value) => walk(value, kind, Role::Keyword, at, visit),
            (Holds::OneOrList(kind), value @ (Value::Object(_) | Value::Bool(_))) => {
                walk(value, kind, Role::Keyword, at, visit);
            }
            (Holds::List(kind) | Holds::OneOrList(kind), Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    walk(item, kind, Role::Member, &at.index(index), visit);
                }
            }
            (Holds::Map(kind), Value::Object(members)) => {
                for (name, member) in members.iter_mut() {
                    walk(member, kind, Role::Member, &at.key(name), visit);
                }
            }
            _ => {}
        }
    }
}
