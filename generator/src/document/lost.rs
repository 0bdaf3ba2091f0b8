//! What a reference that leads nowhere costs: its place, and not the document.

use super::codes;
use super::grammar::ObjectKind as Kind;
use super::read::describe;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use serde_json::{Value, json};
use std::collections::HashSet;

/// The most references that a pointer may lead through, and the most tokens that it may have then.
const LONGEST: usize = 1_024;

/// Why a reference to an object of a kind cannot be followed; `None` where it can.
///
/// What stands at its end is looked at only to find out whether that is itself a reference in a circle.
pub(super) fn reason(document: &Value, reference: &str, kind: Kind) -> Option<String> {
    let mut pointer = match Pointer::of_reference(reference) {
        Some(pointer) => pointer,
        None if reference.starts_with('#') => return Some("is not an anchor of the document".to_owned()),
        None => return Some("leads into another file".to_owned()),
    };
    let mut seen = HashSet::new();
    loop {
        let Some((found, value)) = through(document, &pointer) else {
            // What is wrong with a later reference is reported at its place.
            return seen.is_empty().then(|| "is not in the document".to_owned());
        };
        if let Some(reason) = unfit(&found, value, kind) {
            return seen.is_empty().then_some(reason);
        }
        // A circle of schemas has a code of its own.
        let next = value.get("$ref").and_then(Value::as_str).filter(|_| kind != Kind::Schema);
        let next = next.and_then(Pointer::of_reference)?;
        if seen.len() > LONGEST || !seen.insert(std::mem::replace(&mut pointer, next)) {
            return Some("leads in a circle".to_owned());
        }
    }
}

/// Why what stands at a place is not an object of a kind.
pub(super) fn unfit(place: &Pointer, value: &Value, kind: Kind) -> Option<String> {
    let other = match (Kind::at(place), value) {
        (Some(other), _) if other != kind => other.noun(),
        (_, Value::Object(_)) => return None,
        (_, Value::Bool(_)) if kind == Kind::Schema => return None,
        (_, value) => describe(value),
    };
    Some(format!("leads to {other}, not to {}", kind.noun()))
}

/// What stands at a pointer, which may lead through references, and its place.
pub(super) fn through<'v>(document: &'v Value, pointer: &Pointer) -> Option<(Pointer, &'v Value)> {
    let mut pointer = pointer.clone();
    for _ in 0..LONGEST {
        if let Some(value) = document.pointer(pointer.as_str()) {
            return Some((pointer, value));
        }
        // The nearest place around it that is there has to be a reference.
        let mut around = pointer.parent()?;
        let reference = loop {
            match document.pointer(around.as_str()) {
                Some(value) => break value.get("$ref").and_then(Value::as_str)?,
                None => around = around.parent()?,
            }
        };
        let rest = pointer.as_str().get(around.as_str().len()..)?;
        pointer = super::origin::join(&Pointer::of_reference(reference)?, rest);
        if pointer.tokens().count() > LONGEST {
            return None;
        }
    }
    None
}

/// Takes a reference that leads nowhere out of its place. What stands beside it stays, unless the place as a whole is
/// lost: then its `$ref` is empty, and the reader passes it over.
pub(super) fn give_up(slot: &mut Value, kind: Kind) {
    let Value::Object(members) = slot else { return };
    match kind {
        Kind::Parameter | Kind::Header | Kind::Example | Kind::Link | Kind::SecurityScheme => {
            members.insert("$ref".to_owned(), json!(""));
        }
        Kind::Response | Kind::RequestBody => {
            members.shift_remove("$ref");
            if kind == Kind::Response {
                members.entry("description").or_insert_with(|| json!(""));
            }
            members.entry("content").or_insert_with(|| json!({ "*/*": {} }));
        }
        _ => {
            members.shift_remove("$ref");
        }
    }
}

/// What is reported of a reference that was given up.
pub(super) fn finding(reference: &str, reason: &str, kind: Kind) -> Diagnostic {
    let (code, cost) = cost(kind);
    Diagnostic::new(code, format!("`{reference}` {reason}; {cost}"))
}

fn cost(kind: Kind) -> (&'static Code, &'static str) {
    match kind {
        Kind::Schema => (codes::REFERENCE_UNKNOWN, "its place takes any value"),
        Kind::Response => (codes::REFERENCE_UNKNOWN, "the body of the answer is given as it is"),
        Kind::RequestBody => (codes::REFERENCE_UNKNOWN, "the body is any JSON value"),
        Kind::Parameter => (codes::REFERENCE, "the parameter is left out"),
        Kind::Header => (codes::REFERENCE, "the header is left out"),
        Kind::PathItem | Kind::Callback => (codes::REFERENCE, "its operations are left out"),
        Kind::SecurityScheme => (codes::REFERENCE, "the security scheme is left out"),
        Kind::Example | Kind::Link => (codes::REFERENCE_DOCS, "it is left out"),
        _ => (codes::REFERENCE, "it is left out"),
    }
}
