//! What the documentation of a schema is made from.

use super::limits;
use super::view::View;
use crate::ir::{Deprecation, Docs};
use indexmap::IndexMap;
use openapiv3::{Example, ExternalDocumentation, ReferenceOr};
use serde_json::Value;

/// The documentation of a schema. `name` is what it is called, since a title that only repeats it says nothing.
pub(super) fn of_schema(view: &View<'_>, name: Option<&str>) -> Docs {
    let data = view.data;
    let description = text(data.description.as_deref()).or_else(|| of_branches(view));
    let notes = limits::sentences(view).into_iter();
    let is_said = |note: &String| description.as_ref().is_some_and(|text| text.contains(note.as_str()));
    let notes = notes.filter(|note| !is_said(note)).collect();
    let title = text(data.title.as_deref()).filter(|title| !name.is_some_and(|name| is_same(title, name)));
    Docs {
        summary: title.filter(|_| description.is_none()),
        description,
        notes,
        link: link(data.external_docs.as_ref()),
        example: data.example.as_ref().map(Value::to_string),
        deprecated: data.deprecated.then(Deprecation::default),
    }
}

/// The description of the first member of `allOf` that stands in this place itself.
fn of_branches(view: &View<'_>) -> Option<String> {
    view.all_of.iter().find_map(|branch| text(branch.as_item()?.schema_data.description.as_deref()))
}

/// A text without surrounding white space; `None` where nothing is left.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The URL of external documentation.
pub(super) fn link(docs: Option<&ExternalDocumentation>) -> Option<String> {
    text(docs.map(|docs| docs.url.as_str()))
}

/// The example of a place, or the first of its named examples, as JSON text.
pub(super) fn example(
    example: Option<&Value>,
    examples: &IndexMap<String, ReferenceOr<Example>>,
) -> Option<String> {
    let named = || examples.values().find_map(|example| example.as_item()?.value.as_ref());
    example.or_else(named).map(Value::to_string)
}

/// Whether two names are the same but for case and signs.
fn is_same(left: &str, right: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(left) == letters(right)
}
