//! Media types that are sequences of items (OpenAPI 3.2, `itemSchema`).

use super::Context;
use super::walk::objects;
use crate::document::codes;
use crate::document::grammar::ObjectKind;
use crate::document::place::JsonPlace;
use crate::pointer::Pointer;
use serde_json::{Map, Value, json};

/// How deeply the schema of an event is looked into.
const MAX_LOOK: usize = 8;

/// The members of a server-sent event.
const EVENT_MEMBERS: [&str; 5] = ["comment", "data", "event", "id", "retry"];

/// Makes the schema of an item that of the list of all items, as OpenAPI 3.2 describes the whole, and gives the data of
/// server-sent events the schema of what it holds.
pub(super) fn normalise(document: &mut Value, context: &mut Context<'_>) {
    let mut events = Vec::new();
    objects(document, &mut |slot, kind, at| {
        let (ObjectKind::MediaType, Value::Object(media)) = (kind, slot) else { return };
        let is_list = list(media, at, context);
        if at.name() == "text/event-stream" {
            let schema = at.pointer().child("schema");
            events.push(if is_list { schema.child("items") } else { schema });
        }
    });
    for place in events {
        data(document, &place, context, 0);
    }
}

/// Puts `itemSchema` in the place of `schema`; whether it was there.
fn list(media: &mut Map<String, Value>, at: &JsonPlace<'_>, context: &mut Context<'_>) -> bool {
    let Some(item) = media.shift_remove("itemSchema") else { return false };
    if media.shift_remove("schema").is_some() {
        let message = "`schema` has no effect beside `itemSchema`; it is left out";
        context.reporter.report(codes::UNUSED_KEYWORD, message, &at.key("schema"));
    }
    media.insert("schema".to_owned(), json!({ "type": "array", "items": item }));
    context.moved(&at.key("schema").key("items"), &at.key("itemSchema"));
    true
}

/// Gives the data of an event, a text that holds JSON, the schema of that JSON (`contentSchema`).
fn data(document: &mut Value, place: &Pointer, context: &mut Context<'_>, depth: usize) {
    let Some(Value::Object(schema)) = document.pointer(place.as_str()).filter(|_| depth < MAX_LOOK) else {
        return;
    };
    if let Some(target) = schema.get("$ref").and_then(Value::as_str).and_then(Pointer::of_reference) {
        data(document, &target, context, depth + 1);
        return;
    }
    let mut inside = Vec::new();
    for key in ["allOf", "anyOf", "oneOf"] {
        let count = schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        inside.extend((0..count).map(|index| place.child(key).child(index)));
    }
    if is_event(schema) {
        let at = place.child("properties").child("data");
        let held = document.pointer_mut(at.as_str()).and_then(Value::as_object_mut);
        if let Some(schema) = held.and_then(|held| held.shift_remove("contentSchema")) {
            context.origins.moved(at.clone(), at.child("contentSchema"), None);
            if let Some(slot) = document.pointer_mut(at.as_str()) {
                *slot = schema;
            }
        }
    }
    for place in inside {
        data(document, &place, context, depth + 1);
    }
}

fn is_event(schema: &Map<String, Value>) -> bool {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.is_some_and(|properties| properties.keys().all(|key| EVENT_MEMBERS.contains(&key.as_str())))
}
