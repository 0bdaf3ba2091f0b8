//! References that lead nowhere, once all others lead to components: each costs its place.

use super::walk::objects;
use crate::document::grammar::ObjectKind;
use crate::document::lost;
use crate::reporter::Reporter;
use serde_json::Value;
use std::collections::HashMap;

/// Why the references that lead nowhere do so, by their text and by what they should lead to.
type Reasons = HashMap<(String, ObjectKind), Option<String>>;

/// Reports them, and takes them out.
pub(super) fn give_up(document: &mut Value, reporter: &mut Reporter<'_>) {
    let mut reasons = Reasons::new();
    objects(document, &mut |slot, kind, _| {
        if let Some(reference) = reference(slot)
            && !reasons.contains_key(&(reference.to_owned(), kind))
        {
            reasons.insert((reference.to_owned(), kind), None);
        }
    });
    for ((reference, kind), reason) in &mut reasons {
        *reason = lost::reason(document, reference, *kind);
    }
    reasons.retain(|_, reason| reason.is_some());
    if reasons.is_empty() {
        return;
    }
    objects(document, &mut |slot, kind, at| {
        let Some(reference) = reference(slot) else { return };
        if let Some(Some(reason)) = reasons.get(&(reference.to_owned(), kind)) {
            reporter.report(lost::finding(reference, reason, kind), &at.key("$ref"));
            lost::give_up(slot, kind);
        }
    });
}

/// The text of the reference that stands in a place, unless it was given up before.
fn reference(slot: &Value) -> Option<&str> {
    slot.get("$ref").and_then(Value::as_str).filter(|reference| !reference.is_empty())
}
