//! Which components are needed, once every reference leads to one.

use super::Object;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A component: its section and its name.
type ComponentKey = (String, String);

/// Removes the components that nothing refers to.
pub(super) fn prune(document: &mut Value) {
    let Some(needed) = needed(document) else { return };
    let Some(components) = super::members(document, "components") else { return };
    for (section, members) in components.iter_mut() {
        if let Value::Object(members) = members {
            members.retain(|name, _| {
                section.starts_with("x-") || needed.contains(&(section.clone(), name.clone()))
            });
        }
    }
}

fn needed(document: &Value) -> Option<BTreeSet<ComponentKey>> {
    let components = document.get("components")?.as_object()?;
    let children = children(components);
    let mut open: Vec<ComponentKey> = Vec::new();
    for (key, value) in document.as_object()?.iter().filter(|(key, _)| *key != "components") {
        visit(key, value, &mut open);
    }
    let mut needed = BTreeSet::new();
    while let Some(key) = open.pop() {
        if needed.contains(&key) {
            continue;
        }
        let (section, name) = &key;
        if let Some(value) = components.get(section).and_then(|members| members.get(name)) {
            visit("", value, &mut open);
            // An object with a discriminator may be any of those that extend it.
            if section == "schemas" && value.get("discriminator").is_some() {
                let extending = children.get(name).into_iter().flatten();
                open.extend(extending.map(|child| (section.clone(), (*child).to_owned())));
            }
        }
        needed.insert(key);
    }
    Some(needed)
}

/// The schemas that extend each schema by `allOf`, directly or not.
fn children(components: &Object) -> BTreeMap<String, Vec<&str>> {
    let mut direct: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, schema) in components.get("schemas").and_then(Value::as_object).into_iter().flatten() {
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for reference in parts.filter_map(|part| part.get("$ref")?.as_str()) {
            if let Some((_, base)) = component(reference) {
                direct.entry(base).or_default().push(name);
            }
        }
    }
    let descendants = |base: &String| {
        let (mut found, mut open) = (Vec::new(), vec![base.as_str()]);
        while let Some(next) = open.pop() {
            for child in direct.get(next).into_iter().flatten() {
                if !found.contains(child) {
                    found.push(child);
                    open.push(child);
                }
            }
        }
        found
    };
    direct.keys().map(|base| (base.clone(), descendants(base))).collect()
}

/// The component that a reference leads to or into.
fn component(reference: &str) -> Option<ComponentKey> {
    let pointer = Pointer::of_reference(reference)?;
    let mut tokens = pointer.tokens();
    (tokens.next()? == "components").then(|| Some((tokens.next()?, tokens.next()?)))?
}

/// Finds what a value refers to: references, values of a mapping, security schemes.
fn visit(key: &str, value: &Value, found: &mut Vec<ComponentKey>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).and_then(component));
            let mapped = |name| component(name).unwrap_or_else(|| ("schemas".to_owned(), name.to_owned()));
            if key == "mapping" {
                found.extend(members.values().filter_map(Value::as_str).map(mapped));
            }
            found.extend(members.get("defaultMapping").and_then(Value::as_str).map(mapped));
            members.iter().for_each(|(key, value)| visit(key, value, found));
        }
        Value::Array(items) => {
            for item in items {
                if let (true, Value::Object(requirement)) = (key == "security", item) {
                    found.extend(requirement.keys().map(|name| ("securitySchemes".to_owned(), name.clone())));
                }
                visit("", item, found);
            }
        }
        _ => {}
    }
}
