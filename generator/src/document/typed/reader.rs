//! Takes values out of the tree as the kind that is expected, and reports those that are of another.

use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::MoreOperations;
use crate::document::codes;
use crate::document::place::JsonPlace;
use crate::document::read::describe;
use crate::document::schema::SchemaArena;
use crate::number::Number;
use crate::reporter::Reporter;
use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::{Map, Value};

/// The extensions that are read.
const EXTENSIONS: [&str; 17] = [
    "x-dropshot-pagination",
    "x-enum-descriptions",
    "x-enum-varnames",
    "x-enumDescriptions",
    "x-enumNames",
    "x-fern-pagination",
    "x-graph-edges",
    "x-graph-error-codes",
    "x-graph-errors",
    "x-graph-permissions",
    "x-graph-read-after-write",
    "x-graph-requirements",
    "x-kubernetes-int-or-string",
    "x-ms-pageable",
    "x-paging",
    "x-speakeasy-pagination",
    "x-stainless-pagination-property",
];

/// Reads typed values and collects what does not fit.
pub(super) struct Reader<'d> {
    pub(super) reporter: Reporter<'d>,
    /// The schemas that were read.
    pub(super) schemas: SchemaArena,
    /// The operations that `openapiv3` has no place for, by path item.
    pub(super) more: MoreOperations,
}

impl<'d> Reader<'d> {
    pub(super) fn new(source: SourceId, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            reporter: Reporter::new(source, diagnostics),
            schemas: SchemaArena::default(),
            more: MoreOperations::default(),
        }
    }

    /// Reports that a keyword is missing for which a neutral value is supplied.
    pub(super) fn missing(&mut self, keyword: &str, at: &JsonPlace<'_>) {
        self.reporter.report(codes::MISSING_KEYWORD, format!("`{keyword}` is missing"), at);
    }

    /// Reports a value of the wrong kind. A null is mostly a keyword that was left empty.
    fn wrong(&mut self, value: &Value, expected: &str, at: &JsonPlace<'_>) {
        let message = format!("{} is {}, not {expected}; it is left out", at.shown(), describe(value));
        let code = if value.is_null() { codes::LEFT_EMPTY } else { codes::WRONG_KIND };
        self.reporter.report(code, message, at);
    }

    /// Reports a value that is not allowed.
    pub(super) fn refuse(&mut self, value: &str, expected: &str, at: &JsonPlace<'_>) {
        let message = format!("`{value}` is not allowed for {}, only {expected}; it is left out", at.shown());
        self.reporter.report(codes::WRONG_VALUE, message, at);
    }

    fn coerced(&mut self, value: &Value, expected: &str, at: &JsonPlace<'_>) {
        let message = format!("{} is {}; it is read as {expected}", at.shown(), describe(value));
        self.reporter.report(codes::COERCED, message, at);
    }

    pub(super) fn object(&mut self, value: Value, at: &JsonPlace<'_>) -> Option<Map<String, Value>> {
        match value {
            Value::Object(members) => Some(members),
            other => {
                self.wrong(&other, "a mapping", at);
                None
            }
        }
    }

    /// A mapping that holds the structure of the API: without it the rest would be read as another document.
    ///
    /// A keyword that was left empty is not a mistake of this weight, nor is the empty list that PHP writes for an
    /// empty mapping.
    pub(super) fn structure(&mut self, value: Value, at: &JsonPlace<'_>) -> Map<String, Value> {
        match value {
            Value::Object(members) => members,
            Value::Null => {
                self.wrong(&Value::Null, "a mapping", at);
                Map::new()
            }
            Value::Array(items) if items.is_empty() && at.name() == "properties" => {
                self.coerced(&Value::Array(items), "an empty mapping", at);
                Map::new()
            }
            other => {
                let message = format!("{} is {}, not a mapping", at.shown(), describe(&other));
                let error = Diagnostic::new(codes::STRUCTURE, message);
                self.reporter.push(error.hint("write `{}` for an empty one, or leave the keyword out"), at);
                Map::new()
            }
        }
    }

    pub(super) fn text(&mut self, value: Value, at: &JsonPlace<'_>) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => {
                self.coerced(&value, "a string", at);
                Some(value.to_string())
            }
            other => {
                self.wrong(&other, "a string", at);
                None
            }
        }
    }

    pub(super) fn flag(&mut self, value: Value, at: &JsonPlace<'_>) -> Option<bool> {
        let read = match &value {
            Value::Bool(flag) => return Some(*flag),
            Value::String(text) => text.trim().to_ascii_lowercase().parse().ok(),
            _ => None,
        };
        match read {
            Some(_) => self.coerced(&value, "a boolean", at),
            None => self.wrong(&value, "a boolean", at),
        }
        read
    }

    pub(super) fn number(&mut self, value: Value, at: &JsonPlace<'_>) -> Option<Number> {
        let read: Option<serde_json::Number> = match value {
            Value::Number(number) => return Some(number.into()),
            Value::String(ref text) => text.trim().parse().ok(),
            _ => None,
        };
        match read {
            Some(_) => self.coerced(&value, "a number", at),
            None => self.wrong(&value, "a number", at),
        }
        read.map(Number::from)
    }

    /// A length or a count.
    pub(super) fn count(&mut self, value: Value, at: &JsonPlace<'_>) -> Option<usize> {
        let number = self.number(value, at)?;
        let count = number.whole().and_then(|whole| usize::try_from(whole).ok());
        if count.is_none() {
            self.refuse(&number.to_string(), "a whole number from 0 to 2^64 - 1", at);
        }
        count
    }

    pub(super) fn list<T>(
        &mut self,
        value: Value,
        at: &JsonPlace<'_>,
        mut item: impl FnMut(&mut Self, Value, &JsonPlace<'_>) -> Option<T>,
    ) -> Vec<T> {
        match value {
            Value::Array(items) => items
                .into_iter()
                .enumerate()
                .filter_map(|(index, value)| item(self, value, &at.index(index)))
                .collect(),
            other => {
                self.wrong(&other, "a list", at);
                Vec::new()
            }
        }
    }

    pub(super) fn texts(&mut self, value: Value, at: &JsonPlace<'_>) -> Vec<String> {
        self.list(value, at, |reader, value, at| reader.text(value, at))
    }

    pub(super) fn map<T>(
        &mut self,
        value: Value,
        at: &JsonPlace<'_>,
        mut member: impl FnMut(&mut Self, Value, &JsonPlace<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let members = self.object(value, at).unwrap_or_default();
        self.members(members, at, &mut member)
    }

    /// Like [`map`](Self::map), of a mapping that the document is not to be read without.
    pub(super) fn structure_map<T>(
        &mut self,
        value: Value,
        at: &JsonPlace<'_>,
        mut member: impl FnMut(&mut Self, Value, &JsonPlace<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let members = self.structure(value, at);
        self.members(members, at, &mut member)
    }

    fn members<T>(
        &mut self,
        members: Map<String, Value>,
        at: &JsonPlace<'_>,
        member: &mut impl FnMut(&mut Self, Value, &JsonPlace<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        members
            .into_iter()
            .filter_map(|(key, value)| {
                let read = member(self, value, &at.key(&key));
                read.map(|value| (key, value))
            })
            .collect()
    }

    /// Like [`structure_map`](Self::structure_map), of things that may be references.
    pub(super) fn components<T>(
        &mut self,
        value: Value,
        at: &JsonPlace<'_>,
        mut member: impl FnMut(&mut Self, Value, &JsonPlace<'_>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        self.structure_map(value, at, |reader, value, at| reader.reference_or(value, at, &mut member))
    }

    /// Like [`map`](Self::map), of things that may be references.
    pub(super) fn references<T>(
        &mut self,
        value: Value,
        at: &JsonPlace<'_>,
        mut member: impl FnMut(&mut Self, Value, &JsonPlace<'_>) -> Option<T>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        self.map(value, at, |reader, value, at| reader.reference_or(value, at, &mut member))
    }

    pub(super) fn reference_or<T>(
        &mut self,
        mut value: Value,
        at: &JsonPlace<'_>,
        item: impl FnOnce(&mut Self, Value, &JsonPlace<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        let description = self.description_beside(&mut value, at);
        match self.reference(&mut value, at) {
            // It leads nowhere, which was reported.
            Some(reference) if reference.is_empty() => None,
            Some(reference) => {
                self.schemas.add_reference(at.pointer(), reference.clone(), description);
                Some(ReferenceOr::Reference { reference })
            }
            None => item(self, value, at).map(ReferenceOr::Item),
        }
    }

    /// Takes out the description beside a `$ref`. In OpenAPI 3.0 it should be ignored, but who wrote it meant it.
    fn description_beside(&mut self, value: &mut Value, at: &JsonPlace<'_>) -> Option<String> {
        let members = value.as_object_mut().filter(|members| members.contains_key("$ref"))?;
        let description = members.shift_remove("description")?;
        self.text(description, &at.key("description")).filter(|text| !text.trim().is_empty())
    }

    /// The text of the `$ref`, if a value is a reference.
    pub(super) fn reference(&mut self, value: &mut Value, at: &JsonPlace<'_>) -> Option<String> {
        let members = value.as_object_mut()?;
        let Some(Value::String(reference)) = members.get_mut("$ref") else { return None };
        let reference = std::mem::take(reference);
        let siblings: Vec<&str> = members.keys().map(String::as_str).filter(|key| *key != "$ref").collect();
        if !siblings.is_empty() {
            let message = format!("beside a `$ref`, `{}` is left out", siblings.join("`, `"));
            self.reporter.report(codes::REFERENCE_SIBLINGS, message, at);
        }
        Some(reference)
    }

    /// A keyword that no reader knows: an extension, or something that is reported and left out.
    pub(super) fn rest(
        &mut self,
        value: Value,
        at: &JsonPlace<'_>,
        extensions: &mut IndexMap<String, Value>,
    ) {
        if at.name().starts_with("x-") {
            self.extension(at);
            extensions.insert(at.name().to_owned(), value);
        } else {
            self.unknown(at);
        }
    }

    /// Reports a keyword that does not exist here.
    pub(super) fn unknown(&mut self, at: &JsonPlace<'_>) {
        let message = format!("`{}` is not known here; it is left out", at.name());
        self.reporter.report(codes::UNKNOWN_KEYWORD, message, at);
    }

    /// Reports an extension that nothing here knows.
    pub(super) fn extension(&mut self, at: &JsonPlace<'_>) {
        if !EXTENSIONS.contains(&at.name()) {
            let message = format!("the extension `{}` is not represented", at.name());
            self.reporter.report(codes::EXTENSION_UNUSED, message, at);
        }
    }

    /// A keyword of OpenAPI that has no influence on the output.
    pub(super) fn unused(&mut self, at: &JsonPlace<'_>) {
        self.reporter.report(
            codes::UNUSED_KEYWORD,
            format!("`{}` has no effect here; it is left out", at.name()),
            at,
        );
    }
}
