//! What the documentation of a schema is made from.

use super::context::Lowerer;
use super::{component, limits};
use crate::document::codes::EXAMPLE_UNUSED;
use crate::document::schema::{Schema, SchemaArena};
use crate::ir::{Deprecation, Docs};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::{Example, ExternalDocumentation, OpenAPI, ReferenceOr};
use serde_json::Value;

/// The longest example that is shown, in bytes.
const LONGEST_EXAMPLE: usize = 200;

/// The documentation of a schema. `name` is what it is called, since a title that only repeats it says nothing.
pub(super) fn of_schema(schemas: &SchemaArena, schema: &Schema, name: Option<&str>) -> Docs {
    let description = text(schema.description.as_deref()).or_else(|| of_branches(schemas, schema));
    let title = text(schema.title.as_deref()).filter(|title| !name.is_some_and(|name| is_same(title, name)));
    let link = schema.rare.as_ref().and_then(|rare| rare.link.as_deref());
    Docs {
        summary: title.filter(|_| description.is_none()),
        description,
        limits: limits::of(schemas, schema),
        link: text(link),
        example: schema.example().map(Value::to_string).filter(|example| shows(example)),
        deprecated: schema.deprecated.then(Deprecation::default),
    }
}

/// The description of the first member of `allOf` that stands in this place itself.
fn of_branches(schemas: &SchemaArena, schema: &Schema) -> Option<String> {
    schema.all_of.iter().find_map(|branch| text(schemas[*branch].description.as_deref()))
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
    openapi: &OpenAPI,
    example: Option<&Value>,
    examples: &IndexMap<String, ReferenceOr<Example>>,
) -> Option<String> {
    let named = || examples.values().find_map(|node| component::example(openapi, node)?.value.as_ref());
    example.or_else(named).map(Value::to_string).filter(|example| shows(example))
}

/// Whether the text of an example is short enough for a line of documentation, and no backtick ends its code early.
pub(super) fn shows(example: &str) -> bool {
    example.len() <= LONGEST_EXAMPLE && !example.contains('`')
}

impl Lowerer<'_> {
    /// Says that the example of a schema, or one of a parameter or a header, does not show.
    pub(super) fn note_example(&mut self, example: Option<&Value>, pointer: &Pointer) {
        if example.is_some_and(|example| !shows(&example.to_string())) {
            let message =
                format!("an example of more than {LONGEST_EXAMPLE} bytes, or with a backtick, is not shown");
            self.reporter.report(EXAMPLE_UNUSED, message, pointer.child("example"));
        }
    }
}

/// Whether two names are the same but for case and signs.
fn is_same(left: &str, right: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(left) == letters(right)
}
