//! Components that nothing refers to: no operation needs them, so they are not in the output.
//!
//! Schemas are not among them, since each becomes a type; nor are security schemes, which are needed by name.

use super::codes;
use super::grammar::ObjectKind;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use foldhash::HashSet;
use serde_json::Value;

/// Reports them; the document is as it was given, with its references to these components.
pub(super) fn report(document: &Value, references: &HashSet<&str>, reporter: &mut Reporter<'_>) {
    let Some(components) = document.get("components").and_then(Value::as_object) else { return };
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
