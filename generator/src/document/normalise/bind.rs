//! Binds dynamic references: a schema that has a dynamic anchor of its own, and refers to one that leaves the anchor
//! open, says what is meant there. It becomes a copy of that other schema with its own in the place.

use super::Object;
use super::walk::schemas;
use crate::document::copy::{self, CopyBudget};
use crate::pointer::Pointer;
use serde_json::{Value, json};
use std::collections::HashSet;

/// The keywords that hold definitions.
const DEFINITIONS: [&str; 2] = ["$defs", "definitions"];

/// An anchor, and the schema that has it.
type Anchor = (String, Pointer);

/// Binds them, each where it stands.
pub(super) fn bind(document: &mut Value) {
    let mut bound: Vec<(Pointer, Vec<Anchor>)> = Vec::new();
    schemas(document, &mut |slot, at| {
        let Value::Object(schema) = slot else { return };
        if references(schema).is_empty() {
            return;
        }
        let anchors = anchors(schema, &at.pointer());
        if !anchors.is_empty() {
            bound.push((at.pointer(), anchors));
        }
    });
    let mut budget = CopyBudget::default();
    for (place, anchors) in bound {
        let Some(schema) = document.pointer(place.as_str()).and_then(Value::as_object) else { continue };
        let mut is_bound = false;
        for (inner, reference) in references(schema) {
            let Some((pointer, target)) = target(document, &reference, &anchors) else { continue };
            let Ok(mut target) = budget.copy(target) else { continue };
            open_up(document, &mut target, &anchors, &mut vec![place.clone(), pointer], &mut budget);
            let (Value::Object(mut target), at) = (target, crate::document::origin::join(&place, &inner))
            else {
                continue;
            };
            anchors.iter().for_each(|(name, own)| settle(&mut target, name, own));
            forget_names(&mut target);
            if let Some(Value::Object(members)) = document.pointer_mut(at.as_str()) {
                insert(members, target);
                is_bound = true;
            }
        }
        for (_, own) in anchors.iter().filter(|_| is_bound) {
            if let Some(Value::Object(schema)) = document.pointer_mut(own.as_str()) {
                schema.shift_remove("$dynamicAnchor");
            }
        }
    }
}

/// The references to what a schema is made of, each with its place inside the schema.
fn references(schema: &Object) -> Vec<(String, String)> {
    let reference = |value: &Object| value.get("$ref").and_then(Value::as_str).map(str::to_owned);
    let members = schema.get("allOf").and_then(Value::as_array).into_iter().flatten().enumerate();
    let members = members
        .filter_map(|(index, member)| Some((format!("/allOf/{index}"), reference(member.as_object()?)?)));
    reference(schema).map(|text| (String::new(), text)).into_iter().chain(members).collect()
}

/// The dynamic anchors of a schema and of its definitions.
fn anchors(schema: &Object, at: &Pointer) -> Vec<Anchor> {
    let name = |schema: &Object| schema.get("$dynamicAnchor").and_then(Value::as_str).map(str::to_owned);
    let mut anchors: Vec<Anchor> = name(schema).map(|name| (name, at.clone())).into_iter().collect();
    for key in DEFINITIONS {
        let defined = schema.get(key).and_then(Value::as_object).into_iter().flatten();
        anchors.extend(defined.filter_map(|(definition, schema)| {
            Some((name(schema.as_object()?)?, at.child(key).child(definition)))
        }));
    }
    anchors
}

/// The schema that a reference leads to, if it leaves one of the anchors open, by itself or by what it refers to.
fn target<'v>(document: &'v Value, reference: &str, anchors: &[Anchor]) -> Option<(Pointer, &'v Value)> {
    let pointer = Pointer::of_reference(reference)?;
    let target = document.pointer(pointer.as_str())?;
    let is_other = |(_, own): &&Anchor| !own.is_within(&pointer);
    let is_open = anchors
        .iter()
        .filter(is_other)
        .any(|(name, _)| is_open(document, target, &format!("#{name}"), &mut HashSet::new()));
    is_open.then_some((pointer, target))
}

/// Whether a value holds this dynamic reference, or leads to one that does. Each reference is followed once.
fn is_open<'v>(document: &'v Value, value: &'v Value, reference: &str, seen: &mut HashSet<&'v str>) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| is_open(document, item, reference, seen)),
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            let followed = text("$ref").filter(|to| seen.insert(to)).and_then(Pointer::of_reference);
            let target = followed.and_then(|pointer| document.pointer(pointer.as_str()));
            text("$dynamicRef") == Some(reference)
                || target.is_some_and(|target| is_open(document, target, reference, seen))
                || members.values().any(|member| is_open(document, member, reference, seen))
        }
        _ => false,
    }
}

/// Puts a copy in the place of each reference to a schema that leaves one of the anchors open. `around` are the schemas
/// that the value stands in: what refers to one of these is left as it is.
fn open_up(
    document: &Value,
    value: &mut Value,
    anchors: &[Anchor],
    around: &mut Vec<Pointer>,
    budget: &mut CopyBudget,
) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| open_up(document, item, anchors, around, budget));
        }
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str).map(str::to_owned);
            for member in members.values_mut() {
                open_up(document, member, anchors, around, budget);
            }
            let Some((pointer, target)) = reference.and_then(|to| target(document, &to, anchors)) else {
                return;
            };
            if around.contains(&pointer) {
                return;
            }
            let Ok(mut copy) = budget.copy(target) else { return };
            around.push(pointer);
            open_up(document, &mut copy, anchors, around, budget);
            around.pop();
            if let Value::Object(mut copy) = copy {
                forget_names(&mut copy);
                insert(members, copy);
            }
        }
        _ => {}
    }
}

/// Makes the dynamic references to an anchor references to a schema.
fn settle(schema: &mut Object, name: &str, own: &Pointer) {
    schema.values_mut().for_each(|member| refer(member, &format!("#{name}"), own));
}

/// Takes out what the original has too, by which it is referred to: anchors, and the definitions that have no other
/// name.
fn forget_names(schema: &mut Object) {
    if !has_local_reference(&Value::Object(schema.clone())) {
        DEFINITIONS.iter().for_each(|key| drop(schema.shift_remove(*key)));
    }
    forget_anchors(schema);
}

fn forget_anchors(schema: &mut Object) {
    for key in ["$anchor", "$dynamicAnchor"] {
        if schema.get(key).is_some_and(Value::is_string) {
            schema.shift_remove(key);
        }
    }
    for member in schema.values_mut() {
        match member {
            Value::Object(inner) => forget_anchors(inner),
            Value::Array(items) => items.iter_mut().filter_map(Value::as_object_mut).for_each(forget_anchors),
            _ => {}
        }
    }
}

/// Whether something inside refers to a definition by its place in the schema around it.
fn has_local_reference(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_local_reference),
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str).unwrap_or_default();
            DEFINITIONS.iter().any(|key| reference.starts_with(&format!("#/{key}/")))
                || members.values().any(has_local_reference)
        }
        _ => false,
    }
}

fn refer(value: &mut Value, reference: &str, own: &Pointer) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, reference, own)),
        Value::Object(members) => {
            if members.get("$dynamicRef").and_then(Value::as_str) == Some(reference) {
                members.shift_remove("$dynamicRef");
                members.insert("$ref".to_owned(), json!(own.to_reference()));
            }
            members.values_mut().for_each(|member| refer(member, reference, own));
        }
        _ => {}
    }
}

/// Puts the copy in the place of the reference. The definitions of both stay, and so do all required names.
fn insert(members: &mut Object, mut target: Object) {
    for key in DEFINITIONS {
        if let (Some(Value::Object(own)), Some(Value::Object(theirs))) =
            (members.get_mut(key), target.get(key))
        {
            for (name, definition) in theirs {
                own.entry(name.clone()).or_insert_with(|| definition.clone());
            }
        }
    }
    let is_told = ["description", "title", "$defs", "definitions", "$dynamicAnchor", "$ref"];
    if members.keys().all(|key| is_told.contains(&key.as_str())) {
        copy::insert(members, target);
        return;
    }
    // What stands beside the reference speaks of the same value.
    for key in DEFINITIONS {
        if members.contains_key(key) {
            target.shift_remove(key);
        }
    }
    members.shift_remove("$ref");
    match members.get_mut("allOf") {
        Some(Value::Array(parts)) => parts.insert(0, Value::Object(target)),
        _ => drop(members.insert("allOf".to_owned(), json!([target]))),
    }
}
