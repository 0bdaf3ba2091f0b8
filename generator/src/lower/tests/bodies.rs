//! What of a body has no place in a request.

use super::{document, run};
use crate::document::codes::UNUSED_KEYWORD;
use crate::ir::Style;
use serde_json::json;

#[test]
fn a_body_that_has_no_way_to_be_null_is_told() {
    let found = |media: &str, nullable: bool| {
        let schema = json!({ "type": "string", "nullable": nullable });
        let paths = json!({ "/a": { "post": { "operationId": "a",
            "requestBody": { "required": true, "content": { media: { "schema": schema } } },
            "responses": { "204": { "description": "" } } } } });
        let (_, diagnostics) = run(&[document(0, Style::Operation, &[], &json!({}), &paths)]);
        let places = diagnostics.iter().filter(|found| found.code == UNUSED_KEYWORD);
        places.map(|found| found.pointer.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("text/plain", true), ["/paths/~1a/post/requestBody/content/text~1plain/schema"]);
    assert_eq!(found("text/plain", false), [""; 0]);
    assert_eq!(found("application/json", true), [""; 0]);
}
