//! Corrections that the document no longer needs.

use super::Action;
use crate::diagnostic::Diagnostic;
use crate::document::codes;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::Value;

/// What an action removed.
pub(super) struct Removed {
    /// Where it was. Items of lists are not recorded, since they move.
    target: Pointer,
    value: Value,
    /// The name of the action, and its place in the overlay.
    action: (String, Pointer),
}

impl Removed {
    /// What an action is about to remove.
    pub(super) fn all(document: &Value, action: &Action, targets: &[Pointer]) -> Vec<Self> {
        let members = targets.iter().filter(|target| {
            let parent = target.parent();
            parent.and_then(|parent| document.pointer(parent.as_str())).is_some_and(Value::is_object)
        });
        let removed = members.filter_map(|target| {
            let value = document.pointer(target.as_str())?.clone();
            let action = (action.name.clone(), action.pointer.clone());
            Some(Self { target: target.clone(), value, action })
        });
        removed.collect()
    }
}

/// Reports the actions whose removals later ones undo exactly: together they change nothing.
pub(super) fn report_restored(document: &Value, removed: &[Removed], reporter: &mut Reporter<'_>) {
    for Removed { target, value, action: (name, pointer) } in removed {
        if document.pointer(target.as_str()) == Some(value) {
            let message = format!("{name} removes what a later action restores, at `{target}`");
            let warning = Diagnostic::new(codes::OVERLAY_NO_EFFECT, message);
            let hint = "together they change nothing: remove both";
            reporter.push(warning.hint(hint), pointer);
        }
    }
}

/// How much of an update is in the document before it is applied.
pub(super) struct Before {
    /// Values that are set, and how many of them are already set.
    set: [usize; 2],
    /// Entries that are appended, and how many of them the list already has.
    appended: [usize; 2],
}

impl Before {
    pub(super) fn of(document: &Value, targets: &[Pointer], update: &Value) -> Self {
        let mut before = Self { set: [0; 2], appended: [0; 2] };
        for node in targets.iter().filter_map(|target| document.pointer(target.as_str())) {
            match (node, update) {
                (Value::Array(items), entry) if !entry.is_array() => before.append(items, entry),
                _ => before.compare(node, update),
            }
        }
        before
    }

    fn append(&mut self, items: &[Value], entry: &Value) {
        self.appended[0] += 1;
        self.appended[1] += usize::from(items.contains(entry));
    }

    fn compare(&mut self, node: &Value, update: &Value) {
        match (node, update) {
            (Value::Object(members), Value::Object(changes)) => {
                for (key, change) in changes {
                    match members.get(key) {
                        Some(member) => self.compare(member, change),
                        None => self.set[0] += 1,
                    }
                }
            }
            (Value::Array(items), Value::Array(more)) => {
                more.iter().for_each(|entry| self.append(items, entry));
            }
            (node, update) => {
                self.set[0] += 1;
                self.set[1] += usize::from(node == update);
            }
        }
    }

    /// Reports what is already there. Where nothing changes at all, that is reported elsewhere.
    pub(super) fn report(&self, action: &Action, reporter: &mut Reporter<'_>) {
        let ([set, equal], [appended, present]) = (self.set, self.appended);
        if present > 0 {
            let message = format!(
                "{present} of {appended} entries that {} appends are already in the list",
                action.name
            );
            let warning = Diagnostic::new(codes::OVERLAY_PARTLY, message);
            reporter.push(warning.hint("remove them from the action"), &action.pointer);
        }
        if equal > 0 && (equal < set || appended > 0) {
            let message = format!("{equal} of {set} values that {} sets are already there", action.name);
            let note = Diagnostic::new(codes::OVERLAY_VALUE, message);
            reporter.push(note.hint("remove them from the action"), &action.pointer);
        }
    }
}
