//! Replaces references by copies of their targets where OpenAPI 3.0 has no references or nothing is gained by them:
//! for path items, callbacks, examples, links and security schemes, and for anything that is referred to inside a path
//! instead of in the components.

use super::Context;
use super::walk::objects;
use crate::document::codes;
use crate::document::copy::{self, CopyBudget};
use crate::document::grammar::ObjectKind as Kind;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashSet;

/// How many copies may be nested in each other; more is a circle.
const ROUNDS: usize = 8;

/// Copies such parts to where they are referred to, and removes `components.pathItems`.
pub(super) fn inline(document: &mut Value, context: &mut Context<'_>) {
    let mut budget = CopyBudget::default();
    for round in 0..=ROUNDS {
        let references = collect(document);
        if references.is_empty() {
            break;
        }
        for (place, reference) in references {
            let target =
                if round == ROUNDS { Err("leads in a circle") } else { resolve(document, &reference) };
            let target = target.and_then(|(target, from)| Ok((budget.copy(target)?, from)));
            let result = match (target, document.pointer_mut(place.as_str())) {
                (Ok((target, from)), Some(slot)) => {
                    context.origins.moved(place.clone(), from, None);
                    replace(slot, target)
                }
                (Err(reason), Some(slot)) => {
                    if let Value::Object(members) = slot {
                        members.shift_remove("$ref");
                    }
                    Err(reason)
                }
                (_, None) => Ok(()),
            };
            if let Err(reason) = result {
                let message = format!("the reference `{reference}` {reason}");
                context.reporter.error(codes::REFERENCE, message, place.child("$ref"));
            }
        }
    }
    if let Some(Value::Object(components)) = document.get_mut("components") {
        components.shift_remove("pathItems");
    }
}

/// The places of references that have to be replaced by copies.
fn collect(document: &mut Value) -> Vec<(Pointer, String)> {
    let mut found = Vec::new();
    objects(document, &mut |slot, kind, at| {
        let Some(Value::String(reference)) = slot.get("$ref") else { return };
        let is_wanted = match kind {
            kind if is_always_copied(kind) => true,
            Kind::Parameter | Kind::Header | Kind::RequestBody | Kind::Response => is_inside(reference),
            Kind::Operation | Kind::Responses | Kind::MediaType | Kind::Encoding => is_inside(reference),
            _ => false,
        };
        if is_wanted {
            found.push((at.pointer(), reference.clone()));
        }
    });
    found
}

/// Whether nothing is gained by a reference to objects of this kind, so that they stand where they are referred to.
pub(in crate::document) fn is_always_copied(kind: Kind) -> bool {
    matches!(kind, Kind::PathItem | Kind::Callback | Kind::Example | Kind::Link | Kind::SecurityScheme)
}

/// Whether a reference leads into this document, but not to a component.
pub(super) fn is_inside(reference: &str) -> bool {
    reference.starts_with("#/") && !is_component(reference)
}

/// `#/components/responses/NotFound`, and nothing deeper.
fn is_component(reference: &str) -> bool {
    reference.starts_with("#/components/") && reference.matches('/').count() == 3
}

/// The target of a reference and its place, behind any number of references that stand alone.
fn resolve<'v>(document: &'v Value, reference: &str) -> Result<(&'v Value, Pointer), &'static str> {
    let mut pointer = Pointer::of_reference(reference).ok_or("leads into another file")?;
    let mut found = document.pointer(pointer.as_str()).ok_or("leads nowhere")?;
    let mut seen = HashSet::new();
    while let Some(next) = lone(found).and_then(Pointer::of_reference) {
        if !seen.insert(pointer) {
            return Err("leads in a circle");
        }
        found = document.pointer(next.as_str()).ok_or("leads nowhere")?;
        pointer = next;
    }
    Ok((found, pointer))
}

/// The reference that stands alone in a value.
fn lone(value: &Value) -> Option<&str> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    members.get("$ref")?.as_str()
}

/// Puts the target in the place of the reference.
fn replace(slot: &mut Value, target: Value) -> Result<(), &'static str> {
    let (Value::Object(members), Value::Object(target)) = (slot, target) else {
        return Err("leads to something that is not a mapping");
    };
    copy::insert(members, target);
    Ok(())
}
