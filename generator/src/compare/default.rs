//! What leaving a value out means, where a reference leads to the schema that says so.

use super::version_model::VersionModel;
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;
use serde_json::Value;

/// How many references and members of `allOf` may stand in each other.
const MAX_DEPTH: usize = 32;

/// The default of what stands at a place, or of what it refers to: that which stands closest to it.
pub(super) fn behind(side: &VersionModel, source: SourceId, pointer: &Pointer) -> Option<String> {
    let document = side.document(source)?;
    let at = side.value(source, pointer)?;
    let default = of(document, at.get("schema").unwrap_or(at), MAX_DEPTH)?;
    Some(default.to_string())
}

fn of<'v>(document: &'v Value, schema: &'v Value, depth: usize) -> Option<&'v Value> {
    let depth = depth.checked_sub(1)?;
    if let Some(default) = schema.get("default") {
        return Some(default).filter(|default| !default.is_null());
    }
    let target = || document.pointer(Pointer::of_reference(schema.get("$ref")?.as_str()?)?.as_str());
    let members = schema.get("allOf").and_then(Value::as_array);
    // Where there is one alternative beside `null`, that is the schema.
    let alternatives = ["anyOf", "oneOf"].iter().filter_map(|keyword| schema.get(keyword)?.as_array());
    let only = alternatives.filter_map(|branches| {
        let mut others =
            branches.iter().filter(|branch| branch.get("type").is_none_or(|kind| kind != "null"));
        others.next().filter(|_| others.next().is_none())
    });
    let inner = target().into_iter().chain(members.into_iter().flatten()).chain(only);
    inner.filter_map(|schema| of(document, schema, depth)).next()
}
