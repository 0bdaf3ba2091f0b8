//! Parameters and members that a document marks as those by which pages are followed.
//!
//! Stainless marks each part by what it is for, and leaves the rest to its own settings. A rule follows where a
//! parameter and a part of the answer are marked that go together.

use super::rule::missing;
use crate::ir::{MemberPath, PagingKind, PagingRule};
use crate::pointer::percent_decoded;
use serde_json::Value;
use std::collections::BTreeMap;

/// The extension, whose `purpose` says what a part is for.
pub(super) const KEY: &str = "x-stainless-pagination-property";

/// So deep in an answer or a body a part is looked for.
const MAX_DEPTH: usize = 6;

/// What is marked.
#[derive(Default)]
struct Marks {
    /// The parameters, and the members of the body.
    inputs: BTreeMap<String, String>,
    /// The members of the answer.
    outputs: BTreeMap<String, MemberPath>,
    /// The headers of the answer.
    headers: BTreeMap<String, String>,
}

/// The rule that the marks of an operation make, or why they make none; `None` where no input is marked and no URL.
pub(super) fn read(document: &Value, operation: &Value) -> Option<Result<PagingRule, String>> {
    let mut marks = Marks::default();
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    for parameter in parameters.filter_map(|parameter| resolve(document, parameter)) {
        let schema = parameter.get("schema").and_then(|schema| resolve(document, schema));
        let marked = [Some(parameter), schema].into_iter().flatten().find_map(purpose);
        let name = parameter.get("name").and_then(Value::as_str);
        if let (Some(purpose), Some(name)) = (marked, name) {
            marks.inputs.insert(purpose.to_owned(), name.to_owned());
        }
    }
    if let Some(body) = operation.get("requestBody").and_then(|body| json_schema(document, body)) {
        walk(document, body, &[], 0, &mut |schema, path| {
            if let (Some(purpose), [name]) = (purpose(schema), path) {
                marks.inputs.insert(purpose.to_owned(), name.clone());
            }
        });
    }
    let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    let success = responses.filter(|(status, _)| status.starts_with('2')).map(|(_, response)| response);
    if let Some(schema) = success.into_iter().find_map(|response| json_schema(document, response)) {
        walk(document, schema, &[], 0, &mut |schema, path| marks.note(schema, path));
    }
    let has_input = marks.inputs.keys().any(|purpose| INPUTS.iter().any(|(known, _)| known == purpose));
    let is_said = has_input || marks.outputs.contains_key("cursor_url_field");
    is_said.then(|| marks.rule())
}

/// The inputs by which pages are followed, the preferred one first.
const INPUTS: [(&str, PagingKind); 4] = [
    ("next_cursor_param", PagingKind::Cursor),
    ("next_cursor_id_param", PagingKind::Cursor),
    ("page_number_param", PagingKind::Page),
    ("offset_count_param", PagingKind::Offset),
];

impl Marks {
    /// Takes note of a part of the answer.
    fn note(&mut self, schema: &Value, path: &[String]) {
        let mark = |key: &str| schema.get(KEY)?.get(key);
        if mark("is_top_level_array").and_then(Value::as_bool) == Some(true) {
            self.outputs.insert("items".to_owned(), Vec::new());
        }
        let Some(purpose) = purpose(schema) else { return };
        match mark("from_header").and_then(Value::as_str) {
            Some(header) => self.headers.insert(purpose.to_owned(), header.to_owned()).map(drop),
            None => self.outputs.insert(purpose.to_owned(), path.to_vec()).map(drop),
        };
    }

    fn rule(mut self) -> Result<PagingRule, String> {
        let mut output = |purpose: &str| self.outputs.remove(purpose);
        let items = output("items");
        let rule = PagingRule { items, more: output("has_next_page"), ..PagingRule::default() };
        let known =
            INPUTS.iter().find_map(|(known, by)| Some((*by, self.inputs.get(*known)?.clone(), *known)));
        let rule = match known {
            None => PagingRule { by: PagingKind::Url, next: output("cursor_url_field"), ..rule },
            Some((by @ PagingKind::Page, name, _)) => {
                PagingRule { by, parameter: Some(name), pages: output("total_page_count_field"), ..rule }
            }
            Some((by @ PagingKind::Offset, name, _)) => {
                PagingRule { by, parameter: Some(name), total: output("offset_total_count_field"), ..rule }
            }
            Some((by, name, "next_cursor_id_param")) => {
                let last = output("cursor_item_id");
                let back = self.inputs.remove("previous_cursor_id_param").filter(|_| last.is_some());
                PagingRule { by, parameter: Some(name), last, back, ..rule }
            }
            Some((by, name, _)) => {
                let (next, header) = (output("next_cursor_field"), self.headers.remove("next_cursor_field"));
                let previous = output("previous_cursor_field");
                let back = self.inputs.remove("previous_cursor_param").filter(|_| previous.is_some());
                let header = header.filter(|_| next.is_none());
                PagingRule { by, parameter: Some(name), next, header, previous, back, ..rule }
            }
        };
        match missing(&rule) {
            Some(_) => Err("what is marked does not say how pages are followed".to_owned()),
            None => Ok(rule),
        }
    }
}

/// What a parameter or a schema is for.
fn purpose(part: &Value) -> Option<&str> {
    part.get(KEY)?.get("purpose")?.as_str()
}

/// The schema of JSON of a body or an answer.
fn json_schema<'v>(document: &'v Value, part: &'v Value) -> Option<&'v Value> {
    let content = resolve(document, part)?.get("content")?.as_object()?;
    let json = content.iter().find(|(media_type, _)| media_type.contains("json"))?.1;
    resolve(document, json)?.get("schema")
}

/// Goes through a schema and its members, each with the path to it. What stands inside of items is seen from the item.
fn walk<'v>(
    document: &'v Value,
    schema: &'v Value,
    path: &[String],
    depth: usize,
    visit: &mut dyn FnMut(&'v Value, &[String]),
) {
    let Some(target) = resolve(document, schema).filter(|_| depth < MAX_DEPTH) else { return };
    if schema.get("$ref").is_some() {
        visit(schema, path);
    }
    visit(target, path);
    for part in target.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        walk(document, part, path, depth + 1, visit);
    }
    for (name, member) in target.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let inside = [path, std::slice::from_ref(name)].concat();
        walk(document, member, &inside, depth + 1, visit);
    }
    if let Some(items) = target.get("items") {
        walk(document, items, &[], depth + 1, &mut |schema, path| {
            if purpose(schema) == Some("cursor_item_id") {
                visit(schema, path);
            }
        });
    }
}

/// What a reference leads to.
fn resolve<'v>(document: &'v Value, value: &'v Value) -> Option<&'v Value> {
    let mut value = value;
    for _ in 0..MAX_DEPTH {
        let Some(target) = value.get("$ref").and_then(Value::as_str) else { return Some(value) };
        value = document.pointer(&percent_decoded(target.strip_prefix('#')?))?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ir::{PagingKind, PagingRule};
    use serde_json::{Value, json};

    fn mark(purpose: &str) -> Value {
        json!({ "type": "string", "x-stainless-pagination-property": { "purpose": purpose } })
    }

    /// The rule of an operation with these parameters and this schema of its answer.
    fn rule(parameters: &[(&str, &str)], schema: Value) -> Option<Result<PagingRule, String>> {
        let parameters: Vec<Value> = parameters
            .iter()
            .map(|(name, purpose)| json!({ "name": name, "in": "query", "schema": mark(purpose) }))
            .collect();
        let document = json!({ "components": { "schemas": {
            "Info": { "type": "object", "properties": {
                "after": mark("next_cursor_field"), "before": mark("previous_cursor_field"),
            } },
            "Item": { "type": "object", "properties": { "id": mark("cursor_item_id") } },
        } } });
        let content = json!({ "application/json": { "schema": schema } });
        let operation = json!({ "parameters": parameters, "responses": { "200": { "content": content } } });
        read(&document, &operation)
    }

    fn list() -> Value {
        json!({
            "type": "array", "items": { "$ref": "#/components/schemas/Item" },
            "x-stainless-pagination-property": { "purpose": "items" },
        })
    }

    fn path(keys: &[&str]) -> Option<Vec<String>> {
        Some(keys.iter().map(|&key| key.to_owned()).collect())
    }

    #[test]
    fn what_is_marked_makes_a_rule() {
        let page = json!({ "allOf": [
            { "properties": { "rows": list(), "more": mark("has_next_page") } },
            { "properties": { "info": { "$ref": "#/components/schemas/Info" } } },
        ] });
        let base = PagingRule { items: path(&["rows"]), more: path(&["more"]), ..PagingRule::default() };
        let cursor = |name: &str| PagingRule {
            by: PagingKind::Cursor,
            parameter: Some(name.to_owned()),
            ..base.clone()
        };
        for (parameters, expected) in [
            (
                &[("from", "next_cursor_param"), ("to", "previous_cursor_param")][..],
                PagingRule {
                    next: path(&["info", "after"]),
                    previous: path(&["info", "before"]),
                    back: Some("to".to_owned()),
                    ..cursor("from")
                },
            ),
            (
                &[("from", "next_cursor_id_param"), ("to", "previous_cursor_id_param")],
                PagingRule { last: path(&["id"]), back: Some("to".to_owned()), ..cursor("from") },
            ),
            (&[("page", "page_number_param")], PagingRule { by: PagingKind::Page, ..cursor("page") }),
            (&[("skip", "offset_count_param")], PagingRule { by: PagingKind::Offset, ..cursor("skip") }),
        ] {
            assert_eq!(rule(parameters, page.clone()), Some(Ok(expected)), "{parameters:?}");
        }
        let url = json!({ "properties": { "rows": list(), "next": mark("cursor_url_field") } });
        let rule = rule(&[], url).unwrap().unwrap();
        assert_eq!((rule.by, rule.next), (PagingKind::Url, path(&["next"])));
    }

    #[test]
    fn marks_that_make_no_rule_are_said() {
        assert_eq!(rule(&[], json!({ "properties": { "rows": list() } })), None);
        let lone = rule(&[("from", "next_cursor_param")], json!({ "properties": { "rows": list() } }));
        assert!(lone.unwrap().unwrap_err().contains("does not say"));
        // A header is the cursor of what is a list itself.
        let mut header = list();
        header["x-stainless-pagination-property"] = json!({ "is_top_level_array": true });
        header["items"]["properties"] = json!({});
        let mut cursor = mark("next_cursor_field");
        cursor["x-stainless-pagination-property"]["from_header"] = "X-Next".into();
        let page = json!({ "allOf": [header, { "properties": { "next": cursor } }] });
        let rule = rule(&[("from", "next_cursor_param")], page).unwrap().unwrap();
        assert_eq!((rule.header.as_deref(), rule.items), (Some("X-Next"), Some(Vec::new())));
    }
}
