//! Applies one action to a document.

use super::bounds::SizeBudget;
use super::redundant::{self, Removed};
use super::{Action, Change};
use crate::diagnostic::{Diagnostic, SourceId};
use crate::document::codes;
use crate::document::origin::{Origins, Removal, join};
use crate::document::place::JsonPlace;
use crate::document::read::describe;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::Value;
use serde_json_path::JsonPath;

/// The application of one overlay to a document.
pub(super) struct Application<'a> {
    document: &'a mut Value,
    budget: SizeBudget,
    origins: &'a mut Origins,
    removed: Vec<Removed>,
    reporter: Reporter<'a>,
}

impl<'a> Application<'a> {
    pub(super) fn new(document: &'a mut Value, origins: &'a mut Origins, reporter: Reporter<'a>) -> Self {
        let budget = SizeBudget::of(document);
        Self { document, budget, origins, removed: Vec::new(), reporter }
    }

    /// Applies the actions in their order; each one that does not fit is reported.
    pub(super) fn run(mut self, actions: &[Action]) {
        for action in actions {
            self.apply(action);
        }
        redundant::report_restored(self.document, &self.removed, &mut self.reporter);
    }

    fn apply(&mut self, action: &Action) {
        let targets = select(&action.target, self.document);
        if targets.is_empty() {
            let error = Diagnostic::new(codes::OVERLAY_NO_MATCH, format!("{} matches nothing", action.name));
            let hint =
                "the document has changed: adapt the target, or remove the action if it is no longer needed";
            self.reporter.push(error.hint(hint), action.pointer.child("target"));
            return;
        }
        let is_changed = match &action.change {
            Change::Remove => self.remove(action, targets),
            Change::Update(value) => self.update(action, &targets, value),
            Change::Copy(from) => self.copy(action, &targets, from),
        };
        match is_changed {
            Ok(true) => {}
            Ok(false) => {
                let message = format!("{} changes nothing", action.name);
                let warning = Diagnostic::new(codes::OVERLAY_NO_EFFECT, message);
                let hint = "the document already contains this correction: remove the action";
                self.reporter.push(warning.hint(hint), &action.pointer);
            }
            Err(reason) => {
                let message = format!("{} does not fit: {reason}", action.name);
                self.reporter.report(codes::OVERLAY_INCOMPATIBLE, message, &action.pointer);
            }
        }
    }

    fn remove(&mut self, action: &Action, targets: Vec<Pointer>) -> Result<bool, String> {
        self.removed.extend(Removed::all(self.document, action, &targets));
        for place in &targets {
            let value = self.document.pointer(place.as_str()).cloned().unwrap_or_default();
            let action = (self.reporter.source, action.pointer.clone());
            self.origins.removed(Removal { place: place.clone(), value, action });
        }
        remove_all(self.document, targets, self.origins)
    }

    fn update(&mut self, action: &Action, targets: &[Pointer], value: &Value) -> Result<bool, String> {
        self.budget.check(self.document, value, targets)?;
        let before = redundant::Before::of(self.document, targets, value);
        let moves = merge_all(self.document, targets, value, action.allows_primitives)?;
        before.report(action, &mut self.reporter);
        let overlay = Some(self.reporter.source);
        Ok(remember(&moves, &action.pointer.child("update"), overlay, self.origins))
    }

    fn copy(&mut self, action: &Action, targets: &[Pointer], from: &JsonPath) -> Result<bool, String> {
        let (from, value) = copied(self.document, from)?;
        self.budget.check(self.document, &value, targets)?;
        let moves = merge_all(self.document, targets, &value, action.allows_primitives)?;
        Ok(remember(&moves, &from, None, self.origins))
    }
}

/// What a merge wrote: the pointer in the document, and the pointer inside the update.
type Moves = Vec<(Pointer, Pointer)>;

/// Remembers where the parts came from; `true` if there were any.
fn remember(moves: &Moves, from: &Pointer, overlay: Option<SourceId>, origins: &mut Origins) -> bool {
    for (to, inside) in moves {
        origins.moved(to.clone(), join(from, inside.as_str()), overlay);
    }
    !moves.is_empty()
}

fn select(path: &JsonPath, document: &Value) -> Vec<Pointer> {
    let nodes = path.query_located(document).dedup();
    nodes.locations().filter_map(|location| Pointer::parse(&location.to_json_pointer())).collect()
}

/// Removes the nodes, later items of a list first so that the indices of the others stay valid.
fn remove_all(
    document: &mut Value,
    mut targets: Vec<Pointer>,
    origins: &mut Origins,
) -> Result<bool, String> {
    targets.sort_by_cached_key(|pointer| {
        let tokens: Vec<(usize, String)> =
            pointer.tokens().map(|token| (token.parse().unwrap_or(0), token)).collect();
        std::cmp::Reverse(tokens)
    });
    for target in targets {
        let (Some(parent), Some(last)) = (target.parent(), target.last()) else {
            return Err("the whole document cannot be removed".to_owned());
        };
        match document.pointer_mut(parent.as_str()) {
            Some(Value::Object(members)) => {
                members.shift_remove(&last);
            }
            Some(Value::Array(items)) => {
                if let Some(index) = last.parse().ok().filter(|index| *index < items.len()) {
                    items.remove(index);
                    for at in index..items.len() {
                        origins.moved(parent.child(at), parent.child(at + 1), None);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(true)
}

fn copied(document: &Value, from: &JsonPath) -> Result<(Pointer, Value), String> {
    let nodes = select(from, document);
    match nodes.as_slice() {
        [only] => {
            let value = document.pointer(only.as_str()).cloned().unwrap_or_default();
            Ok((only.clone(), value))
        }
        [] => Err("the source of the copy matches nothing".to_owned()),
        many => Err(format!("the source of the copy matches {} nodes, not one", many.len())),
    }
}

/// Merges the value into each of the nodes, and returns what was written. Nothing changes where one does not fit.
fn merge_all(
    document: &mut Value,
    targets: &[Pointer],
    update: &Value,
    allows_primitives: bool,
) -> Result<Moves, String> {
    let mut kinds = targets.iter().filter_map(|pointer| document.pointer(pointer.as_str())).map(kind);
    let first = kinds.next();
    if let Some(other) = kinds.find(|kind| Some(*kind) != first) {
        let first = first.map_or("nothing", Kind::name);
        return Err(format!("the target selects both {first} and {}", other.name()));
    }
    if first == Some(Kind::Primitive) && !allows_primitives {
        return Err("the target is neither a mapping nor a list, which needs `overlay: 1.1.0`".to_owned());
    }
    let mut merged = Vec::with_capacity(targets.len());
    let mut moves = Moves::new();
    for target in targets {
        let Some(node) = document.pointer(target.as_str()) else { continue };
        let mut node = node.clone();
        let mut inside = Moves::new();
        merge_target(&mut node, update, &mut inside).map_err(|reason| format!("at `{target}` {reason}"))?;
        moves.extend(inside.into_iter().map(|(to, from)| (join(target, to.as_str()), from)));
        merged.push(node);
    }
    for (target, node) in targets.iter().zip(merged) {
        if let Some(slot) = document.pointer_mut(target.as_str()) {
            *slot = node;
        }
    }
    Ok(moves)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Object => "mappings",
            Self::Array => "lists",
            Self::Primitive => "single values",
        }
    }
}

fn kind(value: &Value) -> Kind {
    match value {
        Value::Object(_) => Kind::Object,
        Value::Array(_) => Kind::Array,
        _ => Kind::Primitive,
    }
}

/// The rules for the node that an action selects: a list also takes a single entry.
fn merge_target(target: &mut Value, update: &Value, moves: &mut Moves) -> Result<(), String> {
    match (target, update) {
        (Value::Array(items), entry) if !entry.is_array() => {
            moves.push((JsonPlace::ROOT.index(items.len()).pointer(), Pointer::root()));
            items.push(entry.clone());
            Ok(())
        }
        (target, update) => merge(target, update, &JsonPlace::ROOT, moves),
    }
}

fn merge(target: &mut Value, update: &Value, at: &JsonPlace<'_>, moves: &mut Moves) -> Result<(), String> {
    match (target, update) {
        (Value::Object(members), Value::Object(changes)) => {
            for (key, value) in changes {
                let at = &at.key(key);
                match members.get_mut(key) {
                    Some(member) => {
                        merge(member, value, at, moves).map_err(|reason| format!("in `{key}` {reason}"))?;
                    }
                    None => {
                        members.insert(key.clone(), value.clone());
                        moves.push((at.pointer(), at.pointer()));
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => {
            for (index, item) in more.iter().enumerate() {
                moves.push((at.index(items.len()).pointer(), at.index(index).pointer()));
                items.push(item.clone());
            }
        }
        (target, update) if kind(target) == Kind::Primitive && kind(update) == Kind::Primitive => {
            if target != update {
                *target = update.clone();
                moves.push((at.pointer(), at.pointer()));
            }
        }
        (target, update) => return Err(format!("{} cannot become {}", describe(target), describe(update))),
    }
    Ok(())
}
