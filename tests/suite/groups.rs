//! The groups of the suite: a schema, and what is valid by it.

use super::implied;
use graph_tests::case::Case;
use graph_tests::workspace;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::path::Path;

/// A schema of the suite and the instances that are to come back.
pub(super) struct Group {
    /// The file without its ending, which is mostly the keyword that it is about: `optional/format/date`.
    pub(super) keyword: String,
    pub(super) description: String,
    pub(super) instances: Vec<Instance>,
    /// The document that is made of it.
    pub(super) case: Case,
}

/// A value that is valid by the schema of its group.
#[derive(Deserialize)]
pub(super) struct Instance {
    pub(super) description: String,
    /// As it is written in the suite: no number loses a digit.
    pub(super) data: Box<RawValue>,
    valid: bool,
}

/// A group as the suite has it.
#[derive(Deserialize)]
struct Written {
    description: String,
    schema: Box<RawValue>,
    tests: Vec<Instance>,
}

impl Group {
    /// The groups of all files of the folder.
    ///
    /// A group is left out whose schema refers to something outside, and an instance that is valid only because
    /// keywords say nothing of values of another type than theirs: a text beside `minimum`.
    pub(super) fn all(folder: &Path) -> Vec<Self> {
        let mut groups = Vec::new();
        for (path, text) in workspace::texts(folder, ".json").unwrap() {
            let path = path.rsplit_once("draft2020-12/").map_or(&*path, |(_, path)| path);
            let keyword = path.trim_end_matches(".json");
            // What is no list of groups is not a file of tests, such as a schema that others refer to.
            for written in serde_json::from_str::<Vec<Written>>(&text).unwrap_or_default() {
                groups.extend(Self::of(keyword, written, groups.len()));
            }
        }
        groups
    }

    fn of(keyword: &str, written: Written, index: usize) -> Option<Self> {
        let schema: Value = serde_json::from_str(written.schema.get()).unwrap();
        let allows = implied::validator(&schema)?;
        let is_counted = |one: &Instance| one.valid && allows(&serde_json::from_str(one.data.get()).unwrap());
        let instances: Vec<Instance> = written.tests.into_iter().filter(is_counted).collect();
        let case = Case {
            name: format!("suite/{index}"),
            text: document(written.schema.get(), &schema, index),
            overlay: None,
            files: BTreeMap::new(),
            is_graph: false,
        };
        (!instances.is_empty()).then(|| Self {
            keyword: keyword.to_owned(),
            description: written.description,
            instances,
            case,
        })
    }
}

/// A document in which an operation answers the schema and another one takes it.
fn document(written: &str, schema: &Value, index: usize) -> String {
    // A schema that refers to itself is a resource, as the file of the suite is: `#` is its own root there.
    let resource = match schema.as_object() {
        Some(members)
            if !members.contains_key("$id") && written.contains("Ref") | written.contains("$ref") =>
        {
            format!("{{\"$id\": \"https://suite.example/{index}\", {}", written.trim_start().split_at(1).1)
        }
        _ => written.to_owned(),
    };
    format!(
        r##"{{
  "openapi": "3.1.0",
  "info": {{"title": "A group", "version": "1"}},
  "servers": [{{"url": "https://api.example.com"}}],
  "paths": {{"/value": {{
    "get": {{"operationId": "readValue", "tags": ["value"], "responses": {{"200": {{
      "description": "It.", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/Whole"}}}}}}
    }}}}}},
    "post": {{"operationId": "sendValue", "tags": ["value"], "requestBody": {{"required": true,
      "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/Whole"}}}}}}
    }}, "responses": {{"204": {{"description": "It."}}}}}}
  }}}},
  "components": {{"schemas": {{"Whole": {resource}}}}}
}}"##
    )
}
