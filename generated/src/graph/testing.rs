//! What the fake knows of the Graph API.

mod expected;
mod failure;

use super::batch::is_batch;
use crate::runtime::request::Operation;
use crate::runtime::testing::Plain;
use crate::runtime::wire::Value;
use http::HeaderValue;
use serde_json::json;

/// The answer to a batch: a list; or to a read of many nodes by their ids: an object.
pub(super) fn join(operation: &'static Operation, answers: Vec<(Option<String>, Option<Plain>)>) -> Plain {
    if is_batch(operation) {
        let items = answers.into_iter().map(|(_, answer)| answer.map_or(Value::Null, item));
        return Plain::json(&items.collect());
    }
    let node = |(id, answer): (Option<String>, Option<Plain>)| {
        Some((id?, serde_json::from_slice(&answer?.body).ok()?))
    };
    Plain::json(&Value::Object(answers.into_iter().filter_map(node).collect()))
}

/// The answer as one of those to the requests of a batch.
fn item(answer: Plain) -> Value {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers: Vec<Value> = answer
        .headers
        .iter()
        .map(|(name, value)| json!({"name": name.as_str(), "value": text(value)}))
        .collect();
    let body = String::from_utf8_lossy(&answer.body);
    json!({"code": answer.status.as_u16(), "headers": headers, "body": body})
}
