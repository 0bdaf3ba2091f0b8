//! What the fake knows of the Graph API.

mod expected;
mod failure;

use crate::runtime::testing::Plain;
use crate::runtime::wire::Value;
use http::HeaderValue;
use serde_json::json;

/// The answer to a batch.
pub(super) fn join(answers: Vec<Option<Plain>>) -> Plain {
    Plain::json(&answers.into_iter().map(|answer| answer.map_or(Value::Null, item)).collect())
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
