//! Components that nothing refers to: no operation needs them, so they are not in the output.
//!
//! Schemas are not among them, since each becomes a type; nor are security schemes, which are needed by name.

use super::codes;
use super::grammar::ObjectKind;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::Value;
use std::collections::HashSet;

/// Reports them; the document is as it was given, with its references.
pub(super) fn report(document: &Value, reporter: &mut Reporter<'_>) {
    let Some(components) = document.get("components").and_then(Value::as_object) else { return };
    let mut references = HashSet::new();
    collect(document, &mut references);
    for (section, members) in components {
        if matches!(
            ObjectKind::of_section(section),
            None | Some(ObjectKind::Schema | ObjectKind::SecurityScheme)
        ) {
            continue;
        }
        let at = Pointer::root().child("components").child(section);
        for name in members.as_object().into_iter().flat_map(|members| members.keys()) {
            let pointer = at.child(name);
            if !references.contains(pointer.as_str()) {
                let message = format!("nothing refers to `{name}`; it is left out");
                reporter.report(codes::COMPONENT_UNUSED, message, pointer);
            }
        }
    }
}

/// The components that are referred to, as pointers; a reference into one counts for it.
fn collect<'v>(value: &'v Value, references: &mut HashSet<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        Value::Object(members) => {
            // Most objects are small and hold no reference: looking at every key costs less than looking one up.
            for (key, member) in members {
                match member {
                    Value::String(target) if key == "$ref" => {
                        let Some(pointer) = target.strip_prefix('#') else { continue };
                        let end = pointer.match_indices('/').nth(3).map_or(pointer.len(), |(at, _)| at);
                        references.extend(pointer.get(..end));
                    }
                    member => collect(member, references),
                }
            }
        }
        _ => {}
    }
}
