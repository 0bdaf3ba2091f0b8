//! Replaces references by copies of their targets where OpenAPI 3.0 has no references or nothing is gained by them:
//! for path items, callbacks, links, media types and security schemes, and for anything that is referred to
//! inside a path instead of in the components.

use super::Context;
use super::walk::{objects, reference};
use crate::document::copy::{self, CopyBudget};
use crate::document::grammar::ObjectKind as Kind;
use crate::document::lost;
use crate::pointer::Pointer;
use serde_json::Value;

/// How many copies may be nested in each other; more is a circle.
const ROUNDS: usize = 8;

/// Copies such parts to where they are referred to, and removes `pathItems` and `mediaTypes` of the
/// components.
pub(super) fn inline(document: &mut Value, context: &mut Context<'_>) {
    let mut budget = CopyBudget::default();
    for round in 0..=ROUNDS {
        let references = collect(document);
        if references.is_empty() {
            break;
        }
        for Found { place, reference, kind } in references {
            let target = if round == ROUNDS {
                Err("leads in a circle".to_owned())
            } else {
                resolve(document, &reference, kind)
            };
            let target = target.and_then(|(target, from)| Ok((budget.copy(target)?, from)));
            let Some(slot) = document.pointer_mut(place.as_str()) else { continue };
            match (target, slot) {
                (Ok((Value::Object(target), from)), Value::Object(members)) => {
                    context.origins.moved(place, from, None);
                    copy::insert(members, target);
                }
                (target, slot) => {
                    let reason = target.err().unwrap_or_default();
                    context.reporter.push(lost::finding(&reference, &reason, kind), place.child("$ref"));
                    lost::give_up(slot, kind);
                }
            }
        }
    }
    if let Some(Value::Object(components)) = document.get_mut("components") {
        components.shift_remove("pathItems");
        components.shift_remove("mediaTypes");
    }
}

/// A reference that has to be replaced by a copy.
struct Found {
    place: Pointer,
    reference: String,
    kind: Kind,
}

fn collect(document: &mut Value) -> Vec<Found> {
    let mut found = Vec::new();
    objects(document, &mut |slot, kind, at| {
        let Some(reference) = reference(slot).filter(|reference| !reference.is_empty()) else { return };
        let is_wanted = match kind {
            kind if is_always_copied(kind) => true,
            Kind::Parameter | Kind::Header | Kind::RequestBody | Kind::Response => is_inside(reference),
            Kind::Example | Kind::Operation | Kind::Responses | Kind::Encoding => is_inside(reference),
            _ => false,
        };
        if is_wanted {
            found.push(Found { place: at.pointer(), reference: reference.to_owned(), kind });
        }
    });
    found
}

/// Whether nothing is gained by a reference to objects of this kind, so that they stand where they are referred to.
pub(in crate::document) fn is_always_copied(kind: Kind) -> bool {
    matches!(kind, Kind::PathItem | Kind::Callback | Kind::Link | Kind::MediaType | Kind::SecurityScheme)
}

/// Whether a reference leads into this document, but not to a component.
pub(super) fn is_inside(reference: &str) -> bool {
    reference.starts_with("#/") && !is_component(reference)
}

/// `#/components/responses/NotFound`, and nothing deeper.
fn is_component(reference: &str) -> bool {
    let Some(place) = reference.strip_prefix("#/components/") else { return false };
    place
        .split_once('/')
        .is_some_and(|(section, name)| !name.contains('/') && Kind::of_section(section).is_some())
}

/// The target of a reference and its place, behind any number of references that stand alone; or why there is none.
fn resolve<'v>(document: &'v Value, reference: &str, kind: Kind) -> Result<(&'v Value, Pointer), String> {
    if let Some(reason) = lost::reason(document, reference, kind) {
        return Err(reason);
    }
    let nothing = || "is not in the document".to_owned();
    let mut pointer = Pointer::of_reference(reference).ok_or_else(nothing)?;
    let mut found = document.pointer(pointer.as_str()).ok_or_else(nothing)?;
    while let Some(next) = lone(found).and_then(Pointer::of_reference) {
        // A circle was looked for already.
        let Some(behind) = document.pointer(next.as_str()) else { break };
        (pointer, found) = (next, behind);
    }
    Ok((found, pointer))
}

/// The reference that stands alone in a value.
fn lone(value: &Value) -> Option<&str> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    members.get("$ref")?.as_str()
}
