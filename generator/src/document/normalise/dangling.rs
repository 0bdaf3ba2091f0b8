//! References that lead nowhere, once all others lead to components: each costs its place.

use super::walk::{self, objects};
use crate::document::grammar::ObjectKind;
use crate::document::lost;
use crate::reporter::Reporter;
use foldhash::HashMap;
use serde_json::Value;

/// Why the references that lead nowhere do so, by what they should lead to and by their text.
type Reasons = HashMap<ObjectKind, HashMap<String, Option<String>>>;

/// Reports them, and takes them out.
pub(super) fn give_up(document: &mut Value, reporter: &mut Reporter<'_>) {
    let mut reasons = Reasons::default();
    objects(document, &mut |slot, kind, _| {
        let Some(reference) = reference(slot) else { return };
        // Most references are one of few texts, of which each is kept once.
        let known = reasons.entry(kind).or_default();
        if !known.contains_key(reference) {
            known.insert(reference.to_owned(), None);
        }
    });
    for (kind, known) in &mut reasons {
        known.iter_mut().for_each(|(reference, reason)| *reason = lost::reason(document, reference, *kind));
        known.retain(|_, reason| reason.is_some());
    }
    if reasons.values().all(HashMap::is_empty) {
        return;
    }
    objects(document, &mut |slot, kind, at| {
        let Some(reference) = reference(slot) else { return };
        if let Some(Some(reason)) = reasons.get(&kind).and_then(|known| known.get(reference)) {
            reporter.push(lost::finding(reference, reason, kind), &at.key("$ref"));
            lost::give_up(slot, kind);
        }
    });
}

/// The text of the reference that stands in a place, unless it was given up before.
fn reference(slot: &Value) -> Option<&str> {
    walk::reference(slot).filter(|reference| !reference.is_empty())
}
