//! The documentation of an operation.

use super::input::Input;
use super::{example, listing, stream};
use crate::emit::docs::{Text, clean, code, item, led, sentences};
use crate::emit::scope::Scope;
use crate::ir::{DocumentedError, Link, Operation, Payload, Role, Statuses, TypeRef};

/// The documentation of the function of an operation.
pub(super) fn docs(scope: &Scope<'_>, operation: &Operation, inputs: &[Input<'_>]) -> Text {
    let place = format!("`{} {}`", operation.method, operation.documented_path);
    let mut text = Text::default();
    text.prose(&operation.docs);
    text.paragraph([place]);
    for scope in &operation.scopes {
        text.paragraph(clean(&format!("Scope: `{scope}`.")));
    }
    text.remarks(&operation.docs);
    text.paragraph(answer(operation));
    text.paragraph(without_body(operation));
    text.paragraph(stream::note(scope, operation, inputs));
    text.paragraph(listing::note(operation));
    text.paragraph(headers(scope, operation));
    text.paragraph(idempotency(operation, inputs));
    text.paragraph(read_after_write(operation));
    let arguments = inputs.iter().filter(|input| input.role.is_argument());
    text.section("Arguments", arguments.flat_map(argument));
    text.section("Permissions", operation.permissions.iter().map(|name| format!("- {}", code(name))));
    text.section("Requirements", operation.requirements.as_deref().map(clean).unwrap_or_default());
    let errors = operation.errors.iter().flat_map(|error| announced(scope, error));
    text.section("Errors", errors.chain(failure(scope, operation)));
    text.section("Links", operation.links.iter().flat_map(link));
    text.section("Example", example::example(scope, operation, inputs).unwrap_or_default());
    text
}

/// An argument as an item of a list, where the document says anything of it; the others have setters with their docs.
fn argument(input: &Input<'_>) -> Vec<String> {
    let said = input.docs.description.as_deref().or(input.docs.summary.as_deref());
    let head = format!("`{}`", input.name);
    let mut lines = led(&head, said.unwrap_or_default());
    let is_unsaid = lines.is_empty();
    let limits: Vec<String> = sentences(input.docs).collect();
    let limits = (!limits.is_empty()).then(|| limits.join(" "));
    let deprecated = input.docs.deprecated.is_some().then(|| "Deprecated.".to_owned());
    let remarks: Vec<String> = limits.into_iter().chain(deprecated).collect();
    // The description may end with a list, of which the remarks are no part.
    if lines.len() > 1 && !remarks.is_empty() {
        lines.push(String::new());
    }
    lines.extend(remarks);
    if let Some(first) = lines.first_mut().filter(|_| is_unsaid) {
        *first = format!("{head}: {first}");
    }
    item(lines).collect()
}

/// What is known of the answer beyond its type and the description of the operation.
fn answer(operation: &Operation) -> Vec<String> {
    let success = &operation.success;
    match success.payload {
        // Each variant has its own description.
        Payload::OneOf(_) => return Vec::new(),
        Payload::Bytes if success.answers.is_empty() => {
            return vec!["The document does not say what it answers; the body comes as it is.".to_owned()];
        }
        _ => {}
    }
    let description = operation.success.description.as_deref().unwrap_or_default();
    let is_new = clean(description).first().is_some_and(|first| !is_said(operation, first));
    if is_new { led("Returns", description) } else { Vec::new() }
}

/// Whether the operation is documented with the same words.
fn is_said(operation: &Operation, sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches('.').to_lowercase();
    let docs = [&operation.docs.summary, &operation.docs.description];
    is_usual(&sentence) || docs.into_iter().flatten().any(|text| text.to_lowercase().contains(&sentence))
}

/// Whether a description only repeats the status it belongs to.
fn is_usual(sentence: &str) -> bool {
    ["", "ok", "success", "successful", "successful operation", "successful response", "response", "created"]
        .contains(&sentence)
}

/// When there is no body, where there may be one.
fn without_body(operation: &Operation) -> Vec<String> {
    let Payload::Optional(_, statuses) = &operation.success.payload else { return Vec::new() };
    let mut lines = Vec::new();
    for status in statuses {
        let described = operation.success.described(*status).map(clean).unwrap_or_default();
        let described = described.into_iter().next();
        let described = described.filter(|text| !is_usual(&text.to_lowercase()) && !text.starts_with("```"));
        lines.push(match described {
            Some(text) => format!("- `None` for the status `{status}`: {text}"),
            None => format!("- `None` for the status `{status}`."),
        });
    }
    lines
}

/// The documented headers of its answers.
fn headers(scope: &Scope<'_>, operation: &Operation) -> Option<String> {
    let root = scope.cx.root;
    let mut links: Vec<_> = operation.success.headers.iter().map(|id| &scope.cx.api[*id]).collect();
    links.sort_by(|left, right| left.wire_name.cmp(&right.wire_name));
    let links: Vec<_> = links
        .into_iter()
        .map(|header| format!("[`{}`](crate::{root}::headers::{})", header.wire_name, header.name))
        .collect();
    (!links.is_empty()).then(|| format!("Headers of the answer: {}.", links.join(", ")))
}

/// What becomes of a call that may be carried out twice.
fn idempotency(operation: &Operation, inputs: &[Input<'_>]) -> Option<String> {
    let key = inputs.iter().find(|input| *input.role == Role::IdempotencyKey)?;
    let (name, request) = (key.name, &operation.request);
    Some(format!(
        "Each call has a key of its own in the header {}, unless [`{name}`]({request}::{name}) sets one. So it is sent \
         again after a failure that may pass, and carried out once.",
        code(key.key)
    ))
}

/// What the bodies of the errors are read into.
fn failure(scope: &Scope<'_>, operation: &Operation) -> Vec<String> {
    let cx = scope.cx;
    let shown = match (&operation.failure, &operation.failure_alias) {
        (None, _) => return Vec::new(),
        (Some(_), Some(alias)) => format!("[`{alias}`]"),
        (Some(payload), None) => match payload.ty() {
            Some(TypeRef::Named(id)) => scope.link(&cx.api[*id].name),
            _ => "what the document says".to_owned(),
        },
    };
    let reads = format!("[`Error::failure`](crate::Error::failure) reads the body of an error as {shown}.");
    vec![String::new(), reads]
}

fn read_after_write(operation: &Operation) -> Option<String> {
    let node = &operation.read_after_write.as_ref()?.node;
    Some(match operation.selects {
        Some(_) => format!(
            "Supports read-after-write: `fields` and `select` read the node `{node}` in the same request, as a \
             [`ReadBack`](crate::ReadBack)."
        ),
        None => {
            format!("The API can read the node `{node}` after the write; this request does not ask for it.")
        }
    })
}

/// A link as an item of a list: which operation goes on from here, and with what.
fn link(link: &Link) -> Vec<String> {
    let values = link.values.iter().map(|(name, value)| format!("{} = {}", code(name), code(value)));
    let values: Vec<String> = values.collect();
    let with = if values.is_empty() { String::new() } else { format!(" with {}", values.join(", ")) };
    let head = format!("`{}` goes on to `{}`{with}", link.name, link.operation);
    let mut lines = led(&head, link.description.as_deref().unwrap_or_default());
    if lines.is_empty() {
        lines.push(head);
    }
    item(lines).collect()
}

/// An announced error as an item of a list.
fn announced(scope: &Scope<'_>, error: &DocumentedError) -> Vec<String> {
    let head = match (error.code, error.statuses) {
        (_, Some(statuses @ (Statuses::Code(_) | Statuses::Class(_)))) => format!("Status `{statuses}`"),
        (Some(code), _) => match scope.cx.api.error_codes.iter().find(|known| known.code == code) {
            Some(known) => format!("[`{code}`](crate::ErrorCode::{})", known.name),
            None => format!("`{code}`"),
        },
        (None, _) => "Other errors".to_owned(),
    };
    let mut lines = led(&head, &error.description);
    if lines.is_empty() {
        lines.push(head);
    }
    item(lines).collect()
}
