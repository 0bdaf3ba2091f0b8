//! What of a body has no place in a request.

use super::{document, run};
use crate::document::codes::UNUSED_KEYWORD;
use crate::ir::Style;
use serde_json::json;

#[test]
fn a_body_that_may_be_null_is_told() {
    let found = |nullable: bool| {
        let schema = json!({ "type": "array", "nullable": nullable, "items": { "type": "string" } });
        let paths = json!({ "/a": { "post": { "operationId": "a",
            "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } },
            "responses": { "204": { "description": "" } } } } });
        let (_, diagnostics) = run(&[document(0, Style::Operation, &[], &json!({}), &paths)]);
        let places = diagnostics.iter().filter(|found| found.code == UNUSED_KEYWORD);
        places.map(|found| found.pointer.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(true), ["/paths/~1a/post/requestBody/content/application~1json/schema"]);
    assert_eq!(found(false), [""; 0]);
}
