//! Sending a batch.

use super::MOST;
use super::entry::Entry;
use super::reply::{self, BATCH, List};
use crate::runtime::client::Client;
use crate::runtime::error::{BuildError, BuildErrorKind, Error};
use crate::runtime::request::{Answer, Operation, Parts, Written};
use crate::runtime::wire::Value;
use serde_json::{Map, json};

/// Sends the requests in one call and gives the answer to each.
///
/// # Errors
/// Those of the call as a whole.
pub(super) async fn exchange(
    client: Client,
    entries: Vec<Entry>,
) -> Result<Vec<Result<Answer, Error>>, Error> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let operations: Vec<_> = entries.iter().map(|entry| entry.parts.operation()).collect();
    let answer = client.clone().exchange(parts(&entries)?).await?;
    let mut items = answer.json::<List>()?.0.into_iter();
    let answers = operations
        .into_iter()
        .map(|operation| reply::read(&client, operation, items.next().filter(|item| !item.is_null())));
    Ok(answers.collect())
}

/// The one request that holds all of them.
fn parts(entries: &[Entry]) -> Result<Parts, Error> {
    if entries.len() > MOST {
        return Err(refused(&BATCH, BuildErrorKind::BatchTooLarge { requests: entries.len() }));
    }
    let mut parts = Parts::new(&BATCH);
    if let Some(first) = entries.first() {
        parts.on_behalf_of(first.parts.operation());
    }
    let (mut items, mut shown) = (Vec::with_capacity(entries.len()), Vec::with_capacity(entries.len()));
    for entry in entries {
        let operation = entry.parts.operation();
        if !parts.shares_server_with(operation) {
            return Err(refused(operation, BuildErrorKind::NotInBatch { reason: "another server" }));
        }
        let written = entry.parts.written().map_err(|kind| refused(operation, kind))?;
        items.push(item(entry, operation, written));
        let written = entry.parts.redacted().written().map_err(|kind| refused(operation, kind))?;
        shown.push(item(entry, operation, written));
    }
    parts.form_property_shown("batch", &Value::Array(items), Value::Array(shown));
    parts.form_property("include_headers", &true);
    parts.repeatable(entries.iter().all(|entry| entry.parts.is_repeatable()));
    Ok(parts)
}

/// One request as the API reads it in a batch.
fn item(entry: &Entry, operation: &Operation, written: Written) -> Value {
    let mut item = Map::new();
    item.insert("method".to_owned(), json!(operation.method()));
    item.insert("relative_url".to_owned(), json!(with_references(&written.relative_url)));
    if let Some(body) = &written.body {
        item.insert("body".to_owned(), json!(with_references(body)));
    }
    if !written.headers.is_empty() {
        item.insert("headers".to_owned(), json!(written.headers));
    }
    if let Some(name) = &entry.name {
        item.insert("name".to_owned(), json!(name));
    }
    if let Some(name) = &entry.depends_on {
        item.insert("depends_on".to_owned(), json!(name));
    }
    if let Some(omits) = entry.omits_answer {
        item.insert("omit_response_on_success".to_owned(), json!(omits));
    }
    Value::Object(item)
}

/// Puts the references to other answers back as they were given, see [`result_of`](super::result_of).
fn with_references(text: &str) -> String {
    const START: &str = "%7Bresult%3D";
    const END: &str = "%7D";
    let (mut plain, mut rest) = (String::new(), text);
    while let Some((before, reference)) = rest.split_once(START) {
        let Some((reference, after)) = reference.split_once(END) else { break };
        let reference = percent_encoding::percent_decode_str(reference).decode_utf8_lossy();
        plain.push_str(&format!("{before}{{result={reference}}}"));
        rest = after;
    }
    plain + rest
}

fn refused(operation: &'static Operation, kind: BuildErrorKind) -> Error {
    Error::Build(BuildError::new(Some(operation), kind))
}

#[cfg(test)]
mod tests {
    use super::with_references;

    #[test]
    fn only_references_are_put_back() {
        for (text, expected) in [
            ("v1/a%7Bb%7D?c=%7Bresult", "v1/a%7Bb%7D?c=%7Bresult"),
            ("?ids=%7Bresult%3Dfirst%3A%24.data.%2A.id%7D&x=%2F", "?ids={result=first:$.data.*.id}&x=%2F"),
            ("%7Bresult%3Da%7D%7Bresult%3Db%7D", "{result=a}{result=b}"),
            ("%7Bresult%3Dopen", "%7Bresult%3Dopen"),
        ] {
            assert_eq!(with_references(text), expected);
        }
    }
}
