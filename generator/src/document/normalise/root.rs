//! The root of the document and its `info`.

use super::walk::objects;
use super::{Context, Object};
use crate::document::codes;
use crate::document::grammar::{ObjectKind, Version};
use crate::document::place::JsonPlace;
use serde_json::{Value, json};

/// Gives operations the empty list of responses that 3.0 requires and 3.1 lets them leave out.
pub(super) fn supply_responses(document: &mut Value) {
    objects(document, &mut |slot, kind, _| {
        if let (ObjectKind::Operation, Value::Object(operation)) = (kind, slot) {
            operation.entry("responses").or_insert_with(|| json!({}));
        }
    });
}

/// Brings everything outside paths and components to 3.0.
pub(super) fn normalise(document: &mut Value, version: Version, context: &mut Context<'_>) {
    let Value::Object(root) = document else { return };
    let at = &JsonPlace::ROOT;
    if version >= Version::V3_1 {
        root.insert("openapi".to_owned(), json!("3.0.3"));
        // 3.1 allows a document of components or webhooks only.
        root.entry("paths").or_insert_with(|| json!({}));
    }
    for key in ["jsonSchemaDialect", "$self", "$schema"] {
        drop_member(root, key, at, context);
    }
    if let Some(Value::Object(info)) = root.get_mut("info") {
        normalise_info(info, &at.key("info"), context);
    }
}

fn normalise_info(info: &mut Object, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    // A document without a description may still have a summary.
    if !info.contains_key("description")
        && let Some(summary) = info.shift_remove("summary")
    {
        info.insert("description".to_owned(), summary);
    }
    drop_member(info, "summary", at, context);
    if let Some(Value::Object(license)) = info.get_mut("license") {
        drop_member(license, "identifier", &at.key("license"), context);
    }
}

fn drop_member(object: &mut Object, key: &str, at: &JsonPlace<'_>, context: &mut Context<'_>) {
    if object.shift_remove(key).is_some() {
        context.reporter.report(codes::ROOT_MEMBER, format!("`{key}` is not represented"), &at.key(key));
    }
}
