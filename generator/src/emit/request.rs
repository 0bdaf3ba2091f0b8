//! Operations: a function that makes a request, the request with its setters, and what is known of the operation.

mod choice;
mod docs;
mod encoding;
mod example;
mod failure;
mod function;
pub(super) mod input;
mod listing;
pub(super) mod operation;
mod response;
mod setter;
mod stream;

use super::format::RustFile;
use super::ident::{path_text, static_ident, written};
use super::scope::Scope;
use crate::ir::Operation;
use input::inputs;

/// The lines of the example of an operation, with those that its documentation hides; `None` where some argument has no
/// value that could be made up.
pub(crate) fn example(scope: &Scope<'_>, operation: &Operation) -> Option<Vec<String>> {
    example::example(scope, operation, &inputs(operation))
}

/// Adds everything of one operation.
pub(crate) fn request(scope: &Scope<'_>, operation: &Operation, items: &mut RustFile<'_>) {
    let inputs = inputs(operation);
    items.add(function::function(scope, operation, &inputs));
    items.text(&item(scope, operation));
    if let Some(choice) = choice::choice(scope, operation) {
        items.add(choice);
    }
    if let Some(alias) = failure::alias(scope, operation) {
        items.add(alias);
    }
    items.add(setter::setters(scope, operation, &inputs));
    items.add(response::response(scope, operation));
    items.add(operation::operation(scope, operation));
}

/// The struct, which has the same form for each operation and so is text from the start.
fn item(scope: &Scope<'_>, operation: &Operation) -> String {
    let (function, name, request) = (&operation.function, written(&operation.request), scope.request());
    let request = path_text(&request);
    format!(
        "/// The request of [`{function}`](fn@{function}).\n#[derive(Clone, Debug, PartialEq)]\n\
         #[must_use = \"a request does nothing until it is sent\"]\npub struct {name} {{\n    \
         parts: {request}::Parts,\n}}\n"
    )
}

/// The name of the static that describes an operation.
fn statics(operation: &Operation) -> proc_macro2::Ident {
    static_ident(&operation.function)
}
