//! The parts of other files that are referred to, each once, until they have names among the components.

use super::library::{Library, Location};
use crate::diagnostic::SourceId;
use crate::document::grammar::ObjectKind;
use crate::document::normalise::inline::is_always_copied;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// Stands for the name of a target in a reference, before the names are chosen; no document holds it.
const MARK: char = '\u{0}';

/// Something that becomes a component.
pub(super) struct Target {
    pub(super) file: SourceId,
    pub(super) pointer: Pointer,
    /// The path of the file.
    pub(super) path: String,
    /// The section of the components that it belongs to.
    pub(super) section: &'static str,
    pub(super) value: Value,
}

/// Everything that becomes a component.
#[derive(Default)]
pub(super) struct Targets {
    pub(super) list: Vec<Target>,
    known: HashMap<(Location, &'static str), usize>,
}

impl Targets {
    /// The number of a target, which is new or known; `None` where there is nothing.
    pub(super) fn number(
        &mut self,
        location: Location,
        section: &'static str,
        library: &mut Library<'_>,
    ) -> Option<usize> {
        if let Some(index) = self.known.get(&(location.clone(), section)) {
            return Some(*index);
        }
        let value = library.get(&location)?;
        let path = library.path(location.file).to_owned();
        let (file, pointer, index) = (location.file, location.pointer.clone(), self.list.len());
        self.list.push(Target { file, pointer, path, section, value });
        self.known.insert((location, section), index);
        Some(index)
    }
}

/// The reference to a target, until its name is known.
pub(super) fn reference(index: usize, section: &str) -> String {
    format!("#/components/{section}/{MARK}{index}{MARK}")
}

/// Divides a place into the part that gets a name of its own, and the rest of the pointer inside it.
pub(super) fn divide(
    location: &Location,
    section: &'static str,
    library: &mut Library<'_>,
) -> (Location, String, &'static str) {
    let (length, section) = container(location, section, library);
    let text = location.pointer.as_str();
    let end = text.match_indices('/').nth(length).map_or(text.len(), |(at, _)| at);
    let pointer = Pointer::parse(&text[..end]).unwrap_or_default();
    (Location { file: location.file, pointer }, text[end..].to_owned(), section)
}

/// Whether what a schema holds under a key is a part of it, and not only kept there for references.
fn is_part(key: &str) -> bool {
    !["$defs", "definitions"].contains(&key)
        && ObjectKind::Schema.step(key).is_some_and(|holds| holds.kind() == ObjectKind::Schema)
}

/// How many tokens of a pointer lead to the part that gets a name of its own, and its section. What is inside a schema
/// stays there, so that it is the same whether it is reached from outside or not.
fn container(location: &Location, section: &'static str, library: &mut Library<'_>) -> (usize, &'static str) {
    let tokens: Vec<String> = location.pointer.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match tokens.as_slice() {
        ["components", section, _, _, ..] => {
            let kind = ObjectKind::of_section(section).filter(|kind| !is_always_copied(*kind));
            if let Some(section) = kind.and_then(ObjectKind::section) {
                return (3, section);
            }
        }
        _ if section != "schemas" => return (tokens.len(), section),
        ["$defs" | "definitions", _, _, ..] => return (2, section),
        [first, ..] if is_part(first) && is_schema(location.file, library) => return (0, section),
        ["paths" | "webhooks", ..] => return (tokens.len(), section),
        _ => {}
    }
    let inside = tokens.iter().skip(1).position(|token| is_part(token));
    (inside.map_or(tokens.len(), |at| at + 1), section)
}

/// Whether a file is one schema, not many under their names.
fn is_schema(file: SourceId, library: &mut Library<'_>) -> bool {
    let Some(value) = library.file(file) else { return false };
    let has_type = matches!(value.get("type"), Some(Value::String(_) | Value::Array(_)));
    has_type
        || value.get("$schema").is_some()
        || ["allOf", "anyOf", "oneOf"].iter().any(|key| value.get(key).is_some_and(Value::is_array))
}

/// Writes the names into the references.
pub(super) fn settle(value: &mut Value, names: &[String]) {
    match value {
        Value::String(text) => {
            if let Some((before, rest)) = text.split_once(MARK)
                && let Some((index, rest)) = rest.split_once(MARK)
                && let Some(name) = index.parse().ok().and_then(|index: usize| names.get(index))
            {
                let name = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
                *text = format!("{before}{name}{rest}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| settle(item, names)),
        Value::Object(members) => members.values_mut().for_each(|member| settle(member, names)),
        _ => {}
    }
}
