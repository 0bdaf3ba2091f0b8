//! Reads an overlay document and says what is wrong with it.

use super::{Findings, JsonPath, bounds};
use crate::diagnostic::Diagnostic;
use crate::document::codes;
use crate::document::read::describe;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// One action of an overlay.
pub(super) struct Action {
    /// Where it stands in the overlay.
    pub(super) pointer: Pointer,
    /// How it is called in messages: its number, its description and its target.
    pub(super) name: String,
    pub(super) target: JsonPath,
    pub(super) change: Change,
    /// Since Overlay 1.1 the target may be a text, a number, a boolean or null.
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
pub(super) fn parse(overlay: &Value, findings: &mut Findings<'_>) -> Vec<Action> {
    let root = Pointer::root();
    let Value::Object(members) = overlay else {
        invalid(findings, format!("the overlay is {}, not a mapping", describe(overlay)), &root);
        return Vec::new();
    };
    check_keys(members, ROOT_KEYS, "an overlay", &root, findings);
    let Some(minor) = version(members, findings) else {
        return Vec::new();
    };
    check_info(members.get("info"), findings);
    if members.contains_key("extends") {
        let note = Diagnostic::note(codes::OVERLAY_EXTENDS, "`extends` is ignored")
            .hint("an overlay corrects the documents that name it");
        findings.mention(note, &root.child("extends"));
    }
    let pointer = root.child("actions");
    let actions = match members.get("actions") {
        Some(Value::Array(actions)) if !actions.is_empty() => actions,
        Some(Value::Array(_)) => {
            invalid(findings, "`actions` is empty", &pointer);
            return Vec::new();
        }
        Some(other) => {
            invalid(findings, format!("`actions` is {}, not a list", describe(other)), &pointer);
            return Vec::new();
        }
        None => {
            invalid(findings, "`actions` is missing", &root);
            return Vec::new();
        }
    };
    actions
        .iter()
        .enumerate()
        .filter_map(|(index, value)| action(index, value, &pointer.child(index), minor, findings))
        .collect()
}

fn version(members: &Map<String, Value>, findings: &mut Findings<'_>) -> Option<u32> {
    let root = Pointer::root();
    let Some(Value::String(text)) = members.get("overlay") else {
        invalid(findings, "the key `overlay` with the version is missing", &root);
        return None;
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next().and_then(|minor| minor.parse().ok())) {
        (Some("1"), Some(minor @ (0 | 1))) => Some(minor),
        _ => {
            let message = format!("Overlay {text} is not supported");
            let error = Diagnostic::error(codes::OVERLAY_VERSION, message).hint("Overlay 1.0 and 1.1 are");
            findings.error(error, &root.child("overlay"));
            None
        }
    }
}

fn check_info(info: Option<&Value>, findings: &mut Findings<'_>) {
    let pointer = Pointer::root().child("info");
    let Some(Value::Object(info)) = info else {
        invalid(findings, "`info` with `title` and `version` is missing", &Pointer::root());
        return;
    };
    check_keys(info, INFO_KEYS, "the `info` of an overlay", &pointer, findings);
    for key in ["title", "version"] {
        if !info.get(key).is_some_and(Value::is_string) {
            invalid(findings, format!("`info.{key}` is missing or not a text"), &pointer);
        }
    }
}

fn action(
    index: usize,
    value: &Value,
    pointer: &Pointer,
    minor: u32,
    findings: &mut Findings<'_>,
) -> Option<Action> {
    let Value::Object(members) = value else {
        invalid(findings, format!("action {index} is {}, not a mapping", describe(value)), pointer);
        return None;
    };
    check_keys(members, ACTION_KEYS, "an action", pointer, findings);
    let Some(Value::String(target)) = members.get("target") else {
        invalid(findings, format!("action {index} has no `target`"), pointer);
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
    let change = change(members, &name, minor, pointer, findings);
    let target = path(target, &pointer.child("target"), findings);
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
    findings: &mut Findings<'_>,
) -> Option<Change> {
    match members.get("remove") {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => return Some(Change::Remove),
        Some(other) => {
            let message = format!("`remove` of {name} is {}, not a boolean", describe(other));
            invalid(findings, message, &pointer.child("remove"));
            return None;
        }
    }
    let copy = members.get("copy");
    if copy.is_some() && minor == 0 {
        let error = Diagnostic::error(codes::OVERLAY_INVALID, format!("{name} uses `copy`"));
        findings.error(error.hint("`copy` needs `overlay: 1.1.0`"), &pointer.child("copy"));
        return None;
    }
    match (members.get("update"), copy) {
        (Some(update), None) => Some(Change::Update(update.clone())),
        (None, Some(Value::String(text))) => path(text, &pointer.child("copy"), findings).map(Change::Copy),
        (None, Some(other)) => {
            let message = format!("`copy` of {name} is {}, not a JSONPath", describe(other));
            invalid(findings, message, &pointer.child("copy"));
            None
        }
        (Some(_), Some(_)) => {
            invalid(findings, format!("{name} has both `update` and `copy`"), pointer);
            None
        }
        (None, None) => {
            invalid(findings, format!("{name} has none of `update`, `remove: true` and `copy`"), pointer);
            None
        }
    }
}

fn path(text: &str, pointer: &Pointer, findings: &mut Findings<'_>) -> Option<JsonPath> {
    match JsonPath::parse(text) {
        Ok(_) if bounds::is_too_wide(text) => {
            let message = format!("`{text}` selects a node in too many ways");
            let error = Diagnostic::error(codes::OVERLAY_PATH, message);
            findings.error(error.hint("use fewer `..`, filters and lists of names"), pointer);
            None
        }
        Ok(path) => Some(path),
        Err(error) => {
            let (at, message) = (error.position(), error.message());
            let message = format!("`{text}` is not a JSONPath: {message} (at character {at})");
            let error = Diagnostic::error(codes::OVERLAY_PATH, message);
            findings.error(error.hint("the syntax is that of RFC 9535"), pointer);
            None
        }
    }
}

fn check_keys(
    members: &Map<String, Value>,
    known: &[&str],
    what: &str,
    pointer: &Pointer,
    findings: &mut Findings<'_>,
) {
    for key in members.keys().filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
        let message = format!("{what} has no key `{key}`");
        let error = Diagnostic::error(codes::OVERLAY_UNKNOWN_KEY, message)
            .hint(format!("the keys are {}", known.join(", ")));
        findings.error(error, &pointer.child(key));
    }
}

fn invalid(findings: &mut Findings<'_>, message: impl Into<String>, pointer: &Pointer) {
    findings.error(Diagnostic::error(codes::OVERLAY_INVALID, message), pointer);
}
