//! Moves every schema that is referred to inside something else, in `$defs`, in a property of another schema or in a
//! path, to `components.schemas`, under a name.

use super::inline::is_inside;
use super::keywords::definitions;
use super::walk::{reference, schemas};
use super::{Context, Object};
use crate::document::grammar::ObjectKind as Kind;
use crate::document::lost;
use crate::document::origin::Origins;
use crate::document::place::JsonPlace;
use crate::pointer::Pointer;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};

/// How many times what was moved may refer to more that has to be moved.
const ROUNDS: usize = 8;

/// Moves such schemas and points the references at their new place.
pub(super) fn hoist(document: &mut Value, context: &mut Context<'_>) {
    for _ in 0..ROUNDS {
        let references = collect(document);
        if references.is_empty() {
            break;
        }
        hoist_targets(document, &references, context.origins);
    }
    if let Value::Object(root) = document {
        for key in ["$defs", "definitions"] {
            definitions(root.shift_remove(key), &JsonPlace::ROOT.key(key), context);
        }
    }
}

fn hoist_targets(document: &mut Value, references: &[(Pointer, Pointer)], origins: &mut Origins) {
    let mut names: BTreeMap<Pointer, String> = BTreeMap::new();
    let mut taken = HashSet::new();
    for (_, target) in references {
        if !names.contains_key(target) {
            let name = free_name(document, &taken, target);
            taken.insert(name.clone());
            names.insert(target.clone(), name);
        }
    }
    for (place, target) in references {
        if let (Some(slot), Some(name)) = (document.pointer_mut(place.as_str()), names.get(target)) {
            *slot = json!(format!("#/components/schemas/{name}"));
        }
    }
    // The inner ones first: once an outer one is moved, pointers into it are no longer valid.
    let mut moves: Vec<(Pointer, String)> = names.into_iter().collect();
    moves.sort_by_key(|(pointer, _)| std::cmp::Reverse(pointer.tokens().count()));
    for (pointer, name) in moves {
        let Some(slot) = document.pointer_mut(pointer.as_str()) else { continue };
        let schema = std::mem::replace(slot, json!({ "$ref": format!("#/components/schemas/{name}") }));
        origins.moved(Pointer::root().child("components").child("schemas").child(&name), pointer, None);
        if let Some(components) = components_schemas(document) {
            components.insert(name, schema);
        }
    }
}

/// The places of `$ref`s that lead inside something, with where they lead.
fn collect(document: &mut Value) -> Vec<(Pointer, Pointer)> {
    let mut candidates = Vec::new();
    schemas(document, &mut |slot, at| {
        if let Some(reference) = reference(slot)
            && is_inside(reference)
            && let Some(target) = Pointer::of_reference(reference)
        {
            candidates.push((at.pointer().child("$ref"), target));
        }
    });
    candidates.retain_mut(|(place, target)| match resolve(document, place, target) {
        Some(found) => {
            *target = found;
            true
        }
        None => false,
    });
    candidates
}

/// Where a pointer leads: from the root of the document or, as generators of `$defs` mean it, from an enclosing schema.
fn resolve(document: &Value, place: &Pointer, target: &Pointer) -> Option<Pointer> {
    let is_schema =
        |pointer: &str| matches!(document.pointer(pointer), Some(Value::Object(_) | Value::Bool(_)));
    if is_schema(target.as_str()) {
        return (Kind::at(target).is_none_or(|kind| kind == Kind::Schema)).then(|| target.clone());
    }
    // What lay in an extension may have been moved already; among the components, the arena goes through references.
    if Kind::at(target).is_none()
        && let Some((found, _)) =
            lost::through(document, target).filter(|(found, _)| is_schema(found.as_str()))
    {
        return Some(found);
    }
    if !["/$defs/", "/definitions/"].iter().any(|prefix| target.as_str().starts_with(prefix)) {
        return None;
    }
    let mut around = place.parent();
    while let Some(schema) = around {
        let local = format!("{}{}", schema.as_str(), target.as_str());
        if is_schema(&local) {
            return Pointer::parse(&local);
        }
        around = schema.parent();
    }
    None
}

/// A name made of the words of a pointer: `Pet_tag` of `#/components/schemas/Pet/properties/tag`. Names that were
/// published depend on which words are left out.
pub(in crate::document) fn words(target: &Pointer) -> String {
    const STRUCTURE: [&str; 16] = [
        "components",
        "schemas",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "paths",
        "responses",
        "content",
        "schema",
        "$defs",
        "definitions",
        "parameters",
        "requestBody",
        "additionalProperties",
    ];
    let is_section = |index: usize, token: &str| {
        index == 1 && token.starts_with("x-") && target.as_str().starts_with("/components/")
    };
    let parts: Vec<String> = target
        .tokens()
        .enumerate()
        .filter(|(index, token)| !is_section(*index, token))
        .map(|(_, token)| token)
        .filter(|token| !STRUCTURE.contains(&token.as_str()) && token != "application/json")
        .map(|token| {
            token
                .split(|c: char| !c.is_alphanumeric())
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join("_")
        })
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() { "Schema".to_owned() } else { parts.join("_") }
}

/// A name made of the pointer that nothing else has.
fn free_name(document: &Value, taken: &HashSet<String>, target: &Pointer) -> String {
    let base = words(target);
    let exists = |name: &str| {
        document.pointer(&format!("/components/schemas/{name}")).is_some() || taken.contains(name)
    };
    let mut name = base.clone();
    let mut number = 2;
    while exists(&name) {
        name = format!("{base}_{number}");
        number += 1;
    }
    name
}

fn components_schemas(document: &mut Value) -> Option<&mut Object> {
    let root = document.as_object_mut()?;
    let components = root.entry("components").or_insert_with(|| json!({})).as_object_mut()?;
    components.entry("schemas").or_insert_with(|| json!({})).as_object_mut()
}
