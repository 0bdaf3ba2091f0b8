//! Reads an overlay document and reports what is wrong with it.

use super::{JsonPath, bounds};
use crate::diagnostic::Diagnostic;
use crate::document::codes;
use crate::document::read::describe;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::{Map, Value};

/// One action of an overlay.
pub(super) struct Action {
    /// Where it stands in the overlay.
    pub(super) pointer: Pointer,
    /// Its name in messages: its number, its description and its target.
    pub(super) name: String,
    pub(super) target: JsonPath,
    pub(super) change: Change,
    /// Since Overlay 1.1 the target may be a string, a number, a boolean or null.
    pub(super) allows_primitives: bool,
}

/// What an action does.
pub(super) enum Change {
    Remove,
    Update(Value),
    Copy(JsonPath),
}

const ROOT_KEYS: &[&str] = &["overlay", "info", "extends", "actions"];
const INFO_KEYS: &[&str] = &["title", "version", "description"];
const ACTION_KEYS: &[&str] = &["target", "description", "update", "remove", "copy"];

/// Reads the actions; those that cannot be read are reported and left out.
pub(super) fn parse(overlay: &Value, reporter: &mut Reporter<'_>) -> Vec<Action> {
    let root = Pointer::root();
    let Value::Object(members) = overlay else {
        invalid(reporter, format!("the overlay is {}, not a mapping", describe(overlay)), &root);
        return Vec::new();
    };
    check_keys(members, ROOT_KEYS, "an overlay", &root, reporter);
    let Some(minor) = version(members, reporter) else {
        return Vec::new();
    };
    check_info(members.get("info"), reporter);
    if members.contains_key("extends") {
        let note = Diagnostic::new(codes::OVERLAY_EXTENDS, "`extends` is ignored")
            .hint("an overlay applies to the documents that list it");
        reporter.push(note, root.child("extends"));
    }
    let pointer = root.child("actions");
    let actions = match members.get("actions") {
        Some(Value::Array(actions)) if !actions.is_empty() => actions,
        Some(Value::Array(_)) => {
            invalid(reporter, "`actions` is empty", &pointer);
            return Vec::new();
        }
        Some(other) => {
            invalid(reporter, format!("`actions` is {}, not a list", describe(other)), &pointer);
            return Vec::new();
        }
        None => {
            invalid(reporter, "`actions` is missing", &root);
            return Vec::new();
        }
    };
    actions
        .iter()
        .enumerate()
        .filter_map(|(index, value)| action(index, value, &pointer.child(index), minor, reporter))
        .collect()
}

fn version(members: &Map<String, Value>, reporter: &mut Reporter<'_>) -> Option<u32> {
    let root = Pointer::root();
    let Some(Value::String(text)) = members.get("overlay") else {
        invalid(reporter, "the key `overlay`, which gives the version, is missing", &root);
        return None;
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next().and_then(|minor| minor.parse().ok())) {
        (Some("1"), Some(minor @ (0 | 1))) => Some(minor),
        _ => {
            let message = format!("Overlay {text} is not supported");
            let error =
                Diagnostic::new(codes::OVERLAY_VERSION, message).hint("Overlay 1.0 and 1.1 are supported");
            reporter.push(error, root.child("overlay"));
            None
        }
    }
}

fn check_info(info: Option<&Value>, reporter: &mut Reporter<'_>) {
    let pointer = Pointer::root().child("info");
    let Some(Value::Object(info)) = info else {
        invalid(reporter, "`info` with `title` and `version` is missing", &Pointer::root());
        return;
    };
    check_keys(info, INFO_KEYS, "the `info` of an overlay", &pointer, reporter);
    for key in ["title", "version"] {
        if !info.get(key).is_some_and(Value::is_string) {
            invalid(reporter, format!("`info.{key}` is missing or not a string"), &pointer);
        }
    }
}

fn action(
    index: usize,
    value: &Value,
    pointer: &Pointer,
    minor: u32,
    reporter: &mut Reporter<'_>,
) -> Option<Action> {
    let Value::Object(members) = value else {
        invalid(reporter, format!("action {index} is {}, not a mapping", describe(value)), pointer);
        return None;
    };
    check_keys(members, ACTION_KEYS, "an action", pointer, reporter);
    let Some(Value::String(target)) = members.get("target") else {
        invalid(reporter, format!("action {index} has no `target`"), pointer);
        return None;
    };
    let described = match members.get("description") {
        Some(Value::String(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    let name = if described.is_empty() {
        format!("action {index} (`{target}`)")
    } else {
        format!("action {index} (\"{described}\", `{target}`)")
    };
    let change = change(members, &name, minor, pointer, reporter);
    let target = path(target, &pointer.child("target"), reporter);
    Some(Action {
        pointer: pointer.clone(),
        name,
        target: target?,
        change: change?,
        allows_primitives: minor > 0,
    })
}

fn change(
    members: &Map<String, Value>,
    name: &str,
    minor: u32,
    pointer: &Pointer,
    reporter: &mut Reporter<'_>,
) -> Option<Change> {
    match members.get("remove") {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => return Some(Change::Remove),
        Some(other) => {
            let message = format!("`remove` of {name} is {}, not a boolean", describe(other));
            invalid(reporter, message, &pointer.child("remove"));
            return None;
        }
    }
    let copy = members.get("copy");
    if copy.is_some() && minor == 0 {
        let error = Diagnostic::new(codes::OVERLAY_INVALID, format!("{name} uses `copy`"));
        reporter.push(error.hint("`copy` needs `overlay: 1.1.0`"), pointer.child("copy"));
        return None;
    }
    match (members.get("update"), copy) {
        (Some(update), None) => Some(Change::Update(update.clone())),
        (None, Some(Value::String(text))) => path(text, &pointer.child("copy"), reporter).map(Change::Copy),
        (None, Some(other)) => {
            let message = format!("`copy` of {name} is {}, not a JSONPath", describe(other));
            invalid(reporter, message, &pointer.child("copy"));
            None
        }
        (Some(_), Some(_)) => {
            invalid(reporter, format!("{name} has both `update` and `copy`"), pointer);
            None
        }
        (None, None) => {
            invalid(reporter, format!("{name} has neither `update` nor `remove: true` nor `copy`"), pointer);
            None
        }
    }
}

fn path(text: &str, pointer: &Pointer, reporter: &mut Reporter<'_>) -> Option<JsonPath> {
    match JsonPath::parse(text) {
        Ok(_) if bounds::is_too_wide(text) => {
            let message = format!("`{text}` selects a node in too many ways");
            let error = Diagnostic::new(codes::OVERLAY_PATH, message);
            reporter.push(error.hint("use fewer `..`, filters and lists of names"), pointer);
            None
        }
        Ok(path) => Some(path),
        Err(error) => {
            let (at, message) = (error.position(), error.message());
            let message = format!("`{text}` is not a JSONPath: {message} (at character {at})");
            let error = Diagnostic::new(codes::OVERLAY_PATH, message);
            reporter.push(error.hint("the syntax is that of RFC 9535"), pointer);
            None
        }
    }
}

fn check_keys(
    members: &Map<String, Value>,
    known: &[&str],
    what: &str,
    pointer: &Pointer,
    reporter: &mut Reporter<'_>,
) {
    for key in members.keys().filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
        let message = format!("{what} has no key `{key}`");
        let error = Diagnostic::new(codes::OVERLAY_UNKNOWN_KEY, message)
            .hint(format!("the keys are {}", known.join(", ")));
        reporter.push(error, pointer.child(key));
    }
}

fn invalid(reporter: &mut Reporter<'_>, message: impl Into<String>, pointer: &Pointer) {
    reporter.push(Diagnostic::new(codes::OVERLAY_INVALID, message), pointer);
}
