//! The documentation of an operation.

use super::example;
use super::input::Input;
use crate::emit::docs::{Text, clean};
use crate::emit::scope::Scope;
use crate::ir::{DocumentedError, Operation, Payload};

/// The documentation of the function of an operation.
pub(super) fn docs(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> Text {
    let place = format!("`{} {}`", operation.method, operation.documented_path);
    let mut text = Text::default();
    text.prose(&operation.docs);
    text.paragraph([place]);
    text.remarks(&operation.docs);
    text.paragraph(answer(operation));
    text.section("Permissions", operation.permissions.iter().map(|name| format!("- `{name}`")));
    text.section("Requirements", operation.requirements.as_deref().map(clean).unwrap_or_default());
    text.section("Errors", operation.errors.iter().flat_map(|error| announced(scope, error)));
    text.section("Example", example::example(scope, operation, inputs).unwrap_or_default());
    text
}

/// What is known of the answer beyond its type.
fn answer(operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(description) = &operation.success.description
        && operation.success.payload != Payload::Empty
    {
        let mut description = clean(description);
        if let Some(first) = description.first_mut() {
            *first = format!("Answers: {first}");
        }
        lines.extend(description);
    }
    if let Some(after) = &operation.read_after_write {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!(
            "Supports read-after-write: with `fields`, the answer holds fields of the node `{}`.",
            after.node
        ));
    }
    lines
}

/// An announced error as an item of a list.
fn announced(scope: &Scope<'_>, error: &DocumentedError) -> Vec<String> {
    let head = match error.code {
        Some(code) if error.is_status => format!("Status `{code}`"),
        Some(code) => match scope.cx.api.error_codes.iter().find(|known| known.code == code) {
            Some(known) => format!("[`{code}`](crate::ErrorCode::{})", known.name),
            None => format!("`{code}`"),
        },
        None => "Other errors".to_owned(),
    };
    let mut lines = Vec::new();
    for (at, line) in clean(&error.description).into_iter().enumerate() {
        lines.push(match at {
            0 => format!("- {head}: {line}"),
            _ if line.is_empty() => line,
            _ => format!("  {line}"),
        });
    }
    if lines.is_empty() {
        lines.push(format!("- {head}"));
    }
    lines
}
